"""PDF files with text, set by typst: ruled or not, tables over pages, header repeated or gone."""

from __future__ import annotations

import typst

from tests.corpus.draft import Draft
from tests.corpus.layout import Paragraph, Printed, PrintedTable

SPECIAL = str.maketrans({char: "\\" + char for char in "\\#$*_`<>@[]~=-+/\"'"})
PAGE = (
    '#set page(paper: "a4", margin: {margin}, numbering: "{numbering}")\n'
    '#set text(font: "{font}", size: {size}, lang: "zh")\n'
)
NARROW_FROM = 10
"""Columns from which the first, of groups, is printed narrow."""
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC")


def render_pdf(draft: Draft) -> bytes:
    """Print the draft as a PDF; ``style['pdf']`` fixes ``ruled`` or ``unruled``."""
    rng = draft.rng
    shape = draft.style.get("pdf") or rng.choices(("ruled", "unruled", "horizontal"), (78, 10, 12))[0]
    draft.faults.append(f"pdf:{shape}")
    head = PAGE.format(
        margin=rng.choice(("2cm", "2.6cm", "1.5cm")),
        numbering=rng.choice(("- 1 -", "1", "1 / 1")),
        font=rng.choice(FONTS),
        size=rng.choice(("10.5pt", "12pt", "14pt")),
    )
    if rng.random() < 0.2:
        draft.faults.append("pdf:running-header")
        running = _text("".join(draft.truth.title))
        head += f"#set page(header: [{running}], footer: context [第 #counter(page).display() 页])\n"
    repeat = rng.random() < 0.4
    body = "\n\n".join(
        _paragraph(block)
        if isinstance(block, Paragraph)
        else _table(block, shape, repeat, rng.choice(("7pt", "9pt", "10pt")))
        for block in draft.blocks
    )
    return bytes(typst.compile((head + body).encode()))


def _text(text: str) -> str:
    return text.replace("\u00a0", " ").translate(SPECIAL).replace("\n", " \\\n")


def _paragraph(block: Paragraph) -> str:
    text = _text(block.text)
    if block.role == "title":
        return f"#align(center)[#text(size: 18pt)[{text}]]"
    if block.role in ("signature", "signed"):
        return f"#align(right)[{text}]"
    return f"#h(2em);{text}" if block.role == "prose" else text


def _table(table: PrintedTable, shape: str, repeat: bool, size: str) -> str:
    if table.picture:
        return "#rect(width: 80%, height: 5cm)"
    width = table.width
    stroke = {"ruled": "0.5pt", "unruled": "none", "horizontal": "(y: 0.5pt)"}[shape]
    columns = _widths(table, width)
    header_rows = 0
    while header_rows < len(table.rows) and table.rows[header_rows] and all(c.head for c in table.rows[header_rows]):
        header_rows += 1
    rows = [""] * len(table.rows)
    for (row, column), cell in table.placed().items():
        rows[row] += f"{_cell(cell, row, column)}, "
    if repeat and 0 < header_rows < len(rows) and _fits_a_page(table, header_rows):
        rows[:header_rows] = [f"table.header({''.join(rows[:header_rows])}), "]
    inside = "\n".join(rows)
    return (
        f"#[#set text(size: {size})\n#table(columns: ({columns}), align: center + horizon, stroke: {stroke}, {inside})]"
    )


def _fits_a_page(table: PrintedTable, header_rows: int) -> bool:
    """Whether a head may stand on every page: a sentence in the narrow first column fills one, and no row is seen."""
    first = [cell for (row, column), cell in table.placed().items() if row < header_rows and column == 0]
    return table.width < NARROW_FROM or all(cell.column_span > 1 or len(cell.text) <= 24 for cell in first)


def _widths(table: PrintedTable, width: int) -> str:
    if table.key == "requests" and width >= NARROW_FROM:
        labels = width - 7
        return ", ".join(["2em"] + ["2fr"] * (labels - 2) + ["4fr"] + ["1fr"] * 7)
    return ", ".join(["1fr"] * width)


def _cell(cell: Printed, row: int, column: int) -> str:
    """A cell at its place: left to itself, typst fills the gap of a missing cell with the next one."""
    text = _text(cell.text)
    if cell.struck:
        text = f"#strike[{cell.struck}]; {text}"
    spans = f", colspan: {cell.column_span}, rowspan: {cell.row_span}"
    return f"table.cell(x: {column}, y: {row}{spans})[{text}]"
