"""Web pages that show tables without table elements: lists, boxes, cards, articles of WeChat."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.grammar.draft import Draft, Paragraph, Table
from tests.grammar.html_tables import lines_of, page, paragraph
from tests.grammar.text_lines import grids
from tests.grammar.text_lists import group_lines, row_name


def boxes(table: Table, draft: Draft) -> str:
    """Rows and cells as boxes laid out by a style sheet."""
    tag = draft.style.setdefault("box tag", draft.rng.choice(("div", "section", "li")))
    rows = []
    for grid in grids(table, draft):
        for row in grid.rows:
            cells = "".join(f'<{tag} class="cell">{lines_of(box.text)}</{tag}>' for box in row)
            rows.append(f'<ul class="row">{cells}</ul>' if tag == "li" else f'<div class="row">{cells}</div>')
    return f'<div class="table">{"".join(rows)}</div>'


def definition_lists(table: Table, draft: Draft) -> str:
    """A list of terms per row: the column's label is the term, the figure its definition."""
    parts: list[str] = []
    opened: tuple[str, ...] = ()
    for block in table.blocks:
        if block.heading and block.kind == "plain":
            parts.append(f"<h3>{lines_of(block.heading)}</h3>")
        for row in block.rows:
            parts += [f"<h4>{lines_of(group)}</h4>" for group in group_lines(row, opened)]
            opened = row.path
            pairs = "".join(
                f"<dt>{lines_of(column.label)}</dt><dd>{escape(figure.text)}</dd>"
                for column, figure in zip(block.columns, row.figures, strict=True)
            )
            parts.append(f"<p>{lines_of(row_name(row))}</p><dl>{pairs}</dl>")
    return "".join(parts)


def cards(table: Table, draft: Draft) -> str:
    """A telephone's page: a card per row, each figure under or beside its column's label."""
    first = draft.style.setdefault("first", draft.rng.choice(("label", "label", "colon")))
    parts: list[str] = []
    opened: tuple[str, ...] = ()
    for block in table.blocks:
        if block.heading and block.kind == "plain":
            parts.append(f'<p class="article">{lines_of(block.heading)}</p>')
        for row in block.rows:
            parts += [f'<p class="group">{lines_of(group)}</p>' for group in group_lines(row, opened)]
            opened = row.path
            items = []
            for column, figure in zip(block.columns, row.figures, strict=True):
                label = lines_of(column.label) + ("：" if first == "colon" else "")
                items.append(f"<div><span>{label}</span><b>{escape(figure.text)}</b></div>")
            parts.append(f'<div class="card"><p class="name">{lines_of(row_name(row))}</p>{"".join(items)}</div>')
    return "".join(parts)


def responsive(table: Table, draft: Draft) -> str:
    """A table whose cells bring their column's label along, for narrow screens."""
    rows: list[str] = []
    opened: tuple[str, ...] = ()
    for block in table.blocks:
        if block.heading and block.kind == "plain":
            rows.append(f"<tr><td>{lines_of(block.heading)}</td></tr>")
        for row in block.rows:
            rows += [f"<tr><td>{lines_of(group)}</td></tr>" for group in group_lines(row, opened)]
            opened = row.path
            cells = "".join(
                f"<td><span>{lines_of(column.label)}</span>：{escape(figure.text)}</td>"
                for column, figure in zip(block.columns, row.figures, strict=True)
            )
            rows.append(f"<tr><td>{lines_of(row_name(row))}</td>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def article(table: Table, draft: Draft) -> str:
    """WeChat's editor: sections in sections, a span in each, a mark of no width here and there."""
    zero = "\u200b" if draft.style.setdefault("no width", draft.rng.random() < 0.4) else ""
    rows = []
    for grid in grids(table, draft):
        for row in grid.rows:
            cells = "".join(
                f'<section style="display:inline-block"><section><p><span leaf="">{lines_of(box.text)}{zero}</span></p>'
                "</section></section>"
                for box in row
            )
            rows.append(f'<section style="display:flex">{cells}</section>')
    return f'<section data-role="outer">{"".join(rows)}</section>'


def form_fields(table: Table, draft: Draft) -> str:
    """The page of a reporting system, saved: each figure stands in a field."""
    field = draft.style.setdefault("field", draft.rng.choice(("input", "select", "textarea")))
    rows = []
    for grid in grids(table, draft):
        for row in grid.rows:
            cells = ""
            for box in row:
                spans = f' colspan="{box.across}" rowspan="{box.down}"'
                cells += f"<td{spans}>{_field(box.text, field) if box.figure else lines_of(box.text)}</td>"
            rows.append(f"<tr>{cells}</tr>")
        rows.append("</table><table>")
    return f"<form><table>{''.join(rows)}</table></form>"


def _field(text: str, field: str) -> str:
    shown = escape(text)
    if field == "select":
        return f"<select><option>请选择</option><option selected>{shown}</option><option>99</option></select>"
    if field == "textarea":
        return f"<textarea readonly>{shown}</textarea>"
    return f'<input type="text" readonly value="{shown}"><input type="hidden" value="7">'


def preformatted(table: Table, draft: Draft) -> str:
    """Rows in a pre element, parted by tabs, or one paragraph with line breaks."""
    lines = ["\t".join(box.text.replace("\n", "") for box in row) for grid in grids(table, draft) for row in grid.rows]
    if draft.style.setdefault("pre", draft.rng.random() < 0.5):
        return "<pre>" + escape("\n".join(lines)) + "</pre>"
    spaced = (escape(line).replace("\t", "&nbsp;&nbsp;&nbsp;&nbsp;") for line in lines)
    return "<p>" + "<br>".join(spaced) + "</p>"


def page_of(draft: Draft, how: Callable[[Table, Draft], str]) -> str:
    """The whole report as a page, its tables written in this manner."""
    parts = [how(each, draft) if isinstance(each, Table) else paragraph(each, draft) for each in draft.body]
    if how is article:
        parts = [
            _article_paragraph(each, draft) if isinstance(each, Paragraph) else how(each, draft) for each in draft.body
        ]
        parts.append("<p>阅读原文</p><p>阅读 326</p><p>赞 12</p><p>在看 5</p>")
    return page("\n".join(parts), draft)


def _article_paragraph(block: Paragraph, draft: Draft) -> str:
    if block.role == "title":
        return f'<h1 class="rich_media_title">{lines_of(block.text)}</h1>'
    return f'<section><p style="text-indent:2em"><span leaf="">{lines_of(block.text)}</span></p></section>'
