"""All shapes by name: what each can hold, and who writes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.grammar import (
    html_flow,
    html_tables,
    render_office,
    text_columns,
    text_hostile,
    text_lines,
    text_lists,
    text_rows,
    text_scarce,
    text_turned,
)
from tests.grammar.draft import Draft, Shape
from tests.grammar.render_text import Segmentation, render_text

Writer = Callable[[Draft], bytes]
SEEN: dict[str, Any] = {"empties": "visible"}
LOSSY: dict[str, Any] = {"empties": "lost", "flat_head": True}


def _text(segmentation: Segmentation) -> tuple[Writer, str]:
    return partial(render_text, segmentation=segmentation), "txt"


def _page(how: str) -> tuple[Writer, str]:
    return lambda draft: html_tables.html_page(draft, how).encode(), "html"


def _flow(how: Callable[..., str]) -> tuple[Writer, str]:
    return lambda draft: html_flow.page_of(draft, how).encode(), "html"


def _lossy(name: str, segmentation: Segmentation, **more: Any) -> tuple[Shape, tuple[Writer, str]]:
    return Shape(name, **{**LOSSY, **more}), _text(segmentation)


def _seen(name: str, segmentation: Segmentation, **more: Any) -> tuple[Shape, tuple[Writer, str]]:
    return Shape(name, **{**SEEN, **more}), _text(segmentation)


def _labelled(name: str, segmentation: Segmentation, **more: Any) -> tuple[Shape, tuple[Writer, str]]:
    return Shape(name, **{"labelled": True, "headless": False, **more}), _text(segmentation)


BARE: dict[str, Any] = {"commas": False, "spaces": False}
OPEN: dict[str, Any] = {"flat_head": True, "headless": False, "furniture": False, "weight": 2, **BARE}
ALL: tuple[tuple[Shape, tuple[Writer, str]], ...] = (
    _lossy("cell lines", text_lines.cell_lines),
    _seen("cell lines with bars", text_lines.bar_lines, flat_head=True),
    _lossy("labels then figures", text_lines.labels_then_figures, commas=False),
    _lossy("indented lines", text_lines.indented_lines),
    _lossy("bullet lines", text_lines.bullet_lines, spaces=False),
    _seen("bar rows", text_rows.bar_rows, weight=8),
    _seen("tab rows", text_rows.tab_rows, beside=True, weight=6),
    _seen("clipboard rows", text_rows.clipboard_rows, furniture=False),
    _seen("csv rows", text_rows.csv_rows),
    _lossy("space rows", text_rows.space_rows, **BARE),
    _lossy("mark rows", text_rows.mark_rows, **BARE, words=False),
    _lossy("leader rows", text_rows.leader_rows, **BARE),
    _seen("quoted rows", text_rows.quoted_rows),
    _seen("markdown", text_rows.markdown, furniture=False),
    _lossy("one line", text_rows.one_line, **BARE, words=False, furniture=False),
    _seen("padded columns", text_columns.padded, by_position=True, spaces=False),
    _lossy("folded columns", text_columns.wrapped, **BARE, furniture=False),
    _lossy("figures inside labels", text_columns.figures_inside_labels, **BARE, furniture=False),
    _seen("drawn boxes", text_columns.boxed, furniture=False),
    _labelled("value lists", text_lists.value_lists, commas=False, spaces=False, words=False),
    _labelled("sentences", text_lists.sentences, commas=False, spaces=False, words=False, furniture=False),
    _labelled("pair lines", text_lists.pair_lines, spaces=False),
    _labelled("indicators", text_lists.indicators, spaces=False),
    _labelled("numbered pairs", text_lists.row_numbers, **BARE, words=False),
    _lossy("colon rows", text_lists.colon_rows, **BARE, words=False),
    (Shape("column by column", **OPEN), _text(text_hostile.column_by_column)),
    (Shape("figures first", **OPEN), _text(text_hostile.figures_first)),
    (Shape("figures apart", **OPEN), _text(text_hostile.figures_apart)),
    (Shape("glued", "placeholder", True, **BARE, words=False, small=True), _text(text_lists.glued)),
    _labelled("only what is not nought", text_scarce.not_nought, **BARE, words=False),
    _labelled("group tables", text_scarce.group_tables, **SEEN, spaces=False),
    _seen("turned table", text_turned.turned, headless=False, spaces=False),
    _seen("long table", text_turned.long_table, headless=False, spaces=False),
    (Shape("html spans", **SEEN, beside=True, weight=10), _page("spanned")),
    (Shape("html without spans", **SEEN), _page("unspanned")),
    (Shape("html stretched", **SEEN), _page("stretched")),
    (Shape("html nested", **SEEN), _page("nested")),
    (Shape("html untidy", **SEEN), _page("untidy")),
    (Shape("html hidden", **SEEN), _page("hidden")),
    (Shape("html row tables", **SEEN, flat_head=True), _page("row tables")),
    (Shape("html boxes", "placeholder", flat_head=True), _flow(html_flow.boxes)),
    (Shape("html definition lists", labelled=True, headless=False), _flow(html_flow.definition_lists)),
    (Shape("html cards", labelled=True, headless=False), _flow(html_flow.cards)),
    (Shape("html responsive", labelled=True, headless=False), _flow(html_flow.responsive)),
    (Shape("html form fields", **SEEN), _flow(html_flow.form_fields)),
    (Shape("wechat article", flat_head=True), _flow(html_flow.article)),
    (Shape("html preformatted", "placeholder", True, **BARE), _flow(html_flow.preformatted)),
    (Shape("docx", **SEEN, beside=True, weight=6), (render_office.docx, "docx")),
    (Shape("xlsx", **SEEN, beside=True, weight=6), (render_office.xlsx, "xlsx")),
    (Shape("pdf ruled", **SEEN, spaces=False, weight=3), (partial(render_office.pdf, how="ruled"), "pdf")),
    (Shape("pdf unruled", "placeholder", spaces=False, weight=2), (partial(render_office.pdf, how="unruled"), "pdf")),
    (Shape("pdf lined", "placeholder", spaces=False, weight=2), (partial(render_office.pdf, how="horizontal"), "pdf")),
)
SHAPES: dict[str, Shape] = {shape.name: shape for shape, _ in ALL}
WRITERS: dict[str, tuple[Writer, str]] = {shape.name: writer for shape, writer in ALL}
