"""Pages of handing up: each does what it says, and a neighbour gets none of them."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.reading import read
from gongkai_site.annual.models import AnnualReport, Scope
from gongkai_site.filings.models import Consolidation, Filing, FilingLink, Reminder
from gongkai_site.filings.slips import slip_docx
from gongkai_site.filings.steps import own_steps
from gongkai_site.home.workbench import desks
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site.build import agency, county, due_by, person, signed_in
from tests.site.filings.build import YEAR, filed, supervisor, version

State = Filing.State


@pytest.fixture
def government():
    return county(3)[0]


@pytest.fixture
def boss(government):
    return signed_in(person(government, Role.SUPERVISOR))


def towns(government):
    return list(government.subordinates.order_by("pk"))


def url(name, *arguments):
    return reverse(f"filings:{name}", args=arguments)


def texts(answer):
    return [step.text for step in answer.context["steps"]]


def test_the_overview_lists_and_filters_and_says_what_to_do(government, boss):
    one, two, three = towns(government)
    filed(version(one, findings=("error",)), State.FILED)
    filed(version(two))
    page = boss.get(url("overview", government.pk, YEAR))
    assert [each.agency for each in page.context["shown"]] == [one, two, three]
    assert texts(page) == ["2024年度：审核1份已报送的报告", "2024年度：1个单位未报送，催报"]
    for asked, listed in (
        ("stand=missing", [three]),
        ("stand=errors", [one]),
        ("stand=accepted", [two]),
        ("word=第2", [two]),
    ):
        page = boss.get(f"{url('overview', government.pk, YEAR)}?{asked}")
        assert [each.agency for each in page.context["shown"]] == listed


def test_the_overview_of_three_hundred_takes_few_queries(django_assert_max_num_queries):
    government, many = county(300)
    for town in many[::2]:
        filed(version(town))
    boss = signed_in(person(government, Role.SUPERVISOR))
    with django_assert_max_num_queries(45):
        boss.get(url("overview", government.pk, YEAR))


def test_the_menu_leads_to_the_year_that_is_collected(government, boss):
    answer = boss.get(url("list", government.pk))
    assert answer["Location"] == url("overview", government.pk, dt.date.today().year - 1)
    assert "报送汇总" in boss.get(url("overview", government.pk, YEAR)).content.decode()


def test_the_overview_as_excel(government, boss):
    filed(version(towns(government)[0]), State.RETURNED, slip="=1+1 请重报")
    book = load_workbook(io.BytesIO(boss.get(url("export", government.pk, YEAR)).content))
    sheet = book["2024年度报送情况"]
    assert [row[6].value for row in sheet.iter_rows(min_row=2)] == ["已退回，待重报", "未报送", "未报送"]
    assert sheet.cell(2, 14).data_type == "s", "words stay words"


def test_reminding_from_the_page_says_who_cannot_be_reached(government, boss):
    one, *_ = towns(government)
    one.email = "one@example.cn"
    one.save()
    answer = boss.post(url("remind", government.pk, YEAR), {"of": "all", "confirmed": 1}, follow=True)
    text = answer.content.decode()
    assert "已催报1个单位" in text and "没有可用的电子邮箱" in text
    assert Reminder.objects.count() == 3
    assert boss.get(url("remind", government.pk, YEAR)).status_code == 405


def test_the_button_for_all_pressed_twice_sends_nothing_twice(government, boss):
    for each in towns(government)[:2]:
        each.email = f"{each.pk}@example.cn"
        each.save()
    boss.post(url("remind", government.pk, YEAR), {"of": "all", "confirmed": 1})
    text = boss.post(url("remind", government.pk, YEAR), {"of": "all", "confirmed": 1}, follow=True).content.decode()
    assert "2个单位今天已催报过" in text and "没有可用的电子邮箱" in text
    assert Reminder.objects.exclude(to="").count() == 2
    one = towns(government)[0]
    boss.post(url("remind", government.pk, YEAR), {"of": one.pk, "confirmed": 1})  # asked for by name it is sent
    assert Reminder.objects.filter(agency=one).count() == 2


def test_a_supervisor_accepts_from_the_page(government, boss):
    filing = filed(version(towns(government)[0]), State.FILED)
    page = boss.get(url("filing", filing.pk))
    assert "接收" in page.content.decode()
    boss.post(url("filing", filing.pk), {"decision": "accept", "revision": filing.revision})
    filing.refresh_from_db()
    assert filing.state == State.ACCEPTED


def test_a_refused_decision_keeps_what_was_typed(government, boss):
    filing = filed(version(towns(government)[0]), State.FILED)
    answer = boss.post(url("filing", filing.pk), {"decision": "accept", "revision": 7, "reason": "写了很久的意见"})
    assert answer.status_code == 409 and "写了很久的意见" in answer.content.decode()
    assert boss.post(url("filing", filing.pk), {"decision": "burn", "revision": 1}).status_code == 400


def test_returning_gives_a_slip_as_page_and_word_file_with_findings_and_words(government, boss, tmp_path):
    town = towns(government)[0]
    filing = filed(version(town, findings=("error", "warning")), State.FILED)
    assert boss.get(url("slip", filing.pk)).status_code == 404
    page = boss.post(
        url("filing", filing.pk),
        {"decision": "return", "revision": 1, "reason": "请核对第三部分", "confirmed": 1},
        follow=True,
    )
    text = page.content.decode()
    assert "退改意见：请核对第三部分" in text and "收到数与办理结果不相等" in text and str(town) in text
    clerk = signed_in(person(town))
    word = clerk.get(url("slip-file", filing.pk))
    assert word["Content-Type"].endswith("wordprocessingml.document")
    path = tmp_path / "slip.docx"
    path.write_bytes(word.content)
    from docx import Document

    said = "\n".join(each.text for each in Document(str(path)).paragraphs)
    assert "请核对第三部分" in said and "发现1处错误" in said and str(government) in said


def test_a_slip_without_findings_says_only_the_words(government):
    filing = filed(version(towns(government)[0]), State.RETURNED, slip="缺少封面")
    assert slip_docx(filing)[:2] == b"PK"


def test_the_agency_hands_up_from_its_own_page_and_corrects_what_came_back(government):
    town = towns(government)[0]
    clerk = signed_in(person(town))
    here = url("own", town.pk, YEAR)
    assert texts(clerk.get(here)) == ["完成报告并锁定，然后报送"]
    made = version(town)
    page = clerk.get(here)
    assert texts(page) == ["报送2024年度报告"] and page.context["ready"] == [made]
    clerk.post(here, {"version": made.pk})
    assert Filing.objects.get().version == made
    page = clerk.get(here)
    assert page.context["ready"] == [] and texts(page) == [f"等{government}审核"]
    Filing.objects.update(state=State.RETURNED, slip="请改第三部分")
    (step,) = own_steps(Actor.person(person(town)), town, YEAR, dt.date(YEAR + 1, 1, 20))
    assert step.text == "等审核人或分管领导开始更正"
    reviewer = person(town, Role.REVIEWER)
    assert texts(clerk.get(here)) == ["阅读退改通知", f"等{reviewer}（审核人）开始更正"]
    assert clerk.post(here, {"version": made.pk}).status_code == 302, "the same version may be handed up again"


def test_a_returned_report_says_who_opens_it_and_once_corrected_that_it_goes_up_again(government):
    town = towns(government)[0]
    made = version(town)
    filed(made, State.RETURNED)
    here = url("own", town.pk, YEAR)
    reviewer = signed_in(person(town, Role.REVIEWER))
    assert texts(reviewer.get(here)) == ["阅读退改通知", "开始更正"]
    AnnualReport.objects.update(state="draft")
    assert texts(reviewer.get(here)) == ["阅读退改通知", "撰写正文", "写完后提交审核"]
    version(town)
    AnnualReport.objects.update(state="locked")
    assert texts(signed_in(person(town)).get(here)) == [f"{YEAR}年度报告已改正，重新报送"]


def test_an_agency_cannot_hand_up_anothers_version_from_its_page(government):
    one, two, _ = towns(government)
    clerk = signed_in(person(one))
    assert clerk.post(url("own", one.pk, YEAR), {"version": version(two).pk}).status_code == 404


def test_a_links_address_is_shown_once(government, boss):
    town = towns(government)[0]
    here = url("links", government.pk, YEAR)
    page = boss.post(here, {"of": town.pk, "days": 5})
    assert page.context["made"].startswith("http") and page.context["made"] in page.content.decode()
    again = boss.get(here).content.decode()
    assert "/link/" not in again and "未使用" in again
    boss.post(url("withdraw", government.pk, YEAR, FilingLink.objects.get().pk))
    assert "已收回" in boss.get(here).content.decode()


@pytest.mark.parametrize(("data", "said"), [({"days": 5}, "请选择单位"), ({"of": "town", "days": 900}, "有效期应为")])
def test_a_link_that_cannot_be_made_says_why(government, boss, data, said):
    data = {**data, **({"of": towns(government)[0].pk} if "of" in data else {})}
    answer = boss.post(url("links", government.pk, YEAR), data)
    assert answer.status_code == 400 and said in answer.content.decode()


def test_filing_for_a_township_that_sent_paper(government, boss):
    town = towns(government)[0]
    here = url("paper", government.pk, YEAR, town.pk)
    assert "来文识读" in texts(boss.get(here))[0]
    made = version(town)
    refused = boss.post(here, {"version": made.pk, "filed_on": "上周", "note": "纸质"})
    assert refused.status_code == 400 and "纸质" in refused.content.decode()
    boss.post(here, {"version": made.pk, "filed_on": "2025-01-15", "note": "纸质"})
    filing = Filing.objects.get()
    assert (filing.way, filing.filed_on) == (Filing.Way.PAPER, dt.date(2025, 1, 15))


def test_the_consolidation_says_who_is_in_who_is_not_and_what_does_not_add_up(government, boss):
    one, two, _ = towns(government)
    version(government)
    filed(version(one, requests__received__total=5))
    filed(version(two), State.FILED)
    here = url("consolidation", government.pk, YEAR)
    page = boss.get(here)
    text = page.content.decode()
    assert page.context["counted"] == 2 and len(page.context["missing"]) == 2
    assert "已报送，尚未接收" in text and "合计与各项不符" in text and one.name in text
    boss.post(here, {"do": "begin"})
    report = AnnualReport.objects.get(agency=government, scope=Scope.AREA)
    boss.post(here, {"do": "choose", "include_filed": "1", "revision": 0})
    assert Consolidation.objects.get(report=report).include_filed
    assert boss.get(here).context["counted"] == 3


def test_the_working_papers_hold_every_agency_and_what_is_lacking(government, boss):
    version(government)
    filed(version(towns(government)[0], requests__received__total=5))
    book = load_workbook(io.BytesIO(boss.get(url("papers", government.pk, YEAR)).content))
    names = [row[0].value for row in book["各机关数据"].iter_rows(min_row=5)]
    assert names == [government.name, towns(government)[0].name, "合计"]
    assert len(list(book["缺项"].iter_rows(min_row=2))) == 2


def test_what_changed_since_locking_is_the_first_thing_to_do(government, boss):
    from tests.site.filings.test_consolidating import consolidated

    version(government)
    consolidated(government)
    filed(version(towns(government)[0]))
    page = boss.get(url("consolidation", government.pk, YEAR))
    assert texts(page)[0] == "锁定后下级有1处变动：确需改动的，更正汇总报告"
    assert "锁定时没有计入，现在有第1版" in page.content.decode()


def test_the_sums_open_on_their_agencies_in_the_reports_own_pages(government, boss):
    filing = filed(version(towns(government)[0], requests__received__total=5))
    AnnualReport.objects.create(agency=government, year=YEAR, scope=Scope.AREA)
    cell = reverse("annual:cell", args=[government.pk, YEAR, "area", "requests.received.total"])
    text = boss.get(cell).content.decode()
    assert url("filing", filing.pk) in text and "未计入：尚未报送" in text
    assert "本机关和" not in text and "下级1个单位的这一格相加" in text
    version(government)
    assert "本机关和下级1个单位的这一格相加" in boss.get(cell).content.decode()


PAGES = {
    "list": "agency", "overview": "year", "export": "year", "remind": "year", "letters": "year", "links": "year",
    "withdraw": "link", "paper": "of", "own": "town", "consolidation": "year", "papers": "year", "filing": "filing",
    "slip": "filing", "slip-file": "filing",
}  # fmt: skip


def addresses(government):
    town = towns(government)[0]
    filing = filed(version(town), State.RETURNED, slip="请改")
    link = FilingLink.objects.create(
        agency=town, superior=government, year=YEAR, token_sha256="a" * 64, expires_at=dt.datetime.now(dt.UTC)
    )
    year = (government.pk, YEAR)
    parts = {
        "agency": (government.pk,), "year": year, "link": (*year, link.pk), "of": (*year, town.pk),
        "town": (town.pk, YEAR), "filing": (filing.pk,),
    }  # fmt: skip
    return {name: url(name, *parts[kind]) for name, kind in PAGES.items()}


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.LEADER, Role.ADMIN, Role.SUPERVISOR])
def test_a_neighbour_gets_none_of_these_pages(government, role):
    neighbour = signed_in(person(towns(government)[1], role))
    for name, address in addresses(government).items():
        assert neighbour.get(address).status_code in (403, 405), name
        assert neighbour.post(address, {"of": "all", "reason": "x"}).status_code in (403, 405), name
    assert Filing.objects.get().state == State.RETURNED


def test_the_clerk_of_the_agency_itself_sees_his_own_filing_and_nothing_of_the_superiors(government):
    clerk = signed_in(person(towns(government)[0]))
    seen = {name for name, address in addresses(government).items() if clerk.get(address).status_code == 200}
    assert seen == {"own", "filing", "slip", "slip-file"}


def test_a_supervisor_further_up_sees_and_changes_nothing(government):
    city = agency("海州市人民政府", kind="government", level="prefecture")
    government.superior = city
    government.path = f"{city.path}{government.pk}/"
    government.save()
    for town in towns(government):
        town.path = f"{government.path}{town.pk}/"
        town.save()
    above = signed_in(person(city, Role.SUPERVISOR))
    found = addresses(government)
    assert above.get(found["overview"]).status_code == 200
    for name in ("remind", "links", "withdraw", "paper"):
        assert above.post(found[name], {"of": "all", "confirmed": 1}).status_code == 403, name
    assert above.post(found["filing"], {"decision": "return", "revision": 1, "reason": "x"}).status_code == 403
    assert above.post(found["consolidation"], {"do": "begin"}).status_code == 403
    # What the superior has only locked stands in the sums and the working papers.
    version(government)
    for name in ("consolidation", "papers"):
        assert above.get(found[name]).status_code == 403, name
    filed(version(government, scope=Scope.AREA), State.FILED)
    for name in ("consolidation", "papers"):
        assert above.get(found[name]).status_code == 200, name


def test_the_public_is_sent_to_sign_in(government, client):
    for address in addresses(government).values():
        assert client.get(address).status_code == 302


def test_the_workbench_tells_both_sides(government):
    due_by(government, dt.date(YEAR + 1, 1, 20))
    town, today = towns(government)[0], dt.date(YEAR + 1, 1, 15)
    clerk = Actor.person(person(town), today)
    assert ("编制2024年度报告", "期限2025-01-20，还有5天", True) in told(clerk, today)
    made = version(town)
    assert ("报送2024年度报告", "期限2025-01-20，还有5天", True) in told(clerk, today)
    filed(made, State.FILED)
    assert not [text for text, *_ in told(clerk, today) if "报送" in text]
    found = [text for text, *_ in told(supervisor(government), today)]
    assert [text for text in found if "2024" in text] == [
        "2024年度：2个单位未报送，催报",
        "2024年度：审核1份已报送的报告",
    ]


def told(who, today):
    return [(step.text, step.why, step.urgent) for desk in desks(who, today) for step in desk.steps]


def test_when_all_is_accepted_the_next_step_is_to_consolidate(government, boss):
    for town in towns(government):
        filed(version(town))
    assert texts(boss.get(url("overview", government.pk, YEAR))) == ["2024年度：下级都已接收，开始汇总"]


def test_a_report_taken_in_while_collecting_is_filed_for_its_office(run_tasks):
    from gongkai.writing import render_report
    from gongkai_site.intake.actions import accept, take_in
    from tests.site.filings.build import content, real_towns

    town = real_towns()[0]
    boss = supervisor(town.superior)
    for year, expected in ((YEAR, YEAR), (YEAR - 1, None)):
        data = render_report(content(town, year), "xlsx")
        (document,) = take_in(boss, town.superior, f"{year}.xlsx", data, expected_year=expected)
        run_tasks()
        document.refresh_from_db()
        accept(boss, document, revision=document.revision)
    filing = Filing.objects.get()
    assert (filing.year, filing.way, filing.agency) == (YEAR, Filing.Way.PAPER, town), "past years are not filed"


def test_what_was_written_reads_back_as_the_locked_figures(government, boss, tmp_path):
    version(government, requests__received__total=2)
    filed(version(towns(government)[0], requests__received__total=5))
    path = tmp_path / "papers.xlsx"
    path.write_bytes(boss.get(url("papers", government.pk, YEAR)).content)
    assert read(path).cells["requests.received.total"] == 7
