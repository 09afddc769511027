"""From the checklist to the version in the browser, by the buttons that each state shows."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai_site.annual.actions.correct import open_correction
from gongkai_site.annual.actions.texts import save_text
from gongkai_site.annual.models import AnnualReport, Origin, Placement, State, Version
from gongkai_site.annual.overrides import override_cell, withdraw_override
from gongkai_site.annual.sheet import sheet
from gongkai_site.annual.sheet_docx import render_sheet
from gongkai_site.annual.steps_sign import steps_of
from gongkai_site.audit.anchors import anchored_in
from gongkai_site.audit.models import Event, Head
from gongkai_site.audit.verify import verify
from gongkai_site.filings.actions import hand_up
from gongkai_site.people.models import Role
from tests.site.annual.build import request
from tests.site.annual.written import SCAN, again, drafted, locked, reviewed, submitted, town
from tests.site.audit.test_verify import tamper
from tests.site.build import actor, agency, county, person, signed_in


def _url(written: AnnualReport, name: str = "signoff") -> str:
    return reverse(f"annual:{name}", args=[written.agency_id, written.year, written.scope])


def _do(browser: Client, written: AnnualReport, step: str, **more: Any) -> Any:
    written.refresh_from_db()
    return browser.post(_url(written), {"do": step, "revision": written.revision, **more})


def _versions(page: Any) -> list[tuple[Version, bool]]:
    return [(version, intact) for version, intact, _code in page.context["versions"]]


def _corrected(version: Version) -> Version:
    written = version.report
    open_correction(actor(written.agency, Role.REVIEWER), written, written.revision, "更正")
    return again(written)


def test_the_whole_way_by_the_buttons() -> None:
    where = town()
    written, browser = drafted(where), signed_in(person(where, Role.REVIEWER))
    page = browser.get(_url(written))
    assert all(fine for fine, _text, _link in page.context["checklist"]), page.context["checklist"]
    assert _do(browser, written, "submit-review", seen=page.context["ready"].sha256).status_code == 302
    scan = SimpleUploadedFile("扫描.pdf", SCAN)
    assert _do(browser, written, "sign", leader="王镇长", on="2026-01-12", scan=scan).status_code == 302
    assert browser.get(_url(written, "scan")).content == SCAN
    assert _do(browser, written, "lock").status_code == 302
    written.refresh_from_db()
    assert written.state == State.LOCKED
    version = written.versions.get()
    placed = {
        "own-on": "2026-01-20",
        "platform": "省统一平台",
        "url": "https://www.example.gov.cn/1.html",
        "on": "2026-01-21",
    }
    assert browser.post(reverse("annual:publish", args=[version.pk]), placed).status_code == 302
    assert [each.own_pages for each in Placement.objects.all()] == [True, False]
    assert _do(browser, written, "correct", reason="第五部分有误").status_code == 302
    page = browser.get(_url(written)).content.decode()
    assert "正在更正，原因：第五部分有误" in page
    page = browser.get(_url(written, "versions")).content.decode()
    assert version.sha256 in page and "与内容一致" in page and "https://www.example.gov.cn/1.html" in page


def test_refusals_keep_what_was_typed() -> None:
    where = town()
    written, browser = reviewed(where), signed_in(person(where, Role.REVIEWER))
    bad = SimpleUploadedFile("扫描.pdf", b"no pdf")
    page = _do(browser, written, "sign", leader="王镇长", on="2026-01-12", scan=bad)
    assert (
        page.status_code == 400 and 'value="王镇长"' in page.content.decode() and "2026-01-12" in page.content.decode()
    )
    assert _do(browser, written, "sign", leader="王镇长", on="一月").status_code == 400
    assert _do(browser, written, "nothing").status_code == 400
    assert browser.post(_url(written), {"do": "lock", "revision": "x"}).status_code == 400
    version = locked(town("江苏省淮安市洪泽区老子山镇人民政府"))
    other = signed_in(person(version.report.agency))
    sent = {"own-on": "2026-01-20", "platform": "省平台", "url": "example", "on": "2026-01-21"}
    page = other.post(reverse("annual:publish", args=[version.pk]), sent)
    assert page.status_code == 400 and 'value="example"' in page.content.decode()
    assert 'name="own-on" value="2026-01-20"' in page.content.decode() and not Placement.objects.exists()


def test_the_checklist_says_what_is_open_and_the_button_waits() -> None:
    where = town()
    written, browser = drafted(where), signed_in(person(where, Role.REVIEWER))
    save_text(actor(where), written, "problems", "【请填写：问题】", 1)
    override_cell(actor(where), written, "requests.granted.total", 9, "补登")
    page = browser.get(_url(written))
    assert [fine for fine, _text, _link in page.context["checklist"]] == [True, False, True, True, True, False]
    assert 'value="submit-review"' not in page.content.decode() and 'value="explain"' in page.content.decode()
    errors = page.context["ready"].unexplained
    for each in errors:
        _do(browser, written, "explain", rule=each.finding.rule, message=each.finding.message, reason="系统外登记")
    assert browser.get(_url(written)).context["ready"].unexplained == ()


def test_the_sheet_shows_figures_findings_overrides_and_places_to_sign() -> None:
    where = town()
    written, browser = drafted(where), signed_in(person(where, Role.REVIEWER))
    override_cell(actor(where), written, "proactive.licences.decisions", 18, "另册登记<18>件")
    page = browser.get(_url(written, "sheet")).content.decode()
    assert "另册登记&lt;18&gt;件" in page and "草稿，审核通过前不得签发" in page and "这是第一个版本" in page
    for who in ("经办人", "审核人", "分管领导", "主要负责人"):
        assert who in page
    assert page.count("<table>") == 3
    word = browser.get(_url(written, "sheet-file"))
    assert word.content[:2] == b"PK" and "attachment" in word["Content-Disposition"]


def test_the_end_of_the_log_stands_on_the_sheet_and_proves_the_log_once_it_is_typed_off() -> None:
    where = town()
    written, browser = drafted(where), signed_in(person(where, Role.REVIEWER))
    page = browser.get(_url(written, "sheet")).content.decode()
    typed = re.search(r"日志锚点</th><td>([^<]*)<", page)
    assert typed is not None and typed[1] == sheet(written).log_end
    word = zipfile.ZipFile(io.BytesIO(render_sheet(sheet(written))))
    assert f">{typed[1]}<" in word.read("word/document.xml").decode()
    override_cell(actor(where), written, "proactive.licences.decisions", 18, "另册登记")
    assert verify(anchored_in(typed[1])).is_sound
    tamper(f"DELETE FROM audit_event WHERE number >= {Head.objects.get().number}")
    Head.objects.update(number=1, hash=Event.objects.get(number=1).hash)
    assert not verify(anchored_in(typed[1])).is_sound


def test_each_state_says_to_each_role_what_is_next() -> None:
    where = town()
    clerk, reviewer, leader = (actor(where, role) for role in (Role.CLERK, Role.REVIEWER, Role.LEADER))
    written = drafted(where, clerk)
    told = {
        State.DRAFT: ("撰写正文", f"等{clerk.name}（经办人）写完", f"等{clerk.name}（经办人）"),
        State.SUBMITTED: (f"等{reviewer.name}（审核人）审核", "核对清单并审核", f"等{reviewer.name}（审核人）审核"),
        State.REVIEWED: (f"等{leader.name}（分管领导）签发", "登记签发", "看过全文后签发"),
        State.SIGNED_OFF: (f"等{reviewer.name}（审核人）、{leader.name}（分管领导）锁定", "锁定报告", "锁定报告"),
    }
    for state, words in told.items():
        AnnualReport.objects.filter(pk=written.pk).update(state=state)
        written.refresh_from_db()
        for who, word in zip((clerk, reviewer, leader), words, strict=True):
            text = " ".join(each.text for each in steps_of(who, written))
            assert word in text
    AnnualReport.objects.filter(pk=written.pk).update(state=State.LOCKED)
    written.refresh_from_db()
    assert steps_of(clerk, written) == []


def test_those_above_see_what_was_handed_up_and_no_correction_under_way() -> None:
    government, (where, _) = county()
    first = locked(where)
    hand_up(actor(where), first)
    written, above = first.report, signed_in(person(government, Role.SUPERVISOR))
    reviewer = actor(where, Role.REVIEWER)
    open_correction(reviewer, written, written.revision, "内部原因")
    override_cell(reviewer, written, "requests.received.total", 4321, "暂估")
    written.refresh_from_db()
    for name in ("signoff", "sheet", "sheet-file", "scan"):
        assert above.get(_url(written, name)).status_code == 403, name
    assert above.get(_url(written, "report")).status_code == 302
    assert _versions(above.get(_url(written, "versions"))) == [(first, True)]
    withdraw_override(reviewer, written, "requests.received.total")
    second = again(written)
    page = above.get(_url(written, "versions"))
    assert _versions(page) == [(first, True)] and "内部原因" not in page.content.decode()
    assert above.get(_url(written, "versions"), {"before": 1, "after": 2}).context["changes"] is None
    own = signed_in(person(where)).get(_url(written, "versions"))
    assert _versions(own) == [(second, True), (first, True)]


def test_the_page_of_publishing_offers_what_is_still_to_be_done() -> None:
    version = locked(town())
    browser = signed_in(person(version.report.agency))
    here = reverse("annual:publish", args=[version.pk])
    offered = 'name="own-on" value=""'
    assert offered in browser.get(here).content.decode()
    browser.post(here, {"own-on": "2026-01-15"})
    page = browser.get(here)
    assert offered not in page.content.decode()
    assert page.context["steps"][0].text == "复制网页正文到省统一平台"
    browser.post(here, {"platform": "省平台", "url": "https://info.example/1", "on": "2026-01-16"})
    assert [each.text for each in browser.get(here).context["steps"]] == ["已登记公开，查看各版本和文件"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "没有填写在哪里公开"),
        ({"platform": "省平台"}, "没有填写在哪里公开"),
        ({"platform": "市平台"}, "请填写在平台公开的日期"),
        ({"platform": "省平台", "on": "2026-01-16"}, "网址不完整"),
        ({"platform": "省平台", "url": "https://info.example/2"}, "请填写在平台公开的日期"),
        ({"own-on": "一月"}, "请填写在本站公开的日期"),
        (
            {"own-on": "2026-01-16", "url": "https://info.example/2", "on": "2999-01-01", "platform": "省平台"},
            "不能晚于",
        ),
    ],
)
def test_a_place_is_published_only_by_what_was_typed_of_it(sent: dict[str, str], told: str) -> None:
    """The platform's name stands there from the last time and says nothing by itself; all is recorded or nothing."""
    where = town()
    first = locked(where)
    browser = signed_in(person(where, Role.REVIEWER))
    before = {"platform": "省平台", "url": "https://info.example/1", "on": "2026-01-16"}
    assert browser.post(reverse("annual:publish", args=[first.pk]), before).status_code == 302
    version = _corrected(first)
    here = reverse("annual:publish", args=[version.pk])
    assert 'name="platform" maxlength="120" value="省平台"' in browser.get(here).content.decode()
    page = browser.post(here, sent)
    assert page.status_code == 400 and told in page.content.decode()
    assert Placement.objects.count() == 1


def test_what_was_locked_is_handed_up_on_the_page_of_publishing_until_the_superior_has_it() -> None:
    _government, (where, _) = county()
    version = locked(where)
    browser = signed_in(person(where))
    here = reverse("annual:publish", args=[version.pk])
    page = browser.get(here)
    assert page.context["hands_up"] and page.context["steps"][-1].text.startswith("报送给")
    sent = {"version": version.pk, "note": "已核对"}
    assert browser.post(reverse("filings:own", args=[where.pk, version.report.year]), sent).status_code == 302
    assert version.filings.get().note == "已核对"
    page = browser.get(here)
    assert not page.context["hands_up"] and 'id="hand-up"' not in page.content.decode()


def test_nothing_is_handed_up_there_where_another_report_is_owed_or_a_newer_version_holds() -> None:
    government, (where, _) = county()
    above = agency("河北省安平市人民政府")
    type(government).objects.filter(pk=government.pk).update(superior=above)
    government.refresh_from_db()
    own = locked(government)
    page = signed_in(person(government)).get(reverse("annual:publish", args=[own.pk]))
    assert page.status_code == 200 and not page.context["hands_up"]
    first = locked(where)
    _corrected(first)
    page = signed_in(person(where)).get(reverse("annual:publish", args=[first.pk]))
    assert not page.context["hands_up"]
    alone = locked(town())
    page = signed_in(person(alone.report.agency)).get(reverse("annual:publish", args=[alone.pk]))
    assert not page.context["hands_up"]


def test_a_button_leads_to_the_page_where_what_comes_next_is_done() -> None:
    where = town()
    written = submitted(where)
    browser = signed_in(person(where, Role.REVIEWER))
    seen = browser.get(_url(written)).context["ready"].sha256
    assert _do(browser, written, "review-print", seen=seen)["Location"] == _url(written, "sheet")
    scan = SimpleUploadedFile("扫描.pdf", SCAN)
    answer = _do(browser, written, "sign-lock", leader="王镇长", on="2026-01-12", scan=scan)
    version = written.versions.get()
    assert answer["Location"] == reverse("annual:publish", args=[version.pk])
    assert version.signed_by == "王镇长" and version.signed_scan and not version.signed_on_screen
    actions = set(Event.objects.values_list("action", flat=True))
    assert {"report.sign-off", "report.lock", "report.review"} <= actions


def test_a_signature_that_is_refused_locks_nothing_and_a_lock_that_is_refused_signs_nothing() -> None:
    where = town()
    written = reviewed(where)
    browser = signed_in(person(where, Role.REVIEWER))
    sent = {"leader": "王镇长", "on": "2026-01-12"}
    assert _do(browser, written, "sign-lock", **sent).status_code == 400
    request(where, "2025-3-1")
    answer = _do(browser, written, "sign-lock", scan=SimpleUploadedFile("扫描.pdf", SCAN), **sent)
    assert answer.status_code == 409
    written.refresh_from_db()
    assert written.state == State.REVIEWED and not written.versions.exists() and not written.signed_by


def test_what_was_read_from_a_document_has_no_checklist_and_no_boxes_to_write_in() -> None:
    where = town()
    version = locked(where)
    Version.objects.filter(pk=version.pk).update(origin=Origin.DOCUMENT, fragment="<p>文件里的话</p>")
    browser = signed_in(person(where, Role.REVIEWER))
    for name in ("signoff", "write"):
        page = browser.get(_url(version.report, name)).content.decode()
        assert "文件里的话" in page and reverse("intake:upload", args=[where.pk]) in page
        assert 'id="checklist"' not in page and "<textarea" not in page
    assert "开始更正" not in browser.get(_url(version.report)).content.decode()


def test_a_locked_report_has_its_own_text_and_no_checklist_beside_it() -> None:
    where = town()
    version = locked(where)
    page = signed_in(person(where, Role.REVIEWER)).get(_url(version.report)).content.decode()
    assert version.fragment in page and 'id="checklist"' not in page and "开始更正" in page
    assert reverse("filings:own", args=[where.pk, version.report.year]) not in page  # nobody to hand it up to
    below = locked(town("江苏省淮安市洪泽区仁和镇人民政府", superior=where))
    page = signed_in(person(below.report.agency, Role.REVIEWER)).get(_url(below.report)).content.decode()
    assert reverse("filings:own", args=[below.report.agency_id, below.report.year]) in page
