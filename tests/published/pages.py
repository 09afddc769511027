"""One published report with its truth: a page's head, the form in one dump's shape, its foot, whole or cut off."""

from __future__ import annotations

import random

from tests.grammar.body import assemble
from tests.grammar.draft import Draft, Figure, Row, Shape, Table
from tests.grammar.draw import Document, begin
from tests.grammar.grids import GridStyle
from tests.grammar.truth import BLANK, Stated
from tests.published.dumps import DUMPS, Dump

LOSES_BLANKS = ("padded rows", "ruled rows", "closed rows", "boxed cells", "spaced paragraphs", "glued rows")
"""Dumps in which an empty cell leaves no trace of where it stood."""
CHANGES = ("none", "torn heads", "blank noughts", "some blanks", "empty last row", "totals only", "cut off", "units")


def draw_page(dump: str, change: str, number: int) -> Document:
    """Document ``number`` of this dump and change."""
    rng = random.Random(f"{dump} {change} {number}")
    shape = Shape(dump, empties="lost" if dump in LOSES_BLANKS else "visible", small=dump == "glued rows")
    draft = begin(rng, shape)
    draft.style["grid"] = GridStyle(disputes="side")
    if change == "torn heads":
        tear_heads(draft)
    elif change in ("blank noughts", "some blanks", "totals only"):
        empty_cells(draft, change)
    elif change == "units":
        add_units(draft)
    assemble(draft, [])
    lines = _lines(draft, DUMPS[dump], change)
    if change == "cut off":
        lines = _cut(draft, lines)
    data = "\n".join(lines).encode()
    return Document(f"{dump}-{change}-{number}.txt", dump, data, draft.truth, (change,))


def _lines(draft: Draft, dump: Dump, change: str) -> list[str]:
    lines: list[str] = []
    for element in draft.body:
        if isinstance(element, Table):
            lines += dump(element, draft)
            if change == "empty last row":
                lines += ["|"] * 4 if "below" in draft.shape.name else []
        else:
            lines.append(element.text)
    return lines


def tear_heads(draft: Draft) -> None:
    """Column heads of four characters break in the middle, as narrow columns print them."""
    for block in draft.blocks:
        for column in block.columns:
            if len(column.label) == 4 and block.kind == "requests":
                column.label = column.label[:2] + "\n" + column.label[2:]


def add_units(draft: Draft) -> None:
    """Figures with the form's own unit behind them."""
    for row in draft.rows():
        for figure in row.figures:
            if figure.key and figure.key.startswith("proactive") and figure.key.endswith("decisions"):
                figure.text += "件"
            elif figure.key == "proactive.fees.amount":
                figure.text += "万元"


def empty_cells(draft: Draft, change: str) -> None:
    """Cells left empty: all noughts, a few at random, or all but a row's total."""
    for row in draft.rows():
        picked = _picked(draft, row, change)
        if picked:
            _empty(draft, row, picked)
    if draft.shape.empties == "lost":
        _open_what_moves_together(draft)


def _picked(draft: Draft, row: Row, change: str) -> list[Figure]:
    if change == "totals only":
        return row.figures[:-1] if len(row.figures) == 7 and {figure.text for figure in row.figures} == {"0"} else []
    noughts = [figure for figure in row.figures if figure.text == "0"]
    return noughts if change == "blank noughts" else [each for each in noughts if draft.rng.random() < 0.15]


def _empty(draft: Draft, row: Row, picked: list[Figure]) -> None:
    lost = draft.shape.empties == "lost"
    for figure in picked:
        figure.text = ""
        draft.truth.cells[figure.key or ""] = Stated("open", (), False, False) if lost else BLANK
    if lost and len(picked) < len(row.figures):
        draft.truth.open_rows([figure.key for figure in row.figures if figure.key])


def _open_what_moves_together(draft: Draft) -> None:
    """Section four's groups share one row: what one of them lost moves the others."""
    figures = [figure for block in draft.section("disputes") for figure in block.figures()]
    if any(not figure.text for figure in figures):
        draft.truth.open_rows([figure.key for figure in figures if figure.key])


def _cut(draft: Draft, lines: list[str]) -> list[str]:
    """Two thousand characters of it, as an archive keeps a page's beginning: what comes behind is not printed."""
    kept: list[str] = []
    left = 2000
    for line in lines:
        left -= len(line) + 1
        if left < 0:
            break
        kept.append(line)
    shown = set(_figures_shown(draft, lines, len(kept)))
    for key, stated in draft.truth.cells.items():
        if key not in shown:
            draft.truth.cells[key] = Stated("missing", (), False, False) if stated.printed else stated
    return kept


def _figures_shown(draft: Draft, lines: list[str], count: int) -> list[str]:
    """The cells whose figures stand in the first lines: found by laying the page out with marks for figures."""
    marks: dict[str, str] = {}
    for number, figure in enumerate(figure for row in draft.rows() for figure in row.figures):
        if figure.key:
            marks[f"{number + 10000}7"] = figure.key
            figure.text = f"{number + 10000}7"
    marked = _lines(draft, DUMPS[draft.shape.name], "none")
    text = "\n".join(marked[:count])
    return [key for mark, key in marks.items() if mark in text]
