"""A row per line: bars, tabs, spaces, commas, boxes and Markdown between its cells."""

from __future__ import annotations

from tests.grammar.draft import Draft, Table
from tests.grammar.grids import Grid
from tests.grammar.text_lines import grids


def _lines(grid: Grid, draft: Draft) -> list[list[str]]:
    """The rows' cells: as the source has them, with spans left empty, or with spans repeated."""
    spans = draft.style.setdefault("spans", draft.rng.choice(("source", "empty", "trailing")))
    if spans == "empty":
        return grid.expanded()
    lines = []
    for row in grid.rows:
        cells = [box.text for box in row]
        spare = sum(box.across - 1 for box in row)
        lines.append(cells + [""] * spare if spans == "trailing" else cells)
    return lines


def _flat(text: str) -> str:
    return text.replace("\n", "")


def bar_rows(table: Table, draft: Draft) -> list[str]:
    """Rows with bars between, or around, or behind their cells."""
    bar = draft.style.setdefault("bar", draft.rng.choice((" | ", "|", "｜", " ｜ ", "│", " ¦ ", "||", "┃")))
    ends = draft.style.setdefault("ends", draft.rng.choice(("none", "right", "both")))
    lines = []
    for grid in grids(table, draft):
        for cells in _lines(grid, draft):
            line = bar.join(_flat(cell) for cell in cells)
            right = bar.rstrip() if ends != "none" else ""
            left = bar.lstrip() if ends == "both" else ""
            lines.append(left + line + right)
    return lines


def tab_rows(table: Table, draft: Draft) -> list[str]:
    """Rows copied out of a sheet: spans leave empty fields."""
    return ["\t".join(map(_flat, cells)) for grid in grids(table, draft) for cells in grid.expanded()]


def clipboard_rows(table: Table, draft: Draft) -> list[str]:
    """The clipboard of a sheet: a cell with a line break or a quote in it stands in quotes."""
    lines = []
    for grid in grids(table, draft):
        for cells in grid.expanded():
            quoted = ['"' + cell.replace('"', '""') + '"' if "\n" in cell or '"' in cell else cell for cell in cells]
            lines.append("\t".join(quoted))
    return lines


def csv_rows(table: Table, draft: Draft) -> list[str]:
    """A sheet saved as CSV."""
    every = draft.style.setdefault("quote all", draft.rng.random() < 0.3)
    lines = []
    for grid in grids(table, draft):
        for cells in grid.expanded():
            fields = [_flat(cell) for cell in cells]
            quote = [every or "," in field or '"' in field for field in fields]
            doubled = [field.replace('"', '""') for field in fields]
            lines.append(",".join(f'"{text}"' if on else text for text, on in zip(doubled, quote, strict=True)))
    return lines


def space_rows(table: Table, draft: Draft) -> list[str]:
    """Rows with one sort of white space between cells, or a mark that stands for it."""
    kinds = ("  ", "   ", "    ", "　", "\u00a0\u00a0", " ", "\u3000\u3000")
    gap = draft.style.setdefault("gap", draft.rng.choice(kinds))
    return [gap.join(box.text for box in row) for grid in grids(table, draft) for row in grid.rows]


def mark_rows(table: Table, draft: Draft) -> list[str]:
    """Rows with a punctuation mark between cells."""
    gap = draft.style.setdefault("gap", draft.rng.choice(("，", ", ", " / ", "；", ";", "、")))
    return [gap.join(box.text for box in row) for grid in grids(table, draft) for row in grid.rows]


def leader_rows(table: Table, draft: Draft) -> list[str]:
    """A tab stop with leader dots, as a directory is set."""
    gap = draft.style.setdefault("gap", draft.rng.choice(("……", "......", "···", "…")))
    return [gap.join(box.text for box in row) for grid in grids(table, draft) for row in grid.rows]


def quoted_rows(table: Table, draft: Draft) -> list[str]:
    """The rows of a mail that was answered."""
    mark = draft.style.setdefault("quote", draft.rng.choice(("> ", ">> ", "| > ", "　　")))
    return [mark.replace("| ", "") + line for line in bar_rows(table, draft)]


def markdown(table: Table, draft: Draft) -> list[str]:
    """Markdown tables: a line of dashes under the first row, line breaks as ``<br>``, bars escaped or not."""
    spans = draft.style.setdefault("spans", draft.rng.choice(("empty", "repeat")))
    dashes = draft.style.setdefault("dashes", draft.rng.choice(("---", ":---:", "-", ":--", "------")))
    lines: list[str] = []
    for grid in grids(table, draft):
        rows = grid.expanded(repeat=spans == "repeat")
        if draft.style.get("empty head"):
            rows.insert(0, [""] * grid.width)
        for number, cells in enumerate(rows):
            lines.append("| " + " | ".join(cell.replace("\n", "<br>") for cell in cells) + " |")
            if number == 0:
                lines.append("|" + "|".join([dashes] * len(cells)) + "|")
        lines.append("")
    return lines


def one_line(table: Table, draft: Draft) -> list[str]:
    """Everything of a table in one line, as a page's text without its elements."""
    gap = draft.style.setdefault("gap", draft.rng.choice((" ", "  ", "|", " | ", "　", "\t")))
    return [gap.join(_flat(box.text) for grid in grids(table, draft) for row in grid.rows for box in row)]
