"""Shapes in which the places are lost or nearly so: nobody must read them, but nobody may read them wrongly.

All that they print is open: a null with its reason is right, a value in a wrong cell is not, and what is printed may
not be called missing from the report.
"""

from __future__ import annotations

from tests.grammar.draft import Block, Draft, Table


def _open(block: Block, draft: Draft) -> None:
    draft.truth.open_rows([figure.key for figure in block.figures() if figure.key])


def _labels(block: Block) -> list[str]:
    return [row.label.replace("\n", "") for row in block.rows]


def column_by_column(table: Table, draft: Draft) -> list[str]:
    """A PDF set in frames: all labels, then each column's head with that column's figures."""
    apart = draft.style.setdefault("apart", draft.rng.choice((" ", "\n")))
    lines: list[str] = []
    for block in table.blocks:
        _open(block, draft)
        lines += [block.heading] if block.heading and block.kind == "plain" else []
        lines += _labels(block)
        for n, column in enumerate(block.columns):
            lines.append(column.label)
            lines += apart.join(row.figures[n].text for row in block.rows).split("\n")
    return lines


def figures_first(table: Table, draft: Draft) -> list[str]:
    """Each row's figures above its label, as some converters order a line's boxes."""
    lines: list[str] = []
    for block in table.blocks:
        _open(block, draft)
        lines += [block.heading] if block.heading and block.kind == "plain" else []
        for row in block.rows:
            lines += [" ".join(figure.text for figure in row.figures), row.label.replace("\n", "")]
    return lines


def figures_apart(table: Table, draft: Draft) -> list[str]:
    """All labels of a section, then all of its figures run together as lines of one figure."""
    lines: list[str] = []
    for block in table.blocks:
        _open(block, draft)
        lines += _labels(block)
    for block in table.blocks:
        lines += [figure.text for figure in block.figures()]
    return lines
