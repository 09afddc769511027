"""Every threshold of rows, records and row numbers decides something."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from gongkai.reading.heaps import dealt
from gongkai.reading.labels import lexicon
from gongkai.reading.records import gathered
from gongkai.reading.regions import Region
from gongkai.reading.sums import Sums
from gongkai.reading.tables import read_tables
from gongkai.settings import Settings
from gongkai.settings.rows import Rows
from tests.reading.printing import grid, lines, plain_grid, printed, row_of
from tests.settings.printed import FORM, in_grid, rows_of, table, texts
from tests.settings.probe import Probe, differs

HEAD = ["序号", "表", "指标", "分组", "数值"]


def numbered(*skipped: int) -> Any:
    """A table with a column of row numbers that leaves out some."""

    def look(settings: Settings) -> Any:
        head, *rows = table()
        numbers = [number for number in range(1, 40) if number not in skipped]
        return in_grid([head, *([row[0], str(n), *row[1:]] for n, row in zip(numbers, rows, strict=False))], settings)

    return look


def records() -> list[list[str]]:
    head, *rows = table("disputes")
    figures = [(row[0], *pair) for row in rows for pair in zip(head[1:], row[1:], strict=True)]
    return [HEAD, *([str(number), "复议诉讼", *each] for number, each in enumerate(figures, 1))]


def gathered_records(settings: Settings) -> Any:
    return list(gathered([plain_grid(records())], lexicon(settings)))


def records_of_strange_columns(settings: Settings) -> Any:
    rows = records()
    for row in rows[1:6]:
        row[3] = "某某"
    return list(gathered([plain_grid(rows)], lexicon(settings)))


def other_figures_before_the_section(settings: Settings) -> Any:
    head, *rows = table()
    before = texts([head, *([row[0], *"9999999"] for row in rows)])
    blocks = lines([*before, "三、收到和处理政府信息公开申请情况", *texts([head, *rows[:19]])])
    home = {"requests": Region((len(before) + 1, 0), (len(blocks), 0))}
    return read_tables(blocks, home, settings=settings).cells


def last_years_table_behind(settings: Settings) -> Any:
    """Two tables in no section, the second with figures where the first has blanks."""
    head, *rows = table()
    first = [
        [label, *("" if at in range(5, 10) else cell for cell in cells)] for at, (label, *cells) in enumerate(rows)
    ]
    return in_grid([head, *first, *([row[0], *"9999999"] for row in rows)], settings)


def first_rows_damaged(settings: Settings) -> Any:
    requests = printed()["requests"]
    row_of(requests, "requests.received")[0].text = "一、本年新收数量"
    carried = row_of(requests, "requests.carried_in")
    carried[0].text = "二、上年结转数量"
    for cell in carried:
        cell.text = "" if cell.key else cell.text
    read = read_tables([grid(requests)], settings=settings)
    return {key: place.how for key, place in read.provenance.items()}


def labels_before_their_figures(settings: Settings) -> Any:
    labels = ["规章", "规范性文件"]
    figures = ["本年制发件数", "3", "4", "本年废止件数", "1", "2", "现行有效件数", "5", "6"]
    table = FORM.table("proactive")
    return dealt(rows_of([*labels, *figures], settings), FORM.id, table, Sums((), ()), settings.heap_rows)


PROBES: dict[str, Probe] = {
    "numbered_rows": Probe(50, numbered()),
    "counting_steps": Probe(1_000, numbered()),
    "counting_share": Probe(1, numbered(8, 12, 16)),
    "record_labels": Probe(5, gathered_records),
    "record_fields": Probe(2, gathered_records),
    "record_share": Probe(1, records_of_strange_columns),
    "at_home": Probe(1, other_figures_before_the_section),
    "first_print": Probe(1, last_years_table_behind),
    "loose_rows": Probe(1, first_rows_damaged),
    "heap_rows": Probe(2, labels_before_their_figures),
}


def test_every_setting_of_the_stage_has_a_probe() -> None:
    assert PROBES.keys() == {each.name for each in fields(Rows)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])
