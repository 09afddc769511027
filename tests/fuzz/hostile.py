"""Documents made to cost much: each maker draws one from its kind; the same numbers give the same bytes."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable

from tests.document.office_samples import cell, par, row, run, table, word, workbook_parts, zipped
from tests.document.pdf_samples import drawn, text_at

Maker = Callable[[random.Random], tuple[str, bytes]]
ROWS = (
    "规章",
    "行政规范性文件",
    "行政许可",
    "行政处罚",
    "行政强制",
    "一、本年新收政府信息公开申请数量",
    "（一）予以公开",
    "（七）总计",
)
HEAD = "<html><head><title>某县财政局2024年政府信息公开工作年度报告</title></head><body>"


def watermarked_pdf(rng: random.Random) -> tuple[str, bytes]:
    """Figures, and over or under them a text in any tilt, size, shade and number."""
    lines = "".join(text_at(80, 780 - 18 * at, str(rng.randrange(10**4)), 10) for at in range(rng.choice((5, 30, 40))))
    marks = ""
    for _ in range(rng.choice((1, 4, 60, 600))):
        a, b = rng.choice(((1, 0), (0.7, 0.7), (0.9, 0.4), (0, 1)))
        size, shade = rng.choice((0.5, 9, 24, 90)), rng.choice((0, 0.6, 0.9, 1))
        place = f"{a} {b} {-b} {a} {rng.randrange(500)} {rng.randrange(800)}"
        text = rng.choice(("2024", "COPY", "7", "1 2 3"))
        marks += f"q {shade} g BT /F {size} Tf {place} Tm ({text}) Tj ET Q\n"
    return "watermark.pdf", drawn(marks + lines if rng.random() < 0.5 else lines + marks)


def odd_formats(rng: random.Random) -> tuple[str, bytes]:
    """A sheet whose number format is long or strange."""
    unit = rng.choice(
        ('"', '"件', "一", "[", "[h", "_", "\\", "*", ";", "#,", "0.", "?/", "y", "\"'", "General", "(", ")")
    )
    code = rng.choice(("", "0", '"')) + unit * rng.choice((1, 30, 4_000)) + rng.choice(("", "件", '"', "]"))
    code = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    styles = (
        f'<numFmts count="1"><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{rng.choice(ROWS)}</t></is></c>'
        f'<c r="B{at}" s="1"><v>{rng.choice((0, 5, 1086600, -3, 1e300, 45000.5))}</v></c></row>'
        for at in range(1, rng.choice((4, 40)))
    )
    return "format.xlsx", zipped(workbook_parts(f"<sheetData>{rows}</sheetData>", styles=styles))


def hostile_sheet(rng: random.Random) -> tuple[str, bytes]:
    """A sheet with a stray cell at the far end, or merged ranges over everything."""
    far = rng.choice(("XFD1048576", "A1048576", "XFD1", "ZZZ9999999", "A0", "B70000"))
    merges = "".join(
        f'<mergeCell ref="A{at}:XFD{at + rng.choice((0, 9, 10**6))}"/>' for at in range(1, rng.choice((1, 3, 400)))
    )
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="{rng.choice(("B", "Q", "ZZ"))}{at}"><v>2</v></c></row>'
        for at in range(1, rng.choice((3, 60, 900)))
    )
    stray = f'<row r="{far.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{far}"><v>7</v></c></row>'
    return "stray.xlsx", zipped(
        workbook_parts(f"<sheetData>{rows}{stray}</sheetData><mergeCells>{merges}</mergeCells>")
    )


def nested_page(rng: random.Random) -> tuple[str, bytes]:
    """Tags within tags, tables within tables, or tags that never end."""
    unit = rng.choice(
        (
            "<div>",
            "<table><tr><td>",
            "<b>",
            "<span>",
            "<ul><li>",
            "<a<a",
            "<a ",
            "<p x='",
            "<!--",
            "<td>",
            "<select><option>",
        )
    )
    times = rng.choice((10, 900, 5_000, 60_000))
    return "nested.html", (HEAD + unit * times + rng.choice(ROWS) + " 5").encode()


def nested_word(rng: random.Random) -> tuple[str, bytes]:
    """Tables within tables."""
    inner = par(run("规章 5"))
    for _ in range(rng.choice((5, 60, 400))):
        inner = table(row(cell(inner), cell(par(run("5")))))
    return "nested.docx", word(inner)


def nested_archive(rng: random.Random) -> tuple[str, bytes]:
    """Archives within archives, beside a member that unpacks to very much."""
    bomb = b"\0" * rng.choice((1_000, 10_000_000, 60_000_000))
    data = zipped({"报告.html": HEAD.encode(), "bomb.txt": bomb})
    for level in range(rng.choice((1, 2, 6))):
        data = zipped({f"{level}.zip": data}, rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return "nested.zip", data


def menu(rng: random.Random) -> tuple[str, bytes]:
    """A page of 2 MB that is nearly all links."""
    words = (*ROWS, "政府信息公开年报", "首页", "2024年", "县长信箱", "三、")
    count = rng.choice((2_000, 22_000))
    links = "".join(
        f'<li><a href="/zwgk/{at}/index.html" target="_blank">{words[rng.randrange(len(words))]}{at}</a></li>'
        for at in range(count)
    )
    return "menu.html", f"{HEAD}<ul>{links}</ul>".encode()


def barred_cells(rng: random.Random) -> tuple[str, bytes]:
    """A cell per line closed by a bar, well or badly."""
    bar = rng.choice(("|", "｜", "│", " | ", "\t|"))
    lines = [
        (rng.choice(ROWS) if at % 4 == 0 else str(rng.randrange(99))) + bar
        for at in range(rng.choice((40, 900, 9_000)))
    ]
    return "barred.txt", "\n".join(lines).encode()


def text_bomb(rng: random.Random) -> tuple[str, bytes]:
    """One thing over and over: on one line, or each on its own."""
    unit = rng.choice(
        (
            "共计",
            "公开",
            "1",
            "一",
            "（",
            " ",
            "|",
            "第",
            "年",
            "件",
            ",",
            "规章 0 ",
            "总计",
            "\u3000",
            "三、",
            "9,",
            "—",
            "2024年",
        )
    )
    between = rng.choice(("", "", "\n", " "))
    start = rng.choice(("", "某县财政局2024年政府信息公开工作年度报告\n一、总体情况\n2024年收到申请"))
    return "bomb.txt", (start + (unit + between) * rng.choice((300, 5_000, 60_000))).encode()


MAKERS: dict[str, Maker] = {
    each.__name__: each
    for each in (
        watermarked_pdf,
        odd_formats,
        hostile_sheet,
        nested_page,
        nested_word,
        nested_archive,
        menu,
        barred_cells,
        text_bomb,
    )
}
COSTLY = frozenset(("menu", "nested_archive"))
"""Drawn more seldom: one takes as long as a hundred others."""


def make(rng: random.Random) -> tuple[str, str, bytes]:
    """Draw a kind and a document of it: kind, file name, bytes."""
    kind = rng.choices(list(MAKERS), [1 if each in COSTLY else 8 for each in MAKERS])[0]
    name, data = MAKERS[kind](rng)
    return kind, name, data
