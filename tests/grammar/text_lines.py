"""A cell per line: what a web page leaves when its table is copied as text."""

from __future__ import annotations

from tests.grammar.draft import Draft, Table
from tests.grammar.grids import Grid, GridStyle, beside, grid_of, stacked


def grids(table: Table, draft: Draft) -> list[Grid]:
    """The table's grids in the draft's style: section two's blocks in one, or each alone."""
    style: GridStyle = draft.style["grid"]
    made = [grid_of(block, style) for block in table.blocks]
    if len(made) > 1 and made[0].kind == "plain" and draft.style.get("beside"):
        return [beside(made[at : at + 2]) for at in range(0, len(made), 2)]
    if len(made) > 1 and made[0].kind == "plain" and draft.style.get("stacked", True):
        made = [stacked(made)]
    return [grid for grid in made if grid.rows]


def cell_lines(table: Table, draft: Draft) -> list[str]:
    """A cell per line, blank lines between cells or rows or nowhere."""
    between = draft.style.setdefault("blank lines", draft.rng.choice(("none", "cells", "rows")))
    lines: list[str] = []
    for grid in grids(table, draft):
        for row in grid.rows:
            for box in row:
                lines += [box.text, ""] if between == "cells" else [box.text]
            lines += [""] if between == "rows" else []
    return lines


def bar_lines(table: Table, draft: Draft) -> list[str]:
    """A cell per line closed by a bar; what a span covers as more bars, attached or on lines of their own."""
    style = draft.style
    unseen = any(not figure.text for block in draft.blocks for figure in block.figures())
    ways = ("attached", "none") if unseen else ("attached", "own line", "none", "end")
    padding = style.setdefault("padding", draft.rng.choice(ways))
    bar = style.setdefault("bar", draft.rng.choice((" |", "|", " ｜", " │", "\t|")))
    lines: list[str] = []
    for grid in grids(table, draft):
        for row in grid.rows:
            spare = 0
            for box in row:
                lines.append(box.text + bar)
                extra = box.across - 1
                if padding == "attached":
                    lines[-1] += bar.strip() * extra
                elif padding == "own line" and extra:
                    lines.append(bar.strip() * extra)
                spare += extra
            if padding == "end" and spare:
                lines.append(bar.strip() * spare)
    return lines


def labels_then_figures(table: Table, draft: Draft) -> list[str]:
    """Each label on a line, then all of its row's figures on one line."""
    gap = draft.style.setdefault("gap", draft.rng.choice((" ", "  ", "\t", " | ", "，", "　")))
    lines: list[str] = []
    for grid in grids(table, draft):
        for row in grid.rows:
            lines += [box.text for box in row if not box.figure]
            figures = [box.text for box in row if box.figure]
            if figures:
                lines.append(gap.join(figures))
    return lines


def indented_lines(table: Table, draft: Draft) -> list[str]:
    """Word's own "save as text": each cell indented by a tab, a blank line before each row."""
    indent = draft.style.setdefault("indent", draft.rng.choice(("\t", "    ", "　　")))
    lines: list[str] = []
    for grid in grids(table, draft):
        for row in grid.rows:
            lines += [indent + box.text.replace("\n", "\n" + indent) for box in row] + [""]
    return lines


def bullet_lines(table: Table, draft: Draft) -> list[str]:
    """A converter of pages to Markdown that knew no tables: each cell a list item."""
    bullet = draft.style.setdefault("bullet", draft.rng.choice(("- ", "* ", "· ", "• ")))
    return [bullet + line for line in cell_lines(table, draft) if line]
