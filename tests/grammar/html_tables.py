"""Web pages with tables, in all manner of markup."""

from __future__ import annotations

from html import escape

from tests.grammar.draft import Draft, Paragraph, Table
from tests.grammar.grids import Box, Grid
from tests.grammar.text_lines import grids


def page(body: str, draft: Draft) -> str:
    title = f"{draft.truth.agency}{draft.truth.year}年政府信息公开工作年度报告"
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>{body}</body></html>"
    )


def lines_of(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def paragraph(block: Paragraph, draft: Draft) -> str:
    tag = {"title": "h1", "heading": draft.style.setdefault("heading tag", draft.rng.choice(("h2", "p", "div", "p")))}
    name = tag.get(block.role, "p")
    inside = lines_of(block.text)
    if block.role == "menu":
        return f'<div class="nav"><a href="#">{inside}</a></div>'
    if block.role == "heading" and name == "p":
        inside = f"<strong>{inside}</strong>"
    return f"<{name}>{inside}</{name}>"


def _cell_text(box: Box, draft: Draft) -> str:
    inside = lines_of(box.text)
    if not box.text:
        inside = draft.style.setdefault("empty", draft.rng.choice(("", "&nbsp;", "<p></p>", "<br>", "<p>&nbsp;</p>")))
    wrap = draft.style.setdefault("wrap", draft.rng.choice(("", "p", "span", "div", "p span")))
    for tag in reversed(wrap.split()):
        inside = f"<{tag}>{inside}</{tag}>"
    return inside


def _cell(box: Box, draft: Draft) -> str:
    tag = "th" if box.head and draft.style.setdefault("th", draft.rng.random() < 0.3) else "td"
    spans = (f' colspan="{box.across}"' if box.across > 1 else "") + (f' rowspan="{box.down}"' if box.down > 1 else "")
    return f"<{tag}{spans}>{_cell_text(box, draft)}</{tag}>"


def spanned(grid: Grid, draft: Draft) -> str:
    """A table with its spans."""
    rows = "".join(f"<tr>{''.join(_cell(box, draft) for box in row)}</tr>" for row in grid.rows)
    return f'<table border="1">{rows}</table>'


def unspanned(grid: Grid, draft: Draft) -> str:
    """Every place a cell of its own: what spans covered is empty or says the same again."""
    repeat = draft.style.setdefault("repeat", draft.rng.random() < 0.5)
    rows = "".join(
        f"<tr>{''.join(_cell(Box(text), draft) for text in row)}</tr>" for row in grid.expanded(repeat=repeat)
    )
    return f"<table>{rows}</table>"


def stretched(grid: Grid, draft: Draft) -> str:
    """A designer's grid: every cell spans several hair columns, so that widths come out as wished."""
    times = draft.style.setdefault("times", draft.rng.choice((2, 3)))
    wider = Grid([[Box(b.text, b.across * times, b.down, b.figure, b.head) for b in row] for row in grid.rows])
    return spanned(wider, draft)


def nested(grid: Grid, draft: Draft) -> str:
    """The table inside a table that only lays out the page."""
    return f"<table><tr><td>{spanned(grid, draft)}</td></tr></table>"


def untidy(grid: Grid, draft: Draft) -> str:
    """An editor's leavings: empty rows, an empty first column, comments, no closing tags."""
    rows = []
    for row in grid.rows:
        cells = "".join(_cell(box, draft).replace("</td>", "") for box in row)
        rows.append(f"<tr><!-- r -->{cells}")
        if draft.rng.random() < 0.1:
            rows.append(f'<tr><td colspan="{grid.width}">')
    return f"<table><tbody>{''.join(rows)}</table>"


def hidden(grid: Grid, draft: Draft) -> str:
    """Leftovers that no reader of the page sees: an old row, an old figure before the new one."""
    rng = draft.rng
    unseen = draft.style.setdefault("unseen", rng.choice(("display:none", "visibility:hidden", "display: none;")))
    rows = []
    for row in grid.rows:
        cells = [_cell(box, draft) for box in row]
        seen = [at for at, box in enumerate(row) if box.figure]
        if seen and rng.random() < 0.15:
            at = rng.choice(seen)
            cells[at] = cells[at].replace(">", f'><span style="{unseen}">{rng.randint(1, 9)}</span>', 1)
        rows.append(f"<tr>{''.join(cells)}</tr>")
        if rng.random() < 0.08:
            old = "".join(f"<td>{rng.randint(1, 9)}</td>" for _ in range(grid.width))
            rows.append(f'<tr style="display:none">{old}</tr>')
    return f'<table border="1">{"".join(rows)}</table>'


def row_tables(grid: Grid, draft: Draft) -> str:
    """A table per row: what an old editor makes of a table that it broke."""
    if any(box.down > 1 for row in grid.rows for box in row):
        return spanned(grid, draft)
    return "".join(f"<table><tr>{''.join(_cell(box, draft) for box in row)}</tr></table>" for row in grid.rows)


TABLES = {
    "spanned": spanned,
    "unspanned": unspanned,
    "stretched": stretched,
    "nested": nested,
    "untidy": untidy,
    "hidden": hidden,
    "row tables": row_tables,
}


def html_page(draft: Draft, how: str) -> str:
    """The whole report as a page with one sort of table."""
    parts = []
    for element in draft.body:
        if isinstance(element, Table):
            parts += [TABLES[how](grid, draft) for grid in grids(element, draft)]
        else:
            parts.append(paragraph(element, draft))
    return page("\n".join(parts), draft)
