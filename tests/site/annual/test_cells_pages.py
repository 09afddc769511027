"""Pages of compiling: the list, the form with its links, cells opened on their records, zeros, late changes."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai import get_form
from gongkai.report import Number
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.compile import cell_queries, compile_year
from gongkai_site.annual.figures import Opened, OpenedRow, Sourced, figures, register_source, source_of
from gongkai_site.annual.models import AnnualReport, Origin, Scope, State
from gongkai_site.annual.overrides import override_cell
from gongkai_site.annual.pages.compile.form import change
from gongkai_site.annual.pages.reports import place
from gongkai_site.people.models import Role
from tests.site import build
from tests.site.annual.build import YEAR, count, day, decision, dispute, fee, report, request, version

CELL = "requests.received.natural_person"
NAMES = ("list", "report", "cell", "papers", "late")


def address(name: str, made: AnnualReport, *more: object) -> str:
    return reverse(f"annual:{name}", args=[made.agency_id, made.year, made.scope, *more])


def clerk_of(agency: Agency, role: str = Role.CLERK) -> Client:
    return build.signed_in(build.person(agency, role))


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content[-2000:]
    return str(answer.content.decode())


def plain(html: str) -> str:
    """The page's text without tags, spaces folded."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_form_shows_every_cell_as_a_link_laid_out_as_the_statute_prints_it() -> None:
    agency = build.agency()
    request(agency, "2026-2-1")
    made = report(agency)
    html = page(clerk_of(agency), address("report", made))
    for key in get_form("2021").keys:
        assert html.count(f'id="{key}"') == 1, key
        assert address("cell", made, key) in html
    assert '<th id="requests-r1c4" scope="colgroup" colspan="7">申请人情况</th>' in html
    assert "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）" in html
    figure = re.search(rf'<td id="{re.escape(CELL)}" headers="([^"]+)"', html)
    assert figure
    heads = [re.search(rf'<th id="{each}"[^>]*>([^<]+)', html) for each in figure[1].split()]
    assert [each and each[1] for each in heads] == ["申请人情况", "自然人", "一、本年新收政府信息公开申请数量"]


def test_what_stands_beside_the_figures() -> None:
    agency = build.agency()
    version(report(agency, YEAR - 1), {"requests.carried_out.total": 7, CELL: 4})
    request(agency, "2026-2-1")
    made = report(agency)
    override_cell(build.actor(agency), made, CELL, 3, "窗口漏登两件")
    html = page(clerk_of(agency), address("report", made))
    cell = plain(html.split(f'id="{CELL}"')[1].split("</td>")[0].split(">", 1)[1])
    assert re.fullmatch(r" ?3 手工( 问题\d+)+ 台账 1 上年 4 −1 ?", cell), cell
    assert 'title="窗口漏登两件"' in html
    text = plain(html)
    assert "窗口漏登两件" in text.split("手工调整")[-1]
    assert "《政府信息公开条例》第五十条第一款第（二）项" in text
    assert "不一致" in text.split("与上年报告的衔接")[1]
    assert re.search(r'href="#finding-\d+"', html)


def test_what_is_not_zero_stands_out_and_a_zero_that_was_one_last_year_says_nothing() -> None:
    agency = build.agency()
    before = {"requests.received.total": 7, "requests.carried_out.total": 0, CELL: 0}
    version(report(agency, YEAR - 1), before)
    request(agency, "2026-2-1")
    html = page(clerk_of(agency), address("report", report(agency)))
    classes = {key: marks.split() for key, marks in re.findall(r'<td id="([^"]+)"[^>]* class="([^"]*)"', html)}
    quiet = {key for key, marks in classes.items() if "zero" in marks}
    # Received, and as the year is not over yet, carried out: each with its total.
    assert len(classes) - len(quiet) == 4 and CELL not in quiet
    assert "不为0的数字 4" in plain(html)
    cells = {key: plain(html.split(f'<td id="{key}"')[1].split("</td>")[0].split(">", 1)[1]) for key in before}
    assert "上年 7 −6" in cells["requests.received.total"]
    assert "上年 0 +1" in cells[CELL]
    assert "上年" not in plain(html.split('<td id="requests.carried_in.total"')[1].split("</td>")[0])


def test_findings_are_counted_at_the_top_and_lead_to_their_cells_and_back() -> None:
    agency = build.agency()
    made = report(agency)
    override_cell(build.actor(agency), made, "requests.received.total", 3, "漏登")
    html = page(clerk_of(agency), address("report", made))
    counts = re.search(r'<ul class="annual-counts".*?</ul>', html, re.DOTALL)
    assert counts and re.search(r"错误 \d", plain(counts[0])) and "手工调整 1" in plain(counts[0])
    jumps = set(re.findall(r'href="#([^"]+)"', html))
    assert all(f'id="{each}"' in html for each in jumps)
    numbered = re.search(r'<li id="finding-(\d+)".*?</li>', html, re.DOTALL)
    assert numbered
    for key in re.findall(r'href="#([^"]+)"', numbered[0]):
        cell = html.split(f'<td id="{key}"')[1].split("</td>")[0]
        assert f'href="#finding-{numbered[1]}"' in cell


@pytest.mark.parametrize(
    ("value", "last", "written"),
    [(3, 1, "+2"), (1, 3, "−2"), (3, 3, ""), (3, None, ""), (None, 3, ""), (Decimal("0.35"), Decimal("1.2"), "−0.85")],
)
def test_a_change_is_written_with_its_sign(value: Number | None, last: Number | None, written: str) -> None:
    assert change(value, last) == written


def test_each_zero_is_confirmed_by_being_typed() -> None:
    agency = build.agency()
    made = report(agency)
    client = clerk_of(agency)
    html = page(client, address("report", made))
    assert 'name="zero-proactive.licences" value=""' in html
    assert "zero-proactive.regulations" not in html
    # One mark for each kind, not one for each of its cells.
    assert html.count("待确认") == len(figures(made).absent) == 7
    answer = client.post(address("zero", made), {"zero-proactive.licences": "0", "zero-proactive.fees": ""})
    assert answer.status_code == 302 and answer["Location"].endswith("#zeros")
    text = plain(page(client, address("report", made)))
    assert "行政许可决定：已确认本年确实没有" in text and "行政事业性收费：已确认" not in text
    client.post(address("zero", made), {"kind": "proactive.licences", "withdraw": "1"})
    assert 'name="zero-proactive.licences"' in page(client, address("report", made))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "没有填写任何一项"),
        ({"zero-proactive.licences": " "}, "没有填写任何一项"),
        ({"zero-x": "0"}, "没有填写任何一项"),
        ({"zero-proactive.licences": "3"}, "“行政许可决定”填的是“3”"),
        ({"zero-proactive.licences": "0", "zero-proactive.fees": "无"}, "“行政事业性收费”填的是“无”"),
        ({"zero-proactive.licences": "0", "zero-proactive.fees": "NaN"}, "“行政事业性收费”填的是“NaN”"),
    ],
)
def test_anything_but_a_zero_confirms_nothing_and_stays_in_its_field(typed: dict[str, str], told: str) -> None:
    agency = build.agency()
    made = report(agency)
    client = clerk_of(agency)
    answer = client.post(address("zero", made), typed)
    assert answer.status_code == 400 and told in plain(answer.content.decode())
    for name, each in typed.items():
        assert name == "zero-x" or f'name="{name}" value="{each}"' in answer.content.decode()
    assert len(figures(made).absent) == 7 and not figures(made).confirmed


@pytest.mark.parametrize("written", ["0", "0.00", "０"])
def test_the_last_zero_leads_on_to_the_editor_and_one_left_does_not(written: str) -> None:
    agency = build.agency()
    made = report(agency)
    client = clerk_of(agency)
    kinds = [each.prefix for each in figures(made).absent]
    answer = client.post(address("zero", made), {f"zero-{each}": written for each in kinds[1:]})
    assert answer["Location"].startswith(address("report", made))
    answer = client.post(address("zero", made), {f"zero-{kinds[0]}": written})
    assert answer["Location"] == reverse("annual:write", args=[agency.pk, YEAR, "own"])
    assert figures(made).absent == () and len(figures(made).confirmed) == len(kinds)


def test_while_an_error_stands_the_last_zero_does_not_lead_away_from_it() -> None:
    agency = build.agency()
    made = report(agency)
    override_cell(build.actor(agency), made, "requests.granted.total", 9, "补登")
    client = clerk_of(agency)
    sent = {f"zero-{each.prefix}": "0" for each in figures(made).absent}
    assert client.post(address("zero", made), sent)["Location"] == address("report", made) + "#zeros"


def test_who_may_not_write_is_shown_nothing_by_a_zero_that_is_refused() -> None:
    agency = build.agency()
    made = report(agency)
    leader = clerk_of(agency, Role.LEADER)
    assert leader.post(address("zero", made), {"zero-proactive.licences": "3"}).status_code == 403


def test_a_cell_opens_the_records_it_counts_and_no_other() -> None:
    agency = build.agency()
    mine = [request(agency, f"2026-{month}-1") for month in (1, 12)]
    others = [request(agency, "2025-12-31"), request(agency, "2026-5-1", voided=True),
              request(build.agency(), "2026-5-1"), request(agency, "2026-5-1", applicant_kind="business")]  # fmt: skip
    made = report(agency)
    html = page(clerk_of(agency), address("cell", made, CELL))
    assert all(each.number in html for each in mine)
    assert not any(each.number in html for each in others)
    assert reverse("records:open", args=[agency.pk, "requests", mine[0].pk]) in html
    assert cell_queries(YEAR)[CELL].explanation in html


def test_a_cell_of_two_registers_shows_each_with_its_sum() -> None:
    agency = build.agency()
    decision(agency, "2026-2-1")
    count(agency, "2026-1-1", "2026-12-31", 40)
    made = report(agency)
    client = clerk_of(agency)
    url = address("cell", made, "proactive.licences.decisions")
    text = plain(page(client, url))
    assert re.search(r"：1 .*：40 ", text)
    assert "许可" in text
    assert "2026-12-31" in page(client, f"{url}?part=1")
    assert "2026-12-31" not in page(client, f"{url}?part=0")
    for part in ("2", "-1", "x"):
        page(client, f"{url}?part={part}")


def test_long_lists_are_paged() -> None:
    agency = build.agency()
    for number in range(60):
        decision(agency, "2026-2-1", matter=f"事项{number:02}")
    url = address("cell", report(agency), "proactive.licences.decisions")
    client = clerk_of(agency)
    first, second = page(client, url), page(client, f"{url}?page=2")
    shown = [set(re.findall(r"事项\d\d", each)) for each in (first, second)]
    assert (len(shown[0]), len(shown[1]), len(shown[0] | shown[1])) == (50, 10, 60)


def test_a_record_of_an_agency_taken_over_is_shown_with_its_name_and_not_linked() -> None:
    _, (taken, taking) = build.county()
    taken.successor, taken.abolished_on = taking, day("2026-7-1")
    taken.save()
    theirs = request(taken, "2026-2-1")
    html = page(clerk_of(taking), address("cell", report(taking), CELL))
    assert theirs.number in html
    assert taken.name in html
    assert reverse("records:open", args=[taken.pk, "requests", theirs.pk]) not in html


def test_an_override_is_typed_on_the_cells_page_and_nothing_typed_is_lost() -> None:
    agency = build.agency()
    made = report(agency)
    client = clerk_of(agency)
    url = address("cell", made, CELL)
    for typed, told in (({"value": "5"}, "请填写原因"), ({"value": "五", "reason": "漏登"}, "不是数字")):
        answer = client.post(url, typed)
        assert answer.status_code == 400
        assert told in answer.content.decode()
        for each in typed.values():
            assert each in answer.content.decode()
    assert client.post(url, {"value": "5", "reason": "漏登"}).status_code == 302
    assert "漏登" in page(client, url)
    assert client.post(url, {"withdraw": "1"}).status_code == 302
    assert "漏登" not in plain(page(client, url))


def test_once_reviewed_the_form_can_be_looked_at_and_not_changed() -> None:
    agency = build.agency()
    made = report(agency, state=State.REVIEWED)
    client = clerk_of(agency)
    assert "手工调整这一格" not in page(client, address("cell", made, CELL))
    assert "确认填了0的事项为0" not in page(client, address("report", made))
    assert client.post(address("cell", made, CELL), {"value": "5", "reason": "漏登"}).status_code == 409


def test_the_locked_figures_stay_and_the_page_leads_to_the_late_changes() -> None:
    agency = build.agency()
    made = report(agency)
    version(made, dict(compile_year(agency, YEAR).values))
    licence = decision(agency, "2026-2-1", number="许可迟到1号")
    client = clerk_of(agency, Role.REVIEWER)
    html = page(client, address("report", made))
    cell = plain(html.split('id="proactive.licences.decisions"')[1].split("</td>")[0].split(">", 1)[1])
    assert re.match(r" ?0 .*台账 1", cell), cell
    assert address("late", made) in html
    assert "待确认" not in html
    text = plain(page(client, address("late", made)))
    assert licence.number in text
    assert "补登" in text
    assert "+1" in text


def test_a_report_never_locked_has_no_late_changes() -> None:
    agency = build.agency()
    page(clerk_of(agency), address("late", report(agency)), 404)


def test_the_list_begins_a_report_and_leads_to_those_there_are() -> None:
    agency = build.agency()
    client = clerk_of(agency)
    url = reverse("annual:list", args=[agency.pk])
    assert "还没有编制过年度报告" in page(client, url)
    assert client.post(url, {"year": "2025", "scope": "own"}).status_code == 302
    made = AnnualReport.objects.get()
    assert address("report", made) in page(client, url)
    for year, told in (("2025", "已经开始编制"), ("2020", "文件导入"), ("", "请选择年度"), ("2999", "还没有到来")):
        answer = client.post(url, {"year": year, "scope": "own"})
        assert answer.status_code in (400, 409)
        assert told in answer.content.decode()
    assert client.post(url, {"year": "2024", "scope": "area"}).status_code == 403 or AnnualReport.objects.count() == 1


@pytest.mark.parametrize("name", NAMES)
def test_nobody_opens_another_agencys_pages(name: str) -> None:
    _, (mine, neighbour) = build.county()
    made = report(neighbour)
    version(made)
    url = reverse("annual:list", args=[neighbour.pk]) if name == "list" else address(
        name, made, *([CELL] if name == "cell" else []))  # fmt: skip
    for role in Role.values:
        assert clerk_of(mine, role).get(url).status_code == 403, role
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("name", ["report", "cell", "papers"])
def test_a_report_or_cell_that_is_not_there(name: str) -> None:
    agency = build.agency()
    more = [CELL] if name == "cell" else []
    page(clerk_of(agency), reverse(f"annual:{name}", args=[agency.pk, YEAR, "own", *more]), 404)
    if name == "cell":
        page(clerk_of(agency), address("cell", report(agency), "requests.received.nobody"), 404)


def test_those_above_see_the_versions_of_a_report_handed_up_and_not_its_working_copy() -> None:
    government, (township, _) = build.county()
    made = report(township)
    above = clerk_of(government, Role.SUPERVISOR)
    assert above.get(address("report", made)).status_code == 403
    locked = version(made)
    locked.placements.create(on=day("2027-1-20"), own_pages=True)
    answer = above.get(address("report", made))
    assert (answer.status_code, answer["Location"]) == (302, address("versions", made))
    assert above.get(address("cell", made, CELL)).status_code == 403


class TwoTownships:
    """A source that knows two agencies, one of which did not report."""

    def __call__(self, made: AnnualReport) -> Sourced:
        values = dict.fromkeys(get_form("2021").keys, 0)
        return Sourced({**values, CELL: 5}, (made.agency_id,), missing=("乙镇人民政府没有报送",))

    def open(self, made: AnnualReport, key: str) -> Opened:
        return Opened(
            "本机关和两个镇相加。", "依据", (OpenedRow("甲镇", 5, "/admin/"), OpenedRow("乙镇", None, "", "没有报送"))
        )

    def sums(self, agency: Agency, year: int) -> None:
        """Nothing that the report could be held against."""


def test_a_consolidated_cell_opens_on_its_agencies(monkeypatch: pytest.MonkeyPatch) -> None:
    before = source_of(Scope.AREA)
    register_source(Scope.AREA, TwoTownships())
    try:
        government, _ = build.county()
        made = report(government, scope=Scope.AREA)
        client = clerk_of(government, Role.SUPERVISOR)
        html = page(client, address("report", made))
        assert "乙镇人民政府没有报送" in html
        text = plain(page(client, address("cell", made, CELL)))
        assert re.search(r"甲镇 5 .*乙镇 — 没有报送", text)
        page(client, address("papers", made), 403)
    finally:
        register_source(Scope.AREA, before)


def test_a_report_read_from_a_document_is_not_held_against_the_registers() -> None:
    agency = build.agency()
    made = report(agency)
    version(made, {CELL: 40}, origin=Origin.DOCUMENT)
    asked = request(agency, "2026-2-1")
    client = clerk_of(agency)
    html = page(client, address("report", made))
    assert "由文件识读" in html
    assert plain(html.split(f'id="{CELL}"')[1].split("</td>")[0].split(">", 1)[1]).split()[0] == "40"
    assert "锁定后有变动" not in html
    opened = page(client, address("cell", made, CELL))
    assert "由文件识读" in opened
    assert asked.number not in opened


def test_a_year_of_another_form_is_seen_by_its_versions() -> None:
    agency = build.agency()
    made = report(agency, 2020)
    version(made, origin=Origin.DOCUMENT)
    answer = clerk_of(agency).get(address("report", made))
    assert (answer.status_code, answer["Location"]) == (302, address("versions", made))


@pytest.mark.parametrize("name", ["list", "report", "cell", "late"])
def test_the_number_of_queries_does_not_grow_with_years_and_records(name: str) -> None:
    agency = build.agency()
    client = clerk_of(agency)
    made = report(agency)
    version(made)
    key = "disputes.reconsideration.pending"
    more = {"list": [], "cell": [*place(made), key]}.get(name, place(made))
    url = reverse(f"annual:{name}", args=more or [agency.pk])
    numbers = []
    for year in (YEAR - 5, YEAR - 9):
        for earlier in range(year, year + 4):
            version(report(agency, earlier))
        for month in range(1, YEAR - year):
            request(agency, f"2026-{month}-1")
            dispute(agency, f"2026-{month}-1", request=request(agency, "2026-1-1"))
            fee(agency, f"2026-{month}-1", 100)
        with CaptureQueriesContext(connection) as queries:
            page(client, url)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
    # The policy asks for the roles anew at every question, the menu's entries among them.
    most = 48 if name == "late" else 40  # that page looks through all twelve registers
    assert len([each for each in queries if "people_membership" not in each["sql"]]) <= most


def test_the_cells_of_an_area_that_is_being_written_are_not_for_those_above() -> None:
    province = build.agency("某市人民政府", kind="government", level="prefecture")
    government = build.agency("某县人民政府", province, kind="government", level="county")
    made = report(government, scope=Scope.AREA)
    above, own = (clerk_of(agency, Role.SUPERVISOR) for agency in (province, government))
    assert above.get(address("cell", made, CELL)).status_code == 403
    assert own.get(address("cell", made, CELL)).status_code == 200
