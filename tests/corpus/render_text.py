"""Flattened text as people paste it: every way a table loses its shape."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable

from tests.corpus.draft import Draft
from tests.corpus.layout import Paragraph, Printed, PrintedTable

BREAK = re.compile(r"\s*\n\s*")


def render_text(draft: Draft) -> bytes:
    """Print the draft as text; ``style['text']`` names the shape, else one is drawn."""
    shape = draft.style.get("text") or draft.rng.choices(list(SHAPES), [weight for _, weight in SHAPES.values()])[0]
    draft.faults.append(f"text:{shape}")
    text = SHAPES[shape][0](draft)
    return encode(text, draft)


def encode(text: str, draft: Draft) -> bytes:
    """Encode as text files are: mostly UTF-8, else whatever the office's machine used."""
    names = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le")
    name = draft.style.get("encoding") or draft.rng.choices(names, (66, 10, 10, 8, 5, 1))[0]
    if name != "utf-8":
        draft.faults.append(f"encoding:{name}")
    end = draft.rng.choices(("\n", "\r\n"), (70, 30))[0]
    text = text.replace("\n", end)
    try:
        return text.encode(name)
    except UnicodeEncodeError:
        return text.encode("gb18030")


def flat(text: str) -> str:
    """A cell's text without its line breaks."""
    return BREAK.sub("", text)


def _cells(table: PrintedTable) -> list[list[str]]:
    """Texts row by row, spans expanded to empty cells."""
    placed, width = table.placed(), table.width
    return [[flat(c.text) if (c := placed.get((r, k))) else "" for k in range(width)] for r in range(len(table.rows))]


def _sources(table: PrintedTable) -> list[list[str]]:
    """Texts row by row as they stand in the source, spans not expanded."""
    return [[cell.text for cell in row] for row in table.rows]


def _join(draft: Draft, between: str, table: Callable[[PrintedTable], str]) -> str:
    parts = []
    for block in draft.blocks:
        parts.append(flat(block.text) if isinstance(block, Paragraph) else table(block))
    return between.join(parts) + "\n"


def _cell_per_line(draft: Draft) -> str:
    """A cell per line with blank lines between: a browser's copy. An empty cell is one more blank line."""
    return _join(draft, "\n\n", lambda table: "\n\n".join(text for row in _sources(table) for text in row))


def _cell_per_line_tight(draft: Draft) -> str:
    """A cell per line, no blank lines, empty cells gone."""
    _empty_cells_vanish(draft)
    return _join(draft, "\n", lambda table: "\n".join(text for row in _sources(table) for text in row if text.strip()))


def _cell_per_indented_line(draft: Draft) -> str:
    """A tab before every cell, a blank line after every row: a word processor's copy."""
    return _join(
        draft, "\n", lambda table: "\n\n".join("\n".join("\t" + t for t in row) for row in _sources(table)) + "\n"
    )


def _pipes(draft: Draft) -> str:
    shape = draft.rng.choice((_sources, _sources, _cells))

    def table(each: PrintedTable) -> str:
        rows = shape(each)
        return "\n".join(" | ".join(flat(text) for text in row) + " |" for row in rows)

    return _join(draft, "\n", table)


def _tabs(draft: Draft) -> str:
    rows = draft.rng.choice((_cells, _sources))
    return _join(draft, "\n", lambda t: "\n".join("\t".join(flat(x) for x in row) for row in rows(t)))


def _markdown(draft: Draft) -> str:
    def table(each: PrintedTable) -> str:
        rows = ["| " + " | ".join(row) + " |" for row in _cells(each)]
        rows.insert(1, "|" + " --- |" * each.width)
        return "\n" + "\n".join(rows) + "\n"

    for paragraph in draft.paragraphs("heading"):
        paragraph.text = "## " + paragraph.text
    for paragraph in draft.paragraphs("title"):
        paragraph.text = "# " + paragraph.text
    return _join(draft, "\n\n", table)


def _commas(draft: Draft) -> str:
    """Comma-separated rows, as a spreadsheet saves them."""

    def table(each: PrintedTable) -> str:
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows(_cells(each))
        return buffer.getvalue().rstrip("\n")

    return _join(draft, "\n", table)


def _boxes(draft: Draft) -> str:
    """Tables drawn with line characters, as terminals and old systems print them."""

    def table(each: PrintedTable) -> str:
        lines = ["────"] * each.width
        top, between, bottom = ("".join((a, b.join(lines), c)) for a, b, c in ("┌┬┐", "├┼┤", "└┴┘"))
        rows = f"\n{between}\n".join("│" + "│".join(row) + "│" for row in _cells(each))
        return "\n".join((top, rows, bottom))

    return _join(draft, "\n", table)


def _one_line(draft: Draft) -> str:
    """Everything in one line: what a chat or a search index makes of a page. Empty cells are gone."""
    _empty_cells_vanish(draft)
    text = _join(draft, " ", lambda table: " ".join(flat(t) for row in _sources(table) for t in row if t.strip()))
    return re.sub(r"[ \n]+", " ", text)


def _pdf_copy(draft: Draft) -> str:
    """Rows of label and figures with spaces, long labels wrapped, spanning labels a character per line."""
    _empty_cells_vanish(draft)

    def table(each: PrintedTable) -> str:
        lines: list[str] = []
        for row in each.rows:
            first = next((i for i, c in enumerate(row) if c.key or (not c.head and flat(c.text).isdigit())), len(row))
            figures = " ".join(flat(cell.text) for cell in row[first:] if cell.text.strip())
            for cell in row[:first]:
                lines += _copied_label(cell, draft.rng)
            if not figures:
                continue
            short = first and len(flat(row[first - 1].text)) <= 22 and row[first - 1].row_span == 1
            lines.append(f"{lines.pop()} {figures}" if short and lines else figures)
        return "\n".join(line for line in lines if line)

    parts = [table(b) if isinstance(b, PrintedTable) else _wrap(b.text, draft.rng) for b in draft.blocks]
    return "\n".join(parts) + "\n"


def _copied_label(cell: Printed, rng: random.Random) -> list[str]:
    text = flat(cell.text)
    if cell.row_span > 8:
        return list(text)
    if len(text) > 22:
        return [text[:20], text[20:]]
    if cell.head and len(text) == 4 and rng.random() < 0.5:
        return [text[:2], text[2:]]
    return [text]


def _wrap(text: str, rng: random.Random, width: int = 30) -> str:
    """Break a paragraph into lines of equal width, as the PDF printed them."""
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _empty_cells_vanish(draft: Draft) -> None:
    """Where blank cells leave no trace, which cell a figure belongs to may be undecidable: null is honest there."""
    for block in draft.blocks:
        if not isinstance(block, PrintedTable):
            continue
        for row in block.rows:
            keys = [cell.key for cell in row if cell.key]
            if any(cell.key and not cell.text.strip() for cell in row):
                for key in keys:
                    draft.how[key] = None
                    draft.lenient.add(key)


SHAPES: dict[str, tuple[Callable[[Draft], str], int]] = {
    "cell-per-line": (_cell_per_line, 25),
    "cell-per-line-tight": (_cell_per_line_tight, 14),
    "cell-per-indented-line": (_cell_per_indented_line, 14),
    "pipes": (_pipes, 16),
    "tabs": (_tabs, 10),
    "markdown": (_markdown, 7),
    "one-line": (_one_line, 6),
    "commas": (_commas, 3),
    "boxes": (_boxes, 2),
    "pdf-copy": (_pdf_copy, 8),
}
