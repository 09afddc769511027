"""The editor in the browser: drafts, checks of unsaved texts, last year beside, and two people at once."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.report import blank_report
from gongkai.writing import render_article
from gongkai_site.agencies.models import Agency, Reorganisation
from gongkai_site.annual.actions.lock import lock_document
from gongkai_site.annual.actions.texts import save_text
from gongkai_site.annual.current import current_report
from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.annual.prose import TEXT_KEYS, texts_of
from gongkai_site.audit.models import Event
from gongkai_site.people.models import Role
from tests.site.annual.written import YEAR, drafted, facts, report, town, values
from tests.site.build import actor, person, signed_in

LAST = (
    "（一）主动公开\n我镇全年通过政府网站公开信息九十条。\n我镇不断完善政务公开工作制度和流程。\n"
    "我镇定期开展政务公开业务培训工作。"
)


def _url(written: AnnualReport, name: str = "write") -> str:
    return reverse(f"annual:{name}", args=[written.agency_id, written.year, written.scope])


def _form(browser: Client, written: AnnualReport) -> dict[str, str]:
    """What the browser would send back unchanged."""
    answer = browser.get(_url(written))
    assert answer.status_code == 200
    fields = {each.key: each for each in answer.context["fields"]}
    assert tuple(fields) == TEXT_KEYS
    return {
        name: value
        for key, each in fields.items()
        for name, value in (
            (f"text-{key}", each.text.replace("\n", "\r\n")),
            (f"revision-{key}", str(each.revision)),
            (f"was-{key}", each.was),
        )
    }


@pytest.fixture
def where() -> Agency:
    return town()


def test_title_and_addressee_are_saved_with_the_texts(where: Agency) -> None:
    written = drafted(where)
    browser = signed_in(person(where))
    sent = _form(browser, written) | {
        "title": " 岔河镇  2025年度报告 ",
        "addressee": "洪泽区人民政府：",
        "was-title": "",
    }
    assert browser.post(_url(written), sent | {"was-addressee": written.addressee}).status_code == 302
    written.refresh_from_db()
    assert (written.title, written.addressee) == ("岔河镇 2025年度报告", "洪泽区人民政府")
    content = current_report(written)
    assert (content.title, content.addressee) == (written.title, written.addressee)
    [event] = Event.objects.filter(action="report.heading")
    assert "洪泽区人民政府" in event.after
    assert "最多120字" in browser.post(_url(written), sent | {"addressee": "长" * 121}).content.decode()


def test_of_two_who_change_the_title_the_second_sees_both(where: Agency) -> None:
    written = drafted(where)
    first, second = signed_in(person(where)), signed_in(person(where))
    seen = {"was-title": "", "was-addressee": "", "addressee": ""}
    mine, theirs = _form(first, written) | seen, _form(second, written) | seen
    assert second.post(_url(written), theirs | {"title": "乙的标题"}).status_code == 302
    answer = first.post(_url(written), mine | {"title": "甲的标题", "text-other": "甲写的其他。"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "乙的标题" in page and 'value="甲的标题"' in page and "甲写的其他。" in page
    assert not written.texts.filter(text="甲写的其他。").exists()


def test_the_usual_title_follows_the_agencys_name_of_that_year(where: Agency) -> None:
    written = drafted(where)
    old = where.name
    Reorganisation.objects.create(agency=where, what="renamed", on=dt.date(2025, 3, 1), old_name=old, new_name="新镇")
    where.name = "岔河新镇人民政府"
    where.save()
    written.refresh_from_db()
    content = current_report(written)
    assert content.title == "岔河新镇人民政府2025年政府信息公开工作年度报告"
    Reorganisation.objects.update(on=dt.date(2026, 2, 1))
    content = current_report(written)
    assert (content.agency, content.signature, content.title) == (old, old, f"{old}2025年政府信息公开工作年度报告")


def test_two_who_edit_the_same_text_both_find_their_words_again(where: Agency) -> None:
    written = drafted(where)
    first, second = signed_in(person(where)), signed_in(person(where))
    mine, theirs = _form(first, written), _form(second, written)
    answer = second.post(_url(written), theirs | {"text-problems": "乙写的问题。", "text-other": "乙写的其他。"})
    assert answer.status_code == 302
    answer = first.post(_url(written), mine | {"text-problems": "甲写的问题。"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "甲写的问题。" in page and "乙写的问题。" in page and "刚刚保存的文字" in page
    assert texts_of(written)["problems"] == "乙写的问题。"
    # What he did not touch shows what the other saved; the merged text can be saved from this page.
    fields = {each.key: each for each in answer.context["fields"]}
    assert fields["other"].text == "乙写的其他。" and fields["other"].theirs is None
    again = mine | {
        name: value
        for key, each in fields.items()
        for name, value in (
            (f"text-{key}", each.text),
            (f"revision-{key}", str(each.revision)),
            (f"was-{key}", each.was),
        )
    }
    assert first.post(_url(written), again | {"text-problems": "甲乙合并的问题。"}).status_code == 302
    assert (texts_of(written)["problems"], texts_of(written)["other"]) == ("甲乙合并的问题。", "乙写的其他。")


def test_what_is_written_is_saved_and_submitted_with_one_press(where: Agency) -> None:
    written = drafted(where)
    browser = signed_in(person(where))
    sent = _form(browser, written) | {"text-problems": "一是更新不及时。", "note": "请审核", "submit": "1"}
    written.refresh_from_db()
    answer = browser.post(_url(written), sent | {"title": "年度报告", "revision": str(written.revision)})
    assert answer.status_code == 302 and answer["Location"] == _url(written, "signoff")
    written.refresh_from_db()
    assert (written.state, written.submitted_note, written.title) == (State.SUBMITTED, "请审核", "年度报告")
    assert written.texts.get(key="problems").text == "一是更新不及时。"


@pytest.mark.parametrize(
    ("typed", "told"), [({"text-problems": "【请填写：问题】"}, "1处草稿提示没有填写"), ({"revision": "0"}, "没有提交")]
)
def test_what_cannot_be_submitted_is_saved_all_the_same(where: Agency, typed: dict[str, str], told: str) -> None:
    written = drafted(where)
    browser = signed_in(person(where))
    sent = _form(browser, written) | {"title": "年度报告", "note": "请审核", "submit": "1", "text-other": "无。"}
    written.refresh_from_db()
    answer = browser.post(_url(written), sent | {"revision": str(written.revision)} | typed)
    page = answer.content.decode()
    assert answer.status_code == 409 and told in page and "已保存" in page and 'value="请审核"' in page
    assert "他人刚刚保存的是" not in page
    written.refresh_from_db()
    assert (written.state, written.title) == (State.DRAFT, "年度报告")
    assert written.texts.get(key="other").text == "无。"
    # What the page now carries can be saved and submitted.
    assert f'name="revision" value="{written.revision}"' in page


def test_who_has_not_seen_what_another_wrote_meanwhile_does_not_submit_it(where: Agency) -> None:
    written = drafted(where)
    browser = signed_in(person(where))
    sent = _form(browser, written) | {"submit": "1", "revision": str(written.revision)}
    save_text(actor(where), written, "problems", "二是解读不够。", 1)
    page = browser.post(_url(written), sent)
    assert page.status_code == 409 and "二是解读不够。" in page.content.decode()
    written.refresh_from_db()
    assert written.state == State.DRAFT
    for bad in ("", "x"):
        assert browser.post(_url(written), sent | {"revision": bad}).status_code == 400


def test_two_who_edit_different_texts_do_not_disturb_each_other(where: Agency) -> None:
    written = drafted(where)
    first, second = signed_in(person(where)), signed_in(person(where))
    mine, theirs = _form(first, written), _form(second, written)
    assert second.post(_url(written), theirs | {"text-problems": "乙写的问题。"}).status_code == 302
    assert first.post(_url(written), mine | {"text-other": "甲写的其他。"}).status_code == 302
    assert (texts_of(written)["problems"], texts_of(written)["other"]) == ("乙写的问题。", "甲写的其他。")


def test_a_draft_fills_an_empty_box_and_stands_beside_a_full_one(where: Agency) -> None:
    facts(where)
    written, browser = report(where), signed_in(person(where))
    sent = _form(browser, written) | {"text-problems": "我先写的一句。"}
    page = browser.post(_url(written), sent | {"draft": "overview"})
    fields = {each.key: each for each in page.context["fields"]}
    assert "{{facts.publications.site}}" in fields["overview"].text and fields["problems"].text == "我先写的一句。"
    page = browser.post(_url(written), sent | {"draft": "problems"})
    fields = {each.key: each for each in page.context["fields"]}
    assert fields["problems"].text == "我先写的一句。" and "存在的主要问题" in fields["problems"].draft
    page = browser.post(_url(written), sent | {"draft": "all"})
    fields = {each.key: each for each in page.context["fields"]}
    assert fields["problems"].text == "我先写的一句。" and not fields["problems"].draft
    assert all(fields[key].text for key in ("preamble", "overview", "other"))
    assert set(texts_of(written).values()) == {""}


def test_unsaved_text_is_checked_against_the_tables(where: Agency) -> None:
    written, browser = drafted(where), signed_in(person(where))
    sent = _form(browser, written)
    stored = texts_of(written)
    wrong = {
        "text-overview": "（一）依申请公开\n全年新收政府信息公开申请7件。\n（二）监督\n开展考核、社会评议，未追究责任。"
    }
    page = browser.post(_url(written, "check"), sent | wrong).content.decode()
    assert "narrative" not in page and "请核对" in page and "写的是 7" in page
    right = {"text-overview": wrong["text-overview"].replace("7件", "4件")}
    page = browser.post(_url(written, "check"), sent | right).content.decode()
    assert "建议改用链接数字" in page and "{{requests.received.total}}" in page
    linked = {"text-overview": wrong["text-overview"].replace("7件", "{{requests.received.total}}件")}
    page = browser.post(_url(written, "check"), sent | linked).content.decode()
    assert "手写的数字" not in page
    page = browser.post(
        _url(written, "check"), sent | {"text-overview": "共{{no.such}}条【请填写：数字】"}
    ).content.decode()
    assert "没有名为“no.such”的数字" in page and "【请填写：数字】" in page
    assert texts_of(written) == stored


def test_last_years_text_stands_beside_and_repeating_it_is_said(where: Agency) -> None:
    written, browser = report(where), signed_in(person(where))
    old = blank_report("2021", agency=where.name, year=YEAR - 1, cells=values(), sections={"overview": LAST})
    lock_document(actor(where), where, YEAR - 1, "own", old, right="report.write", on=where)
    page = browser.get(_url(written)).content.decode()
    assert "我镇定期开展政务公开业务培训工作。" in page and "与上年完全相同" not in page
    sent = _form(browser, written)
    page = browser.post(_url(written), sent | {"text-overview": LAST, "draft": "other"}).content.decode()
    assert "句与上年完全相同" in page


def test_the_preview_is_what_will_be_published_of_what_stands_in_the_boxes(where: Agency) -> None:
    written, browser = drafted(where), signed_in(person(where))
    stored = texts_of(written)
    typed = {"text-problems": "办结{{requests.concluded.total}}件，<b>没有</b>不足。", "title": "岔河镇的年度报告"}
    sent = _form(browser, written) | typed
    part = browser.post(_url(written, "preview"), sent).content.decode()
    assert re.search(r"<h\d[^>]*>岔河镇的年度报告</h\d>", part)
    assert re.search(r"办结\d+件，&lt;b&gt;没有&lt;/b&gt;不足。", part) and "{{" not in part
    # Without a script the same button shows it in the page; either way nothing is saved.
    whole = browser.post(_url(written), sent | {"preview": "1"})
    assert whole.context["preview"] in part and whole.context["preview"] in whole.content.decode()
    assert texts_of(written) == stored
    browser.post(_url(written), sent | {"save": "1"})
    written.refresh_from_db()
    assert render_article(current_report(written)) == whole.context["preview"]


def test_what_is_found_is_counted_where_the_writer_sees_it(where: Agency) -> None:
    written, browser = drafted(where), signed_in(person(where))
    wrong = {"text-overview": "共{{no.such}}条【请填写：数字】", "text-problems": "【请填写：问题】"}
    page = browser.post(_url(written, "check"), _form(browser, written) | wrong)
    count = re.search(r'<span id="findings-count".*?</span>\s*</span>', page.content.decode(), re.DOTALL)
    assert count and re.search(r"还要处理\s*<b>3</b>", count[0])
    assert page.content.decode().count('href="#part-overview"') == 2


def test_what_the_form_says_itself_is_shut_until_somebody_writes_there(where: Agency) -> None:
    written, browser = report(where), signed_in(person(where))
    shut = {each.key for each in browser.get(_url(written)).context["fields"] if each.seldom}
    tables = set(TEXT_KEYS) - {"preamble", "overview", "problems", "other", "closing"}
    assert shut == tables | {"closing"}
    sent = _form(browser, written) | {"text-closing": "特此说明。"}
    assert browser.post(_url(written), sent).status_code == 302
    assert {each.key for each in browser.get(_url(written)).context["fields"] if each.seldom} == tables


def test_a_refused_save_shows_what_was_typed(where: Agency) -> None:
    written, browser = report(where), signed_in(person(where))
    sent = _form(browser, written)
    AnnualReport.objects.update(state=State.REVIEWED)
    answer = browser.post(_url(written), sent | {"text-overview": "辛苦写了很久的文字"})
    assert answer.status_code == 409 and "辛苦写了很久的文字" in answer.content.decode()
    assert "已审核" in answer.content.decode()


def test_who_may_open_the_editor(where: Agency) -> None:
    written = report(where)
    other = town("江苏省淮安市洪泽区老子山镇人民政府")
    for role, status in ((Role.CLERK, 200), (Role.REVIEWER, 200), (Role.LEADER, 403), (Role.ADMIN, 403)):
        assert signed_in(person(where, role)).get(_url(written)).status_code == status
    for name in ("write", "signoff", "sheet", "versions", "sheet-file", "fact", "scan"):
        assert signed_in(person(other)).get(_url(written, name)).status_code == 403
        assert Client().get(_url(written, name)).status_code in (302, 403)


def test_a_fact_opens_its_records(where: Agency) -> None:
    facts(where)
    written, browser = report(where), signed_in(person(where))
    page = browser.get(_url(written, "fact"), {"key": "facts.publications.site"})
    assert page.status_code == 200 and [each.title for each in page.context["shown"]] == ["财政预决算", "机构信息"]
    assert browser.get(_url(written, "fact"), {"key": "facts.nothing"}).status_code == 404


def test_every_box_has_its_label_and_no_script_stands_in_the_page(where: Agency) -> None:
    page = signed_in(person(where)).get(_url(report(where))).content.decode()
    main = page[page.index("office-main") :]
    boxes = set(re.findall(r'<textarea id="([^"]+)"', main))
    assert len(boxes) == len(TEXT_KEYS) and all(f'<label for="{each}"' in main for each in boxes)
    assert not re.search(r"\sstyle=|\son\w+=", main[: main.index("linked-numbers")])


def test_the_editor_takes_few_queries(where: Agency, django_assert_max_num_queries: Any) -> None:
    written, browser = drafted(where), signed_in(person(where))
    with django_assert_max_num_queries(40):
        browser.get(_url(written))
