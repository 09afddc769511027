"""Web pages of a dozen content systems: markup that shows rightly and is written wrongly."""

from __future__ import annotations

import html
import random

from tests.corpus.draft import Draft
from tests.corpus.layout import Paragraph, Printed, PrintedTable

CONTENT = (
    '<div class="TRS_Editor">',
    '<div id="zoom">',
    "<UCAPCONTENT>",
    '<div class="article-content" id="UCAP-CONTENT">',
    "<div>",
)
STYLE = (
    "<style>.a{color:red} td{border:1px solid} /* 2024年 3 */</style>"
    '<script>var year=2019; document.write("<td>9</td>");</script>'
)
WORD = 'class="MsoNormal" style="mso-pagination:widow-orphan;text-align:center;line-height:200%"'
SHAPES = {"plain": 40, "word": 25, "wps": 12, "divs": 6, "nested": 12, "pre": 5}


def render_html(draft: Draft) -> bytes:
    """Print the draft as a page; ``style['html']`` names the shape of its markup, else one is drawn."""
    rng = draft.rng
    shape = draft.style.get("html") or rng.choices(list(SHAPES), list(SHAPES.values()))[0]
    draft.faults.append(f"html:{shape}")
    body = _body(draft, shape)
    if draft.style.get("twice"):
        body = f'<div class="pc">{body}</div><div class="mobile" style="display:none">{body}</div>'
    if draft.style.get("hidden"):
        old = "".join(_table(table, "plain", rng) for table in draft.style["hidden"])
        body = draft.style["hidden-by"].format(old) + body
    if shape == "nested":
        body = f"<table width=100%><tr><td width=20></td><td><table><tr><td>{body}</td></tr></table></td></tr></table>"
    first, *_ = draft.truth.title
    title = rng.choice(
        (f"{first}_{draft.truth.agency.superior}", first, "政府信息公开年报", draft.truth.agency.superior, "")
    )
    page = (
        f"<html><head>%s<title>{title}</title>{_meta(draft)}{rng.choice(('', STYLE))}</head><body>{body}</body></html>"
    )
    return _encode(page, draft)


def _meta(draft: Draft) -> str:
    tags = ""
    if draft.rng.random() < 0.4:
        tags += f'<meta name="SiteName" content="{draft.truth.agency.superior}">'
        tags += f'<meta name="ArticleTitle" content="{"".join(draft.truth.title)}">'
    if draft.truth.published and draft.rng.random() < 0.4:
        tags += f'<meta name="PubDate" content="{draft.truth.published} 10:21">'
    return tags


def _encode(page: str, draft: Draft) -> bytes:
    names = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16")
    actual = draft.style.get("encoding") or draft.rng.choices(names, (70, 5, 12, 10, 3))[0]
    declared = draft.rng.choices((actual.removesuffix("-sig"), "", "gb2312", "utf-8"), (70, 14, 8, 8))[0]
    if declared != actual:
        draft.faults.append(f"encoding:{actual} declared {declared or 'nothing'}")
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    if declared and draft.rng.random() < 0.3:
        meta = f"<meta charset={declared}>"
    doctype = draft.rng.choice(
        ("<!DOCTYPE html>", "", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">')
    )
    text = doctype + page.replace("%s", meta, 1)
    return text.encode(actual, "xmlcharrefreplace")


def _body(draft: Draft, shape: str) -> str:
    rng = draft.rng
    opening = rng.choice(CONTENT)
    if draft.style.get("inputs"):
        shape = "inputs"
    parts, opened = [], False
    for block in draft.blocks:
        if not opened and not (isinstance(block, Paragraph) and block.role in ("chrome", "title")):
            parts.append(opening)
            opened = True
        parts.append(_paragraph(block, shape, rng) if isinstance(block, Paragraph) else _table(block, shape, rng))
    return rng.choice(("", "\n")).join(parts) + "</div>" * opened


def _paragraph(block: Paragraph, shape: str, rng: random.Random) -> str:
    text = html.escape(block.text, quote=False).replace("\n", "<br>")
    if block.role == "title":
        return f"<{'h1' if shape == 'plain' else 'p align=center'}><b>{text}</b></{'h1' if shape == 'plain' else 'p'}>"
    if block.role == "chrome":
        tag = "li" if rng.random() < 0.3 else rng.choice(("div", "span", "p"))
        return f'<{tag}><a href="#">{text}</a></{tag}>' if "报告" in text else f"<{tag}>{text}</{tag}>"
    if shape == "pre":
        return text + "<br/>"
    if block.role == "heading":
        return rng.choice(
            (
                f"<p><strong>{text}</strong></p>",
                f"<h2>{text}</h2>",
                f"<p>&nbsp;&nbsp;<b>{text[:2]}</b><b>{text[2:]}</b></p>",
            )
        )
    if shape in ("word", "wps"):
        half = rng.randrange(len(text) + 1) if "<" not in text and "&" not in text else 0
        spans = f'<span>{text[:half]}</span><span style="font-family:仿宋_GB2312">{text[half:]}</span>'
        return f'<p {WORD}><span lang="EN-US"><o:p></o:p></span>{spans}</p>'
    return f"<p>\u3000\u3000{text}</p>"


def _table(table: PrintedTable, shape: str, rng: random.Random) -> str:
    if table.picture:
        return '<p><img src="/images/20250121103.png" alt=""></p>'
    if shape == "divs" and table.key != "decoy":
        return _divs(table)
    rows = []
    for number, row in enumerate(table.rows):
        hide = ' style="display:none"' if number in table.hidden_rows else ""
        rows.append(
            f"<tr{hide}>" + "".join(_cell(cell, shape, rng) for cell in row) + rng.choice(("</tr>", "</tr>", ""))
        )
    attributes = rng.choice(("", ' border="1" cellspacing="0"', ' class="MsoTableGrid"'))
    inside = "".join(rows)
    return f"<table{attributes}>{rng.choice((inside, f'<tbody>{inside}</tbody>'))}</table>"


def _cell(cell: Printed, shape: str, rng: random.Random) -> str:
    spans = (f' colspan="{cell.column_span}"' if cell.column_span > 1 else "") + (
        f" rowspan={cell.row_span}" if cell.row_span > 1 else ""
    )
    tag = "th" if cell.head and shape == "plain" and rng.random() < 0.3 else "td"
    text = inner(cell, shape == "inputs")
    if shape in ("word", "wps"):
        text = f"<p {WORD}><span lang=EN-US style='font-size:9.0pt'>{text or '<o:p>&nbsp;</o:p>'}</span></p>"
    elif shape == "nested" and rng.random() < 0.1:
        text = f"<div><p>{text}</p></div>"
    return f"<{tag}{spans}>{text}</{tag}>"


def inner(cell: Printed, inputs: bool = False) -> str:
    """A cell's own text with its strike-outs and footnote marks."""
    text = html.escape(cell.text, quote=False).replace("\n", "<br>").replace("\u00a0", "&nbsp;")
    struck = f"<s>{cell.struck}</s>" if cell.struck else ""
    if inputs and cell.key:
        return f'<input type="text" readonly value="{html.escape(cell.text.strip())}">'
    return struck + text + (f"<sup>{cell.mark}</sup>" if cell.mark else "")


def _divs(table: PrintedTable) -> str:
    rows = ("".join(f'<div class="td">{inner(cell)}</div>' for cell in row) for row in table.rows)
    hidden = [' style="display:none"' if number in table.hidden_rows else "" for number in range(len(table.rows))]
    return (
        '<div class="table">'
        + "".join(f'<div class="tr"{h}>{row}</div>' for h, row in zip(hidden, rows, strict=True))
        + "</div>"
    )
