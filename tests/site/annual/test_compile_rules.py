"""What each cell counts, by which dates: one small case for each rule."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from gongkai import get_form
from gongkai.errors import UnknownCell
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.compile import cell_queries, cell_query, compile_year
from gongkai_site.errors import UncountedYear
from tests.site import build
from tests.site.annual.build import YEAR, count, day, decision, dispute, document, fee, request

Make = Callable[[Agency], Any]
NATURAL = "natural_person"


def counted(agency: Agency, year: int = YEAR) -> dict[str, Any]:
    """The cells that are not 0."""
    return {key: value for key, value in compile_year(agency, year).values.items() if value}


def row(name: str, column: str = NATURAL) -> dict[str, int]:
    return {f"requests.{name}.{column}": 1, f"requests.{name}.total": 1}


RECEIVED, IN, OUT, CONCLUDED, GRANTED = map(row, ("received", "carried_in", "carried_out", "concluded", "granted"))


@pytest.mark.parametrize(
    ("received", "concluded", "cells"),
    [
        ("2026-1-1", "", RECEIVED | OUT),
        ("2026-12-31", "", RECEIVED | OUT),
        ("2026-1-1", "2026-12-31", RECEIVED | CONCLUDED | GRANTED),
        ("2026-6-1", "2027-1-1", RECEIVED | OUT),
        ("2025-12-31", "2026-1-1", IN | CONCLUDED | GRANTED),
        ("2025-12-31", "", IN | OUT),
        ("2023-1-1", "2027-5-5", IN | OUT),
        ("2025-12-1", "2025-12-31", {}),
        ("2027-1-1", "", {}),
    ],
)
def test_requests_are_counted_when_received_concluded_and_carried(
    received: str, concluded: str, cells: dict[str, int]
) -> None:
    agency = build.agency()
    request(agency, received, concluded)
    assert counted(agency) == cells


def test_every_outcome_and_every_kind_of_applicant_has_its_own_cell() -> None:
    agency = build.agency()
    form = get_form("2021")
    rows = [each.row.key for each in form.cells if each.table == "requests" and each.row.result]
    columns = [each.column.key for each in form.row_cells("requests", "received") if each.column.key != "total"]
    for outcome in dict.fromkeys(rows):
        for kind in columns:
            request(agency, "2026-2-1", "2026-3-1", outcome, applicant_kind=kind)
    values = compile_year(agency, YEAR).values
    assert {values[f"requests.{outcome}.{kind}"] for outcome in rows for kind in columns} == {1}
    assert {values[f"requests.{outcome}.total"] for outcome in rows} == {len(columns)}
    assert values["requests.concluded.total"] == len(dict.fromkeys(rows)) * len(columns) == 21 * 6


@pytest.mark.parametrize(
    ("lodged", "concluded", "more", "cells"),
    [
        ("2025-11-1", "2026-1-1", {}, {"reconsideration.upheld": 1, "reconsideration.total": 1}),
        ("2026-11-1", "2027-1-1", {}, {"reconsideration.pending": 1, "reconsideration.total": 1}),
        ("2020-1-1", "", {"kind": "litigation_direct"}, {"litigation_direct.pending": 1, "litigation_direct.total": 1}),
        ("2026-2-1", "2026-3-1", {"result": "corrected", "kind": "litigation_after_reconsideration"},
         {"litigation_after_reconsideration.corrected": 1, "litigation_after_reconsideration.total": 1}),
        ("2026-2-1", "2026-3-1", {"part": "co_defendant"}, {}),
        ("2026-2-1", "", {"part": "co_defendant"}, {}),
        ("2025-2-1", "2025-12-31", {}, {}),
    ],
)  # fmt: skip
def test_disputes_are_counted_once_concluded_or_pending_and_by_the_original_agency_only(
    lodged: str, concluded: str, more: dict[str, str], cells: dict[str, int]
) -> None:
    agency = build.agency()
    dispute(agency, lodged, concluded, **more)
    assert counted(agency) == {f"disputes.{key}": value for key, value in cells.items()}


@pytest.mark.parametrize(
    ("made", "repealed", "expires", "cells"),
    [
        ("2026-1-1", "", "", {"made": 1, "in_force": 1}),
        ("2020-1-1", "2026-12-31", "", {"repealed": 1}),
        ("2020-1-1", "2027-1-1", "", {"in_force": 1}),
        ("2020-1-1", "", "2026-12-30", {}),
        ("2020-1-1", "", "2026-12-31", {"in_force": 1}),
        ("2026-5-1", "2026-6-1", "", {"made": 1, "repealed": 1}),
        ("2020-1-1", "2026-6-1", "2025-1-1", {"repealed": 1}),
        ("2020-1-1", "2025-12-31", "", {}),
    ],
)
def test_documents_made_repealed_and_in_force_and_expiry_is_no_repeal(
    made: str, repealed: str, expires: str, cells: dict[str, int]
) -> None:
    agency = build.agency()
    document(agency, made, repealed, expires)
    assert counted(agency) == {f"proactive.normative_documents.{key}": value for key, value in cells.items()}


def test_a_rule_made_but_not_yet_in_force_is_no_stock() -> None:
    agency = build.agency()
    document(agency, "2026-12-1", kind="regulation", in_force_from=day("2027-1-1"))
    assert counted(agency) == {"proactive.regulations.made": 1}


def test_decisions_are_rows_and_counts_together() -> None:
    agency = build.agency()
    decision(agency, "2026-1-1")
    decision(agency, "2025-12-31")
    decision(agency, "2026-12-31", "penalty")
    count(agency, "2026-1-1", "2026-12-31", 40)
    count(agency, "2026-3-1", "2026-3-31", 2, "compulsion")
    count(agency, "2025-1-1", "2025-12-31", 900)
    assert counted(agency) == {
        "proactive.licences.decisions": 41,
        "proactive.penalties.decisions": 1,
        "proactive.compulsion.decisions": 2,
    }


@pytest.mark.parametrize(
    ("fen", "amount"),
    [
        ([5_000], "0.01"),
        ([4_999], "0.00"),
        ([2_500, 2_500], "0.01"),
        ([4_000, 4_000, 4_000], "0.01"),
        ([123_456_789, -56_789], "123.40"),
        ([-5_000], "-0.01"),
    ],
)
def test_fees_are_summed_in_fen_and_rounded_half_up_once(fen: list[int], amount: str) -> None:
    agency = build.agency()
    for each in fen:
        fee(agency, "2026-7-1", each)
    fee(agency, "2025-12-31", 99_000_000)
    assert compile_year(agency, YEAR).values["proactive.fees.amount"] == Decimal(amount)


@pytest.mark.parametrize(
    "make",
    [
        lambda agency: request(agency, "2026-1-5", voided=True),
        lambda agency: dispute(agency, "2026-1-5", voided=True),
        lambda agency: document(agency, "2026-1-5", voided=True),
        lambda agency: decision(agency, "2026-1-5", voided=True),
        lambda agency: count(agency, "2026-1-5", "2026-1-6", 9, voided=True),
        lambda agency: fee(agency, "2026-1-5", 9_000_000, voided=True),
    ],
    ids=["request", "dispute", "document", "decision", "count", "fee"],
)
def test_voided_records_are_not_counted_and_leave_the_kind_absent(make: Make) -> None:
    agency = build.agency()
    make(agency)
    compiled = compile_year(agency, YEAR)
    assert not any(compiled.values.values())
    assert len(compiled.absent) == 8


def test_what_an_agency_merged_in_july_did_is_the_successors_once() -> None:
    government, (taken, taking) = build.county()
    request(taken, "2026-3-1", "2026-4-1")
    request(taking, "2026-3-1", "2026-4-1")
    assert counted(taking) == row("received") | CONCLUDED | GRANTED
    taken.successor, taken.abolished_on = taking, day("2026-7-1")
    taken.save()
    assert counted(taking) == dict.fromkeys(row("received") | CONCLUDED | GRANTED, 2)
    # The year before they reported apart, and so they still would.
    request(taken, "2025-3-1", "2025-4-1")
    assert counted(taking, YEAR - 1) == {}
    assert counted(government) == {}


def test_absent_is_told_apart_from_zero() -> None:
    agency = build.agency()
    count(agency, "2026-1-1", "2026-12-31", 0, "penalty")
    fee(agency, "2026-1-1", 0)
    document(agency, "2019-1-1")
    absent = {kind.prefix for kind in compile_year(agency, YEAR).absent}
    assert absent == {"proactive.regulations", "proactive.licences", "proactive.compulsion", "requests", "disputes"}


def test_one_scan_for_each_register(django_assert_num_queries: Any) -> None:
    agency = build.agency()
    for number in range(1, 4):
        request(agency, f"2026-{number}-1")
        dispute(agency, f"2026-{number}-1", f"2026-{number}-20")
    with django_assert_num_queries(7):  # whose records count, then six registers
        compile_year(agency, YEAR)


@pytest.mark.parametrize("year", [2018, 2020])
def test_years_of_other_forms_are_refused(year: int) -> None:
    with pytest.raises(UncountedYear, match=str(year)):
        compile_year(build.agency(), year)


def test_every_cell_says_what_it_counts_and_by_which_law() -> None:
    for key, query in cell_queries(YEAR).items():
        assert query.key == key
        assert "本年" in query.explanation or "上年" in query.explanation, key
        assert "{" not in query.explanation, key
        assert "已作废的记录不计" in query.explanation, key
        assert "国办公开办函〔2021〕30号" in query.basis, key
        assert query.title.startswith("《"), key
    assert "只计这一情形" in cell_query("requests.partly_granted.total", YEAR).explanation
    assert "第三十六条第五项" in cell_query("requests.unavailable.not_held.total", YEAR).explanation
    assert "2016〕201号" in cell_query("disputes.litigation_direct.total", YEAR).basis
    assert "四舍五入" in cell_query("proactive.fees.amount", YEAR).explanation


def test_a_cell_that_the_form_does_not_have() -> None:
    with pytest.raises(UnknownCell):
        cell_query("requests.received.nobody", YEAR)
