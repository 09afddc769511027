"""Columns by position: padded for a fixed-width font where a Chinese character is two wide."""

from __future__ import annotations

import unicodedata

from tests.grammar.draft import Draft, Table
from tests.grammar.grids import Box, Grid
from tests.grammar.text_lines import grids


def width(text: str) -> int:
    """How many columns a terminal gives this text."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, wide: int, how: str) -> str:
    spare = max(wide - width(text), 0)
    if how == "right":
        return " " * spare + text
    if how == "center":
        return " " * (spare // 2) + text + " " * (spare - spare // 2)
    return text + " " * spare


def _fold(text: str, wide: int) -> list[str]:
    """A cell's text in lines of at most this width."""
    lines, line = [], ""
    for char in text.replace("\n", ""):
        if line and width(line + char) > wide:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


def _most(lines: list[list[str]], longest: int) -> list[int]:
    columns = zip(*lines, strict=True)
    return [max(2, *(min(width(cell), longest) for cell in column)) for column in columns]


def padded(table: Table, draft: Draft) -> list[str]:
    """Every cell padded to its column's width; nothing is wrapped."""
    gap = " " * draft.style.setdefault("gap", draft.rng.choice((2, 3, 4)))
    how = draft.style.setdefault("figures", draft.rng.choice(("left", "right", "center")))
    lines: list[str] = []
    for grid in grids(table, draft):
        rows = [[cell.replace("\n", "") for cell in row] for row in _leaf_rows(grid)]
        wide = _most(rows, 90)
        for row in rows:
            cells = [_pad(cell, wide[n], "left" if n == 0 else how) for n, cell in enumerate(row)]
            lines.append(gap.join(cells).rstrip())
        lines.append("")
    return lines


def _leaf_rows(grid: Grid) -> list[list[str]]:
    """Rows at their places: a wide head stands over the first column that it spans."""
    return grid.expanded()


def wrapped(table: Table, draft: Draft) -> list[str]:
    """Padded columns whose long labels are folded, the figures level with the first, middle or last line."""
    level = draft.style.setdefault("level", draft.rng.choice(("first", "middle")))
    longest = draft.style.setdefault("longest", draft.rng.choice((16, 20, 28)))
    lines: list[str] = []
    for grid in grids(table, draft):
        rows = grid.expanded()
        wide = _most(rows, longest)
        for row in rows:
            folded = [_fold(cell, wide[n]) for n, cell in enumerate(row)]
            high = max(len(cell) for cell in folded)
            for number, cell in enumerate(folded):
                above = (high - len(cell)) // 2 if level == "middle" else 0
                folded[number] = [""] * above + cell + [""] * (high - len(cell) - above)
            for at in range(high):
                parts = [_pad(cell[at], wide[n], "left") for n, cell in enumerate(folded)]
                lines.append("   ".join(parts).rstrip())
        lines.append("")
    return lines


def figures_inside_labels(table: Table, draft: Draft) -> list[str]:
    """A PDF's text in reading order: a folded label's lines stand above and below the line of its figures."""
    longest = draft.style.setdefault("longest", draft.rng.choice((20, 24, 36)))
    lines: list[str] = []
    for grid in grids(table, draft):
        for row in grid.rows:
            labels = [box for box in row if not box.figure]
            figures = " ".join(box.text for box in row if box.figure)
            if not figures:
                lines.append(" ".join(box.text.replace("\n", "") for box in labels))
                continue
            lines += _around(labels, figures, longest)
    return lines


def _around(labels: list[Box], figures: str, longest: int) -> list[str]:
    before = [box.text.replace("\n", "") for box in labels[:-1]]
    folded = _fold(labels[-1].text, longest) if labels else []
    if len(folded) < 2:
        return [*before, " ".join([*folded, figures])]
    middle = len(folded) // 2
    if len(folded) == 2:
        return [*before, folded[0], figures, folded[1]]
    return [*before, *folded[:middle], f"{folded[middle]} {figures}", *folded[middle + 1 :]]


def boxed(table: Table, draft: Draft) -> list[str]:
    """Tables drawn with box characters or with plus and minus."""
    heavy = draft.style.setdefault("box", draft.rng.choice(("┌┬┐├┼┤└┴┘─│", "+++++++++-|", "╔╦╗╠╬╣╚╩╝═║")))
    between = draft.style.setdefault("rules", draft.rng.choice(("all", "head")))
    lines: list[str] = []
    for grid in grids(table, draft):
        rows = [[cell.replace("\n", "") for cell in row] for row in grid.expanded()]
        wide = _most(rows, 90)
        flat, bar = heavy[9], heavy[10]
        step = 2 if width(flat) == 2 else 1
        rule = [flat * ((w + 2 + step - 1) // step) for w in wide]
        lines.append(heavy[0] + heavy[1].join(rule) + heavy[2])
        for number, row in enumerate(rows):
            lines.append(bar + bar.join(f" {_pad(cell, w, 'left')} " for cell, w in zip(row, wide, strict=True)) + bar)
            if number < len(rows) - 1 and (between == "all" or number == 0):
                lines.append(heavy[3] + heavy[4].join(rule) + heavy[5])
        lines.append(heavy[6] + heavy[7].join(rule) + heavy[8])
    return lines
