"""Prose and tables as HTML, with every header's reach stated; the page and the fragment are made of these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gongkai.markup import Child, Markup, element
from gongkai.writing.grid import LaidCell, Layout
from gongkai.writing.paper import Paragraph


def prose_parts(paragraphs: Sequence[Paragraph], top: int) -> Iterator[Markup]:
    """Yield paragraphs and headings; headings in the prose begin at level ``top`` and skip none."""
    level = top - 1
    for each in paragraphs:
        if each.level:
            level = min(top + each.level - 2, level + 1)
        yield element(f"h{level}" if each.level else "p", each.text)


def table_part(
    layout: Layout, caption: str, *, plain: bool = False, figure: Callable[[LaidCell], Child] | None = None
) -> Markup:
    """Return a table; ``figure`` gives what a figure's cell holds where that is more than its number.

    Every figure names its headers by ``id``, because spans alone do not tell them apart for a screen reader;
    ``plain`` leaves out ``id`` and ``class``, which many content systems strip, and keeps ``scope``.
    """
    rows = [element("tr", *(_cell(cell, layout, plain, figure) for cell in row)) for row in layout.rows]
    if layout.repeated:
        bounds, first = [0, layout.repeated, len(rows)], "thead"
    else:
        bounds, first = [*(start for start, _ in layout.heads), len(rows)], "tbody"
    groups = [
        element(tag, "\n", _joined(rows[start:end]))
        for tag, start, end in zip((first, *["tbody"] * len(bounds)), bounds, bounds[1:], strict=False)
    ]
    return element("table", "\n", _joined([element("caption", caption), *groups]))


def _joined(parts: Sequence[Markup]) -> list[str]:
    return [text for part in parts for text in (part, "\n")]


def _cell(cell: LaidCell, layout: Layout, plain: bool, figure: Callable[[LaidCell], Child] | None) -> Markup:
    headers = [] if plain or not cell.figure else layout.headers_of(cell)
    return element(
        "th" if cell.scope else "td",
        figure(cell) if figure and cell.figure else cell.text,
        id=_name(cell, layout) if cell.scope and not plain else None,
        class_="corner" if not (cell.scope or cell.figure or plain) else None,
        headers=" ".join(_name(header, layout) for header in headers) or None,
        scope=cell.scope,
        rowspan=cell.row_span if cell.row_span > 1 else None,
        colspan=cell.column_span if cell.column_span > 1 else None,
    )


def _name(cell: LaidCell, layout: Layout) -> str:
    return f"{layout.key}-r{cell.row + 1}c{cell.column + 1}"
