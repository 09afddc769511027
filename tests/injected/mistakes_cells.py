"""Mistakes of single cells, rows and tables: signs, blanks, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.grammar.draft import Block, Row
from tests.injected.mistake import mistake
from tests.injected.report import Report
from tests.injected.restate import silence


@mistake("cells.not-a-count")
def a_negative_count(report: Report) -> None:
    """A number of decisions below nought."""
    row = report.rng.choice(("licences", "penalties", "compulsion"))
    report.cells[f"proactive.{row}.decisions"] = -report.rng.randint(1, 90)
    silence(report, "licences", "penalties", "compulsion")


@mistake("cells.not-a-count")
def a_fractional_count(report: Report) -> None:
    """Half a decision."""
    row = report.rng.choice(("licences", "penalties", "compulsion"))
    report.cells[f"proactive.{row}.decisions"] = Decimal(report.rng.randint(11, 999)) / 10 + Decimal("0.05")
    silence(report, "licences", "penalties", "compulsion")


def _rows(blocks: list[Block], section: str) -> list[Row]:
    return [row for block in blocks if block.section == section for row in block.rows]


def _on_rows(report: Report, change: Callable[[list[Block]], object]) -> None:
    report.on_blocks.append(change)


@mistake("cells.blank")
def a_row_left_blank(report: Report) -> None:
    """A row of requests without its noughts."""
    pick = report.rng.random()

    def blank(blocks: list[Block]) -> None:
        rows = _rows(blocks, "requests")
        for figure in rows[int(pick * len(rows))].figures:
            figure.text = ""

    _on_rows(report, blank)


@mistake("cells.blank")
def columns_left_blank(report: Report) -> None:
    """Organisations never apply, so their noughts were not typed."""

    def blank(blocks: list[Block]) -> None:
        for row in _rows(blocks, "requests"):
            for figure in row.figures[1:6]:
                figure.text = "" if figure.text == "0" else figure.text

    _on_rows(report, blank)


@mistake("cells.blank")
def a_cell_with_a_stroke(report: Report) -> None:
    """A stroke where the form asks for a number."""
    sign = report.rng.choice(("/", "—", "－", "-"))

    def stroke(blocks: list[Block]) -> None:
        for row in _rows(blocks, "proactive")[:1]:
            for figure in row.figures:
                figure.text = sign

    _on_rows(report, stroke)


def _drop(report: Report, section: str, pick: float) -> None:
    def drop(blocks: list[Block]) -> None:
        rows = _rows(blocks, section)
        gone = rows[int(pick * len(rows))]
        for block in blocks:
            block.rows = [row for row in block.rows if row is not gone]

    _on_rows(report, drop)


@mistake("cells.missing")
def a_row_of_requests_is_missing(report: Report) -> None:
    """One outcome's row was deleted."""
    _drop(report, "requests", report.rng.uniform(0.1, 0.9))


@mistake("cells.missing")
def a_row_of_decisions_is_missing(report: Report) -> None:
    """Section two lacks a row."""
    _drop(report, "proactive", report.rng.random())


@mistake("cells.missing")
def other_results_in_one_row(report: Report) -> None:
    """（六）其他处理 stands as one row, as it did in 2019."""

    def collapse(blocks: list[Block]) -> None:
        for block in blocks:
            others = [row for row in block.rows if row.key.startswith("other.")]
            if others:
                at = block.rows.index(others[0])
                sums = [str(sum(int(row.figures[c].text) for row in others)) for c in range(7)]
                for figure, text in zip(others[0].figures, sums, strict=True):
                    figure.text, figure.key = text, None
                others[0].label, others[0].path = "（六）其他处理", others[0].path[:1]
                block.rows = block.rows[: at + 1] + block.rows[at + len(others) :]

    _on_rows(report, collapse)


@mistake("cells.missing")
def no_table_of_disputes(report: Report) -> None:
    """Section four says 无 in place of its table."""
    _on_rows(report, lambda blocks: blocks.pop(next(i for i, b in enumerate(blocks) if b.section == "disputes")))


@mistake("cells.missing")
def no_table_of_proactive_disclosure(report: Report) -> None:
    """Section two is empty."""

    def drop(blocks: list[Block]) -> None:
        blocks[:] = [block for block in blocks if block.section != "proactive"]

    _on_rows(report, drop)
