"""Every threshold of the fronts of web pages, text, Word and Excel decides something."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.document import Block, Document, Grid, Line
from gongkai.document.fronts.docx import read_docx
from gongkai.document.fronts.html import read_html
from gongkai.document.fronts.text import read_text
from gongkai.document.fronts.xlsx import read_xlsx
from gongkai.document.workbook import open_tables
from gongkai.settings import Settings
from gongkai.settings.fronts import Fronts
from tests.document.office_samples import cell, row, table, word
from tests.settings.probe import Probe, differs

FIGURES = "<tr><td>规章</td><td>1</td><td>2</td></tr><tr><td>其他</td><td>3</td><td>4</td></tr>"
PROSE = "全年主动公开政府信息，做好依申请公开工作，加强平台建设，强化监督保障。"


def shown(blocks: Sequence[Block]) -> list[Any]:
    return [
        [[each.text for each in cells] for cells in block.rows]
        if isinstance(block, Grid)
        else block.text
        if isinstance(block, Line)
        else "picture"
        for block in blocks
    ]


def page(markup: str) -> Callable[[Settings], Any]:
    return lambda settings: shown(read_html(markup.encode(), "a", settings).blocks)


def text(content: str) -> Callable[[Settings], Any]:
    return lambda settings: shown(read_text(content.encode(), "a", settings).blocks)


def book(fill: Callable[[Worksheet], None], look: Callable[[Document], Any] = lambda found: shown(found.blocks)) -> Any:
    made, out = Workbook(), io.BytesIO()
    fill(made.worksheets[0])
    made.save(out)
    return lambda settings: look(read_xlsx(out.getvalue(), "a", settings))


def values(fill: Callable[[Worksheet], None]) -> Any:
    made, out = Workbook(), io.BytesIO()
    fill(made.worksheets[0])
    made.save(out)
    return lambda settings: [each.rows for each in open_tables(out.getvalue(), "a.xlsx", settings)]


def rows(*given: Sequence[Any]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for each in given:
            sheet.append(list(each))

    return fill


def small_type(sheet: Worksheet) -> None:
    rows(["规章", 1, 2], ["其他", 3, 4])(sheet)
    sheet["B1"].font = Font(size=4)


def merged(sheet: Worksheet) -> None:
    for at in range(1, 400, 2):
        sheet.cell(at, 1, at)
        sheet.merge_cells(start_row=at, end_row=at + 1, start_column=1, end_column=1)


def spanned(settings: Settings) -> int:
    markup = f"<table><tr><td colspan=20>甲</td><td>乙</td></tr><tr>{'<td>1</td>' * 3}</tr></table>"
    return max(block.width for block in read_html(markup.encode(), "a", settings).blocks if isinstance(block, Grid))


def pairs(inside: str) -> str:
    return f"<table><tr><td>甲</td><td>{inside}</td></tr><tr><td>乙</td><td>丙</td></tr></table>"


def boxes(*given: Sequence[str]) -> str:
    return "".join(f"<div>{''.join(f'<p>{each}</p>' for each in cells)}</div>" for cells in given)


GRID = [["信息内容", "制发", "废止"], ["规章", "0", "1"], ["规范性文件", "3", "4"], ["其他", "5", "6"]]
NESTED = (
    f"<table><tr><td>外</td><td>1</td><td><table>{FIGURES}</table></td></tr><tr><td>乙</td><td>2</td><td>3</td></tr>"
)
NESTED += "<tr><td>丙</td><td>4</td><td>5</td></tr><tr><td>丁</td><td>6</td><td>7</td></tr></table>"
RULES = "".join(f".n{at} {{display:none}}" for at in range(20)) + ".last {display:none}"
PROBES = {
    "max_depth": Probe(50, page("<div>" * 1_500 + "<b>" * 60 + "文")),
    "max_cells": Probe(1_000, page(f"<table>{'<tr><td>甲</td><td>1</td></tr>' * 600}</table>")),
    "max_area": Probe(1_000, values(rows(*[["甲", 1, 2] for _ in range(400)]))),
    "max_merges": Probe(100, values(merged)),
    "max_span": Probe(10, spanned),
    "max_elements": Probe(1_000, page("<p>文</p>" * 1_500)),
    "max_lines": Probe(1_000, text("文\n" * 1_500)),
    "longest_row": Probe(100, text(f"规章 | {'0 | ' * 40}1\n文件 | {'0 | ' * 40}2\n其他 | {'0 | ' * 40}2\n")),
    "cell_prose": Probe(20, page(f"<table><tr><td colspan=3>{PROSE}</td></tr>{FIGURES}</table>")),
    "long_cell": Probe(50, page(pairs(PROSE * 3))),
    "cell_lines": Probe(2, page(pairs("<p>子</p>" * 6))),
    "framed_prose": Probe(
        200, lambda settings: shown(read_docx(word(table(row(cell(PROSE * 3)), row("乙"))), "a", settings).blocks)
    ),
    "own_figures": Probe(100, page(NESTED)),
    "inferred_cell": Probe(5, page(boxes(["信息公开内容甲乙丙", "制发", "废止"], *GRID[1:]))),
    "inferred_rows": Probe(20, page(boxes(*GRID))),
    "inferred_figures": Probe(0.9, page(boxes(*GRID))),
    "table_figures": Probe(3, text("规章 | 1\n文件 | 2\n")),
    "inferred_headers": Probe(0, page(boxes(*[["首页", "栏目", "导航"]] * 12, *GRID))),
    "lone_lines": Probe(0, page("<h1>年度报告</h1>" + boxes(*GRID[:2]) + "<p>甲</p>" + boxes(*GRID[1:], *GRID[1:]))),
    "small_picture": Probe(0, page("<p>文</p><img src=a.png width=20 height=20>")),
    "invisible_type": Probe(5, book(small_type)),
    "named_places": Probe(
        1, book(rows(["甲", "=1", 2], ["乙", "=1", 3]), look=lambda found: [each.message for each in found.doubts])
    ),
    "most_rules": Probe(10, page(f"<style>{RULES}</style><p>甲</p><p class=last>乙</p>")),
    "longest_sheet": Probe(1_000, page(f"<style>.a {{display:none}}{' ' * 2_000}</style><p>甲</p><p class=a>乙</p>")),
    "most_sides": Probe(1, book(rows(["规章", 1, "新收", 2], ["文件", 3, "结转", 4]))),
    "side_labels": Probe(3, book(rows(["规章", 1, "新收", 2], ["文件", 3, "结转", 4]))),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_the_fronts_is_tried() -> None:
    assert {each.name for each in fields(Fronts)} == PROBES.keys()
