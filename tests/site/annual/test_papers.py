"""Working papers: the form, and by register exactly the records that each cell counts; no personal data."""

import datetime as dt
import io
import random
from typing import Any

from openpyxl import load_workbook

from gongkai import get_form
from gongkai_site.annual.compile import cell_queries, compile_year
from gongkai_site.annual.compile.registers import COUNTED
from gongkai_site.annual.figures import figures
from gongkai_site.annual.models import AnnualReport
from gongkai_site.annual.overrides import override_cell
from gongkai_site.annual.papers import papers
from gongkai_site.people.models import Role
from gongkai_site.records.registry import REGISTERS
from gongkai_site.requests.models import Applicant
from tests.site import build
from tests.site.annual.build import YEAR, decision, fee, report, request, version
from tests.site.annual.counties import fill

Sheets = dict[str, list[dict[str, Any]]]


def sheets(made: AnnualReport) -> Sheets:
    """Every sheet as rows by heading."""
    book = load_workbook(io.BytesIO(papers(made, figures(made))))
    found = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def test_the_form_sheet_holds_every_cell_with_what_stands_beside_it() -> None:
    agency = build.agency()
    version(report(agency, YEAR - 1), {"requests.carried_out.total": 7})
    fee(agency, "2026-3-1", 1_234_500)
    made = report(agency)
    override_cell(build.actor(agency), made, "requests.received.total", 2, "漏登两件")
    rows = {row["单元格"]: row for row in sheets(made)["报表"]}
    assert list(rows) == list(get_form("2021").keys)
    by_hand = rows["requests.received.total"]
    assert (by_hand["报告数"], by_hand["台账数"], by_hand["手工调整原因"]) == (2, 0, "漏登两件")
    assert rows["requests.carried_out.total"]["上年数"] == 7
    assert (rows["proactive.fees.amount"]["报告数"], rows["proactive.fees.amount"]["单位"]) == (1.23, "万元")
    assert rows["proactive.fees.amount"]["统计口径"] == cell_queries(YEAR)["proactive.fees.amount"].explanation


def test_every_cell_adds_up_from_the_records_that_name_it() -> None:
    agency = build.agency()
    fill(random.Random(5), agency)
    found = sheets(report(agency))
    compiled = compile_year(agency, YEAR)
    totals: dict[str, float] = dict.fromkeys(compiled.values, 0)
    for counted in COUNTED.values():
        for row in found[REGISTERS[counted.key].title]:
            for key in row["计入的单元格"].split("\n"):
                totals[key] += row["计入"] / 10_000 if counted.key == "fees" else row["计入"]
    amounts = {key for key, query in cell_queries(YEAR).items() if query.cell.is_amount}
    for key, value in compiled.values.items():
        assert round(totals[key], 6) == value if key not in amounts else abs(totals[key] - float(value)) <= 0.005, key


def test_records_outside_the_year_are_left_out_and_values_are_as_the_office_writes_them() -> None:
    agency = build.agency()
    request(agency, "2025-1-1", "2025-2-1")
    request(agency, "2026-1-1", "2026-2-1", "refused.state_secret")
    [row] = sheets(report(agency))["依申请公开"]
    assert row["办理结果"] == "不予公开：属于国家秘密"
    assert row["收到日期"] == dt.datetime(2026, 1, 1)
    assert "requests.refused.state_secret.natural_person" in row["计入的单元格"].split("\n")


def test_no_personal_data_and_no_formulas_get_out() -> None:
    agency = build.agency()
    asked = request(agency, "2026-1-1", subject='=HYPERLINK("https://example.com","x")')
    Applicant.objects.create(request=asked, name="王某某", identity="320829199001010011", contact="13800000000")
    made = report(agency)
    book = load_workbook(io.BytesIO(papers(made, figures(made))))
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not any(word in str(cell.value) for cell in texts for word in ("王某某", "3208291990", "13800000000"))
    assert {cell.data_type for cell in texts if str(cell.value).startswith("=")} == {"s"}


def test_the_file_is_handed_out_to_those_who_may_see_the_records() -> None:
    agency = build.agency()
    decision(agency, "2026-2-1")
    made = report(agency)
    url = f"/admin/annual/{agency.pk}/{made.year}/own/papers/"
    answer = build.signed_in(build.person(agency, Role.LEADER)).get(url)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "报表"
    assert build.signed_in(build.person(agency, Role.SUPERVISOR)).get(url).status_code == 403


def test_a_reason_pasted_with_unseen_signs_can_be_written() -> None:
    agency = build.agency()
    made = report(agency)
    set_by_hand = override_cell(build.actor(agency), made, "requests.received.total", 3, "漏\x0b登\x01")
    assert set_by_hand.reason == "漏登"
    type(set_by_hand).objects.update(reason="漏\x0b登")
    assert "漏登" in [row["手工调整原因"] for row in sheets(made)["报表"]]
