"""A body as Word, Excel and PDF files; the corpus's writers put the bytes together."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any, cast

from tests.corpus.draft import Draft as CorpusDraft
from tests.corpus.layout import Paragraph as PrintedParagraph
from tests.corpus.layout import Printed, PrintedBlock, PrintedTable
from tests.corpus.render_docx import render_docx
from tests.corpus.render_pdf import render_pdf
from tests.corpus.render_xlsx import render_xlsx
from tests.grammar.draft import Draft, Table
from tests.grammar.grids import Grid
from tests.grammar.text_lines import grids


@dataclass
class Named:
    title: tuple[str, ...]
    year: int


@dataclass
class Sheet:
    """As much of the corpus's draft as its writers look at."""

    rng: random.Random
    truth: Named
    blocks: list[PrintedBlock]
    style: dict[str, Any]
    faults: list[str] = field(default_factory=list)

    def tables(self) -> list[PrintedTable]:
        return [block for block in self.blocks if isinstance(block, PrintedTable)]


def _printed(grid: Grid, *, spans: bool) -> PrintedTable:
    if spans:
        rows = [
            [Printed(b.text, b.across, b.down, b.figure.key if b.figure else None, b.head) for b in row]
            for row in grid.rows
        ]
    else:
        rows = [[Printed(text) for text in row] for row in grid.expanded()]
    return PrintedTable({"requests": "requests", "disputes": "disputes"}.get(grid.kind, "proactive"), rows)


def _sheet(draft: Draft, style: dict[str, Any], *, spans: bool = True) -> Sheet:
    blocks: list[PrintedBlock] = []
    for element in draft.body:
        if isinstance(element, Table):
            blocks += [_printed(grid, spans=spans) for grid in grids(element, draft)]
        else:
            blocks.append(PrintedParagraph(element.text, element.role))
    title = f"{draft.truth.agency}{draft.truth.year}年政府信息公开工作年度报告"
    return Sheet(draft.rng, Named((title,), draft.truth.year), blocks, style)


def docx(draft: Draft) -> bytes:
    return _written(draft, render_docx(cast(CorpusDraft, sheet := _sheet(draft, {}))), sheet)


def xlsx(draft: Draft) -> bytes:
    spans = draft.rng.random() < 0.75
    return _written(draft, render_xlsx(cast(CorpusDraft, sheet := _sheet(draft, {}, spans=spans))), sheet)


def pdf(draft: Draft, how: str) -> bytes:
    return _written(draft, render_pdf(cast(CorpusDraft, sheet := _sheet(draft, {"pdf": how}))), sheet)


def _written(draft: Draft, data: bytes, sheet: Sheet) -> bytes:
    draft.marks += sheet.faults
    return data
