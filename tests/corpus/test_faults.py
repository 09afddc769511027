"""Faults do what they say, and the expectation follows."""

from __future__ import annotations

import random

import pytest

import tests.corpus.build  # noqa: F401  (registers the faults)
from tests.corpus.draft import FAULTS, Draft, damage
from tests.corpus.layout import PrintedTable
from tests.corpus.truth import make_truth


def damaged(name: str, seed: int = 1, form_id: str = "2021") -> Draft:
    """A draft with one fault, in the first format that can have it."""
    rng = random.Random(seed)
    draft = Draft.of(make_truth(rng, form_id=form_id), sorted(FAULTS[name].kinds)[0], rng)
    damage(draft, (name,))
    return draft


def printed(draft: Draft) -> str:
    """Everything a draft prints, to see whether anything changed."""
    return repr(draft.blocks) + repr(sorted(draft.style.items()))


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_changes_the_document_and_is_named(name: str) -> None:
    changed = 0
    for seed in range(12):
        draft = damaged(name, seed)
        rng = random.Random(seed)
        whole = Draft.of(make_truth(rng, form_id="2021"), draft.kind, rng)
        changed += printed(draft) != printed(whole)
        assert draft.faults in ([name], [])
    assert changed


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_fault_leaves_an_expectation_for_every_cell(name: str, form_id: str) -> None:
    draft = damaged(name, 4, form_id)
    keys = [cell.key for cell in draft.truth.form.cells]
    assert list(draft.values) == keys == list(draft.how)
    for key in keys:
        if draft.how[key] in ("blank", "missing"):
            assert draft.values[key] is None
        elif draft.how[key] in ("read", "repaired"):
            assert draft.values[key] == draft.truth.cells[key]


@pytest.mark.parametrize("name", FAULTS)
def test_a_cell_is_printed_once_or_expected_to_be_missing(name: str) -> None:
    draft = damaged(name, 2)
    shown = [cell.key for table in draft.tables() if not table.picture for cell in table.values()]
    assert len(shown) == len(set(shown))
    assert set(draft.values) - set(shown) == {key for key, how in draft.how.items() if how == "missing"}


def test_blank_zeros_are_expected_blank_and_never_zero() -> None:
    draft = damaged("zeros-left-blank")
    assert 0 not in draft.values.values()
    assert "blank" in draft.how.values()


def test_collapsed_other_rows_become_an_extra_row_with_their_sums() -> None:
    draft = damaged("other-rows-collapsed")
    (extra,) = draft.extra
    rows = ("correction_overdue", "fee_overdue", "other")
    assert extra["values"]["total"] == sum(draft.truth.cells[f"requests.other.{row}.total"] for row in rows)
    assert sum(how == "missing" for how in draft.how.values()) == 21


def test_an_added_row_keeps_the_sums_whole() -> None:
    draft = damaged("row-added", 8)
    cells, extra = draft.truth.cells, draft.extra[0]["values"]
    for column in ("natural_person", "total"):
        parts = sum(
            cells[f"requests.{row.key}.{column}"]
            for row in draft.truth.form.table("requests").blocks[0].rows
            if row.result
        )
        assert cells[f"requests.concluded.{column}"] == parts + extra[column]


def test_a_cut_table_keeps_its_rows() -> None:
    whole = damaged("clock", 5)
    cut = damaged("requests-table-cut", 5)
    pieces = cut.tables("requests")
    assert len(pieces) > 1
    keys = [cell.key for piece in pieces for cell in piece.values()]
    assert keys == [cell.key for cell in whole.tables("requests")[0].values()]


def test_pieces_of_a_cut_table_do_not_span_beyond_themselves() -> None:
    for seed in range(10):
        for piece in damaged("requests-table-cut", seed).tables("requests"):
            assert all(row + cell.row_span <= len(piece.rows) for (row, _), cell in piece.placed().items())


def test_hidden_rows_hold_no_cell_of_the_form() -> None:
    draft = damaged("hidden-rows")
    (table,) = draft.tables("requests")
    assert table.hidden_rows
    assert not [cell.key for row in table.hidden_rows for cell in table.rows[row] if cell.key]


def test_faults_of_one_group_exclude_one_another() -> None:
    draft = damaged("clock")
    damage(draft, ("zeros-left-blank", "zeros-as-dashes", "zeros-as-strokes"))
    assert [name for name in draft.faults if name.startswith("zeros")] == ["zeros-left-blank"]


def test_no_level_no_faults() -> None:
    draft = Draft.of(make_truth(random.Random(1)), "html", random.Random(1))
    damage(draft, level=0.0)
    assert draft.faults == []
    assert all(isinstance(table, PrintedTable) for table in draft.tables())


@pytest.mark.parametrize("kind", sorted({kind for each in FAULTS.values() for kind in each.kinds}))
def test_all_faults_can_come_together(kind: str) -> None:
    for seed in range(40):
        rng = random.Random(seed)
        draft = Draft.of(make_truth(rng), kind, rng)
        damage(draft, level=6.0)
        assert len(draft.faults) > 8
        assert set(draft.how) == set(draft.truth.cells)


@pytest.mark.parametrize("rows", ["other-rows-collapsed", "row-added"])
@pytest.mark.parametrize("parents", ["parents-repeated", "parents-in-the-label", "clock"])
def test_rows_collapsed_or_added_fill_the_table_whatever_their_parents_are(rows: str, parents: str) -> None:
    for seed in range(4):
        rng = random.Random(seed)
        draft = Draft.of(make_truth(rng, form_id="2021"), "html", rng)
        damage(draft, (rows, parents))
        assert rows in draft.faults
        (table,) = draft.tables("requests")
        taken = [
            (row + down, column + right)
            for (row, column), cell in table.placed().items()
            for down in range(cell.row_span)
            for right in range(cell.column_span)
        ]
        assert sorted(taken) == [(row, column) for row in range(len(table.rows)) for column in range(10)]
