"""Tables cut up: only what is not nought, or a small table for each group of results."""

from __future__ import annotations

from itertools import groupby

from tests.grammar.draft import Block, Draft, Row, Table
from tests.grammar.text_lists import group_lines, row_name, unit_of
from tests.grammar.truth import Stated

REST = "其余各项均为0。"


def not_nought(table: Table, draft: Draft) -> list[str]:
    """Rows with figures that are not nought, and a sentence that the rest is: a null is as right as a nought there."""
    lines: list[str] = []
    opened: tuple[str, ...] = ()
    for block in table.blocks:
        lines += [block.heading] if block.heading and block.kind == "plain" else []
        for row in block.rows:
            stated = []
            for n, (column, figure) in enumerate(zip(block.columns, row.figures, strict=True)):
                if figure.text != "0":
                    name = column.label.replace("（单位：万元）", "")
                    unit = unit_of(block, n) if figure.text[-1:].isdigit() else ""
                    stated.append(f"{name}{figure.text}{unit}")
                elif figure.key:
                    draft.truth.cells[figure.key] = Stated("open", (0,), False, False)
            if not stated:
                continue
            lines += group_lines(row, opened)
            opened = row.path
            lines.append(f"{row_name(row)}：{'，'.join(stated)}。")
    if table.blocks[0].section != "overview":
        lines.append(REST)
        _open_the_rest(draft, table.blocks[0].section)
    return lines


def _open_the_rest(draft: Draft, section: str) -> None:
    """The sentence speaks of rows that were left out too."""
    for key, stated in draft.truth.cells.items():
        if key.startswith(f"{section}.") and stated.kind == "missing":
            draft.truth.cells[key] = Stated("open", (0,), False, False)


def _row_lines(block: Block, rows: list[Row], corner: str) -> list[str]:
    lines = [" | ".join([corner, *(column.label for column in block.columns)])]
    return lines + [" | ".join([row_name(row), *(figure.text for figure in row.figures)]) for row in rows]


def group_tables(table: Table, draft: Draft) -> list[str]:
    """The long table as a small one for each group, each with its own head under the group's name."""
    lines: list[str] = []
    for block in table.blocks:
        lines += [block.heading] if block.heading and block.kind == "plain" else []
        if block.kind != "requests":
            lines += [*_row_lines(block, block.rows, block.corner or "情形"), ""]
            continue
        for path, rows in groupby(block.rows, key=lambda row: row.path):
            lines += [path[-1]] if path else []
            lines += [*_row_lines(block, list(rows), "情形"), ""]
    return lines
