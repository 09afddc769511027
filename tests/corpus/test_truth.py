"""The generator's truth is true: figures balance, prose says what the tables say, names are those of one agency."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.forms import form_ids, get_form
from tests.corpus.figures import Cells, make_cells
from tests.corpus.layout import PrintedTable, print_report, print_tables
from tests.corpus.names import make_agency, other_agency
from tests.corpus.truth import Truth, make_truth
from tests.proof import examples

KINDS = ("province", "city", "county", "township", "street", "bureau", "zone", "vertical")
SEEDS = settings(max_examples=examples(200))


def broken_relations(form_id: str, cells: Cells) -> list[str]:
    """The form's own relations that do not hold, computed here and not by the library's rules."""
    form, broken = get_form(form_id), []
    for each in form.relations:
        rows = {cell.row.key for cell in form.cells if cell.table == each.table}
        columns = {cell.column.key for cell in form.cells if cell.table == each.table}
        for other in columns if each.per == "column" else rows:
            pairs = [
                sum(
                    cells[f"{each.table}.{part}.{other}" if each.per == "column" else f"{each.table}.{other}.{part}"]
                    for part in side
                )
                for side in (each.left, each.right)
            ]
            if pairs[0] != pairs[1]:
                broken.append(f"{each.rule} {other}")
    return broken


@pytest.mark.parametrize("form_id", form_ids())
@SEEDS
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(KINDS))
def test_the_figures_of_a_right_report_balance(form_id: str, seed: int, kind: str) -> None:
    rng = random.Random(seed)
    cells = make_cells(form_id, make_agency(rng, kind), rng)
    assert broken_relations(form_id, cells) == []
    assert list(cells) == [cell.key for cell in get_form(form_id).cells]


@SEEDS
@given(seed=st.integers(0, 2**32))
def test_the_full_name_and_the_year_stand_in_the_report(seed: int) -> None:
    truth = make_truth(random.Random(seed))
    text = "\n".join(getattr(block, "text", "") for block in print_report(truth)).replace("\n", "")
    assert truth.agency.full in text
    assert truth.agency.full.endswith(truth.agency.short) or truth.agency.kind in ("bureau", "street", "vertical")
    assert f"{truth.year}年" in "".join(truth.title) or f"{truth.year}年度" in "".join(truth.title)


@SEEDS
@given(seed=st.integers(0, 2**32))
def test_stated_numbers_are_the_tables_numbers(seed: int) -> None:
    truth = make_truth(random.Random(seed))
    stated = {(subject, scope): number for subject, number, scope, _ in truth.prose.facts}
    for subject, key in (
        ("requests.received", "requests.received.total"),
        ("requests.carried_in", "requests.carried_in.total"),
        ("requests.granted", "requests.granted.total"),
        ("disputes.reconsideration", "disputes.reconsideration.total"),
    ):
        if (subject, "own") in stated:
            assert stated[subject, "own"] == truth.cells[key]


def test_agencies_of_every_kind_and_size_come_up() -> None:
    truths = [make_truth(random.Random(seed)) for seed in range(300)]
    assert {truth.agency.kind for truth in truths} == set(KINDS)
    assert {truth.form_id for truth in truths} == set(form_ids())
    received = [truth.cells["requests.received.total"] for truth in truths]
    assert received.count(0) > 60
    assert max(received) > 1_000
    assert {truth.year for truth in truths} == set(range(2019, 2026))


@SEEDS
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(KINDS))
def test_another_agency_is_never_part_of_the_first(seed: int, kind: str) -> None:
    rng = random.Random(seed)
    agency = make_agency(rng, kind)
    assert other_agency(rng, agency).short not in agency.full


def truth_of(form_id: str) -> Truth:
    return make_truth(random.Random(3), form_id=form_id)


@pytest.mark.parametrize("form_id", form_ids())
def test_the_printed_tables_hold_every_cell_of_the_form_once(form_id: str) -> None:
    tables = print_tables(get_form(form_id), truth_of(form_id).cells)
    keys = [cell.key for table in tables.values() for cell in table.values()]
    assert sorted(filter(None, keys)) == sorted(cell.key for cell in get_form(form_id).cells)


@pytest.mark.parametrize("form_id", form_ids())
@pytest.mark.parametrize("key", ["proactive", "requests", "disputes"])
def test_the_printed_tables_are_full_rectangles(form_id: str, key: str) -> None:
    table = print_tables(get_form(form_id), truth_of(form_id).cells)[key]
    assert covered(table) == [1] * (len(table.rows) * table.width)


def covered(table: PrintedTable) -> list[int]:
    """How many printed cells lie over each place of the grid."""
    counts = dict.fromkeys(((r, c) for r in range(len(table.rows)) for c in range(table.width)), 0)
    for (row, column), cell in table.placed().items():
        for down in range(cell.row_span):
            for right in range(cell.column_span):
                counts[row + down, column + right] += 1
    return list(counts.values())


def test_figures_stand_under_the_right_headings() -> None:
    truth = truth_of("2021")
    placed = print_tables(truth.form, truth.cells)["requests"].placed()
    column = next(right for (_, right), cell in placed.items() if cell.text == "法律服务机构")
    row = next(down for (down, _), cell in placed.items() if cell.text == "2.重复申请")
    assert placed[row, column].key == "requests.not_handled.repeated.legal_service"
