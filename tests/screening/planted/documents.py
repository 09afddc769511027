"""Documents of every format, each with a few things planted in it, and the truth about them."""

from __future__ import annotations

import csv
import html
import io
import random
from collections.abc import Callable
from typing import NamedTuple

import docx
import openpyxl
import typst
from openpyxl.comments import Comment

from tests.screening.planted import values
from tests.screening.planted.plants import PLANTS, Plant

FILLERS = (
    "为进一步规范资金管理，现将有关情况公布如下。",
    "经研究，同意上述事项，请认真贯彻执行。",
    "本年度共受理事项37件，已办结35件。",
    "联系电话：0517-87200123（工作日）。",
    "特此公告。",
    "各村（居）要高度重视，按期报送材料。",
    "资金总额为128.5万元。",
)
LIST_ROWS = 4


class Truth(NamedTuple):
    """What was planted: its kind, and the value as it was written."""

    kind: str
    written: str


class Planted(NamedTuple):
    """One document."""

    name: str
    data: bytes
    format: str
    truths: tuple[Truth, ...]


class _Parts(NamedTuple):
    """What a document holds, before it has a format."""

    lines: list[str]
    rows: list[list[str]]
    hidden: str
    """A line that its reader does not see; empty for none."""


def documents(count: int, seed: int, formats: tuple[str, ...] = ()) -> list[Planted]:
    """The first ``count`` documents of a seed, of all formats in turn."""
    chosen = formats or tuple(FORMATS)
    return [_document(random.Random(f"{seed}-{at}"), at, chosen[at % len(chosen)]) for at in range(count)]


def _document(pick: random.Random, at: int, name: str) -> Planted:
    lines = pick.sample(FILLERS, 4)
    truths: list[Truth] = []
    for plant in pick.sample(PLANTS, pick.choice((1, 1, 2, 3))):
        line, truth = _sentence(pick, plant)
        lines.insert(pick.randrange(len(lines) + 1), line)
        truths.append(truth)
    rows: list[list[str]] = []
    if pick.random() < 0.3:
        rows, listed = _list(pick)
        truths += listed
    hidden = ""
    if name in _HIDES and pick.random() < 0.25:
        hidden, truth = _sentence(pick, next(each for each in PLANTS if each.kind == "identity-number"))
        truths += [truth, Truth(_HIDES[name], "")]
    data = FORMATS[name](_Parts(lines, rows, hidden))
    return Planted(f"{at:04d}.{name}", data, name, tuple(truths))


def _sentence(pick: random.Random, plant: Plant) -> tuple[str, Truth]:
    written = pick.choice(plant.ways)(plant.value(pick))
    line = pick.choice(plant.sentences).format(v=written, n=values.name(pick))
    return line, Truth(plant.kind, written)


def _list(pick: random.Random) -> tuple[list[list[str]], list[Truth]]:
    plant = pick.choice([each for each in PLANTS if each.heading])
    rows, truths = [["序号", "姓名", plant.heading, "金额（元）"]], [Truth("recipient-list", "")]
    for number in range(1, LIST_ROWS + 1):
        written = plant.value(pick)
        rows.append([str(number), values.name(pick), written, f"{pick.randint(1, 90) * 50}"])
        truths.append(Truth(plant.kind, written))
    return rows, truths


def _text(parts: _Parts) -> bytes:
    return "\n".join([*parts.lines, *("\t".join(row) for row in parts.rows)]).encode("utf-8")


def _table(parts: _Parts) -> bytes:
    wide = len(parts.rows[0]) if parts.rows else 2
    rows = [*parts.rows, *([line, *[""] * (wide - 1)] for line in parts.lines)]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("gb18030")


def _page(parts: _Parts) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in parts.lines)
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in parts.rows)
    hidden = f"<!-- {parts.hidden} -->" if parts.hidden else ""
    head = "<!DOCTYPE html><html><head><meta charset=utf-8></head>"
    return f"{head}<body>{body}<table>{rows}</table>{hidden}</body></html>".encode()


def _word(parts: _Parts) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    of_package = document.part.package.rels
    for key in [key for key, each in of_package.items() if "thumbnail" in each.reltype]:
        del of_package[key]
    for line in parts.lines:
        document.add_paragraph(line)
    if parts.rows:
        table = document.add_table(len(parts.rows), len(parts.rows[0]))
        for row, cells in zip(table.rows, parts.rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    if parts.hidden:
        document.add_paragraph().add_run(parts.hidden).font.hidden = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _workbook(parts: _Parts) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in parts.lines:
        sheet.append([line])
    for row in parts.rows:
        sheet.append(row)
    if parts.hidden:
        other = book.create_sheet("底稿")
        other.sheet_state = "hidden"
        other["A1"] = parts.hidden
        other["A1"].comment = Comment("核对", "")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _pdf(parts: _Parts) -> bytes:
    def said(text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'#text("{escaped}")'

    body = "\n\n".join(map(said, parts.lines))
    if parts.rows:
        cells = ", ".join(f"[{said(cell)}]" for row in parts.rows for cell in row)
        body += f"\n\n#table(columns: {len(parts.rows[0])}, {cells})"
    made: bytes = typst.compile(f'#set text(font: "Noto Sans CJK SC", lang: "zh", size: 9pt)\n{body}\n'.encode())
    return made


FORMATS: dict[str, Callable[[_Parts], bytes]] = {
    "txt": _text, "csv": _table, "html": _page, "docx": _word, "xlsx": _workbook, "pdf": _pdf,
}  # fmt: skip
_HIDES = {"docx": "hidden-text", "xlsx": "hidden-sheet"}
"""The kind of hiding that a format's hidden line makes."""
