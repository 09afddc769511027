"""Every threshold of aligning tables decides something."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from typing import Any

import pytest

from gongkai.document.model import Document, Grid, Line
from gongkai.forms import get_form
from gongkai.reading.accounts import Unplaced, unplaced_message, writes_out
from gongkai.reading.labels import lexicon
from gongkai.reading.layouts import other_layouts
from gongkai.reading.readings import Reading, readings_of
from gongkai.reading.table_reading import TableReading
from gongkai.reading.tables import choose, read_tables
from gongkai.reading.values import odd_figure
from gongkai.reading.votes import decide_form
from gongkai.report import Provenance
from gongkai.settings import Settings
from gongkai.settings.tables import Tables
from tests.reading.lines import HEADINGS, TITLE
from tests.reading.printing import cell_per_line, grid, lines, printed, row_per_line
from tests.settings.printed import rows_of
from tests.settings.probe import Probe, differs


def damaged_label(settings: Settings) -> Any:
    return lexicon(settings).similar("1.属予国家秘密")


def recognised_badly(settings: Settings) -> Any:
    found = grid(printed()["requests"])
    rows = tuple(tuple(cell._replace(confidence=0.8) for cell in row) for row in found.rows)
    return [each.code for each in read_tables([found._replace(rows=rows)], settings=settings).warnings]


def parted_by_a_rare_sign(settings: Settings) -> Any:
    texts = row_per_line(printed()["proactive"], printed()["requests"], by="§")
    return [each.name for each in other_layouts(lines(texts), settings)]


def rivals(settings: Settings) -> Any:
    form = get_form("2021")
    table = form.table("proactive")
    read = read_tables([grid(printed()["proactive"])])
    cells = {key: value for key, value in read.cells.items() if key.startswith("proactive.")}
    places = {key: read.provenance[key] for key in cells}
    best = TableReading(table, cells, places, found=True)
    lost = {**places, "proactive.licences.decisions": Provenance("missing")}
    rival = TableReading(table, {**cells, "proactive.compulsion.decisions": 3}, lost, found=True)
    return [each.code for each in choose([best, rival], form, settings.rival_margin).warnings]


def miscounted(broken: int) -> Any:
    def look(settings: Settings) -> Any:
        tables = deepcopy(printed())
        rows = [row for row in tables["requests"].rows if any(cell.text not in ("", "0") for cell in row[-1:])]
        for row in rows[-broken:]:
            row[-1].text = "77"
        return [each.code for each in read_tables(lines(row_per_line(tables["requests"])), settings=settings).warnings]

    return look


def outcome(document: Document, settings: Settings) -> Any:
    return [type(each).__name__ for each in readings_of(document, settings=settings)]


def a_table_alone(settings: Settings) -> Any:
    document = Document("x", "html", (grid(printed()["requests"]),))
    return outcome(document, settings)


def headings_alone(settings: Settings) -> Any:
    return outcome(Document("x", "text", tuple(lines([TITLE, *HEADINGS[:4]]))), settings)


def nameless(settings: Settings) -> Any:
    tables = deepcopy(printed(figures={}))
    for table in tables.values():
        for row in table.rows:
            for cell in row:
                if cell.key:
                    cell.text = ""
    texts: list[Line | Grid] = [*lines(["2024年度工作年度报告", HEADINGS[0], "2024年工作平稳。" * 5, HEADINGS[1]])]
    blocks = (*texts, grid(tables["proactive"]), *lines([HEADINGS[2]]), grid(tables["requests"], 2))
    return outcome(Document("x", "html", tuple(blocks)), settings)


def twice(second: str, cells: tuple[str, ...] = ("proactive", "requests", "disputes")) -> tuple[Line, ...]:
    found: list[str] = []
    for title, lead in ((TITLE, "2024年工作平稳。"), (second, "2024年工作平稳。")):
        found += [title, HEADINGS[0], lead, *HEADINGS[1:2], *cell_per_line(printed()["proactive"])]
        found += [HEADINGS[2], *cell_per_line(printed()["requests"]), *HEADINGS[3:]]
    return tuple(lines(found))


def two_small_offices(settings: Settings) -> Any:
    return outcome(Document("x", "text", twice("白市驿镇政府2024年政务公开年报")), settings)


def two_reports(settings: Settings) -> Any:
    found = list(readings_of(Document("x", "text", twice(TITLE.replace("白市驿", "含谷"))), settings=settings))
    return [each.report.source for each in found if isinstance(each, Reading)]


def two_unplaced(settings: Settings) -> str:
    return unplaced_message([Unplaced("3", "requests"), Unplaced("4", "requests")], settings.named_figures)


def on_an_older_form(settings: Settings) -> str:
    rows = rows_of(row_per_line(printed("2019")["requests"]), settings)
    return decide_form(rows, 2024, settings.requests_rows)[0].id


PROBES: dict[str, Probe] = {
    "label_similarity": Probe(100, damaged_label),
    "ocr_confidence": Probe(0.5, recognised_badly),
    "cell_signs": Probe(100_000, parted_by_a_rare_sign),
    "rival_margin": Probe(0, rivals),
    "broken_sums": Probe(1_000, miscounted(5)),
    "broken_share": Probe(1, miscounted(5)),
    "report_cells": Probe(1_000, a_table_alone),
    "report_sections": Probe(6, headings_alone),
    "written_overview": Probe(10, nameless),
    "part_cells": Probe(1_000, two_reports),
    "telling_text": Probe(1_000, two_small_offices),
    "odd_longest": Probe(1, lambda settings: odd_figure("约120余件", settings)),
    "words_about": Probe(0, lambda settings: odd_figure("约120余件", settings)),
    "named_figures": Probe(1, two_unplaced),
    "written_pairs": Probe(100, lambda settings: writes_out("其中自然人3件，商业企业4件，科研机构5件", settings)),
    "requests_rows": Probe(100, on_an_older_form),
}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_the_stage_has_a_probe() -> None:
    assert PROBES.keys() == {each.name for each in fields(Tables)}
