"""Every threshold of the columns that a table prints decides something."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from gongkai.reading.printing import as_given, printed_rows
from gongkai.reading.ways import ragged_grids
from gongkai.settings import Settings
from gongkai.settings.columns import Columns
from tests.reading.printing import grid, lines, plain_grid, printed, row_of
from tests.settings.printed import Rows, assigned, in_grid, in_lines, seen, table, texts
from tests.settings.probe import Probe, differs


def without_column(rows: Rows, at: int) -> Rows:
    return [[*row[:at], *row[at + 1 :]] for row in rows]


def misnamed(name: str) -> Rows:
    rows = table(order=[0, 3, 2, 1, 5, 4, 6])
    rows[0] = [text.replace("法律服务机构", name) for text in rows[0]]
    return rows


def lacking_a_column(settings: Settings) -> Any:
    return in_grid(without_column(table(), 6), settings)


def lacking_a_column_and_miscounted(settings: Settings) -> Any:
    rows = without_column(table(), 6)
    for row in rows[1:9]:
        row[-1] = str(int(row[-1]) + 1)
    return in_grid(rows, settings)


def with_a_damaged_name(settings: Settings) -> Any:
    return in_lines(misnamed("法律服机构"), settings)


def enumerated(settings: Settings) -> Any:
    head, *rows = misnamed("法律服机构")
    return seen(lines(["，".join(head), *texts(rows)]), settings)


def heads_lost_beside_another_column(settings: Settings) -> Any:
    head = ["自然人", "商业企业", "科研机构", "法律服务机构", "同比"]
    return in_lines([head, *([*row, "5"] for row in table()[1:])], settings)


def in_another_order(settings: Settings) -> Any:
    return in_grid(table(order=[0, 3, 2, 1, 5, 4, 6]), settings)


def total_first_without_a_head(settings: Settings) -> Any:
    return in_grid(table(order=[6, *range(6)])[1:], settings)


def in_yuan(settings: Settings) -> Any:
    proactive = printed()["proactive"]
    next(cell for row in proactive.rows for cell in row if "万元" in cell.text).text = "本年收费金额（单位：元）"
    row_of(proactive, "proactive.fees")[-1].text = "75450000"
    return seen([grid(proactive)], settings)


def with_a_lost_cell(settings: Settings) -> Any:
    rows = table()
    rows[2] = [*rows[2][:2], *rows[2][3:]]
    return in_lines(rows, settings)


def parts_with_lost_cells(settings: Settings) -> Any:
    left, right = table(order=[0, 1, 2, 3]), table(order=[4, 5, 6])
    left[1], right[1] = left[1][:3], right[1][:2]
    return in_lines([*left, *right], settings)


def side_by_side_with_a_lost_cell(settings: Settings) -> Any:
    head, *rows = table("disputes")
    figures = [text for row in rows for text in row[1:]]
    return seen(lines([" ".join(head[1:]), " ".join([*figures[:5], *figures[6:]])]), settings)


def side_by_side_under_columns_alone(settings: Settings) -> Any:
    head, *rows = table("disputes")
    return seen(lines([" ".join(head[1:]), *(text for row in rows for text in row[1:]), "6"]), settings)


def with_a_row_too_long(settings: Settings) -> Any:
    rows = table()
    return assigned(texts([*rows[:8], ["某某事项", *"00000000"], *rows[8:]]), settings)


def without_a_label_in_a_wider_grid(settings: Settings) -> Any:
    rows = table()
    rows[5] = ["", *rows[5][1:], "", ""]
    return in_grid(rows, settings)


def ending_elsewhere(settings: Settings) -> Any:
    rows = printed_rows(as_given([plain_grid([["规章", "1", "2"], ["第一项", "规章", "1", "2"]] * 3)])).rows
    return ragged_grids(rows, settings.ragged_rows)


PROBES: dict[str, Probe] = {
    "wide_table": Probe(8, lacking_a_column),
    "absent_columns": Probe(0, lacking_a_column),
    "head_columns": Probe(7, with_a_damaged_name),
    "enumerated_columns": Probe(20, enumerated),
    "head_parts": Probe(6, with_a_damaged_name),
    "head_known": Probe(1, with_a_damaged_name),
    "lost_labels": Probe(0, heads_lost_beside_another_column),
    "head_rows": Probe(0, in_another_order),
    "unit_rows": Probe(0, in_yuan),
    "sums_borne_out": Probe(0, lacking_a_column_and_miscounted),
    "telling_sums": Probe(1_000, total_first_without_a_head),
    "row_ways": Probe(1, with_a_lost_cell),
    "part_ways": Probe(1, parts_with_lost_cells),
    "side_ways": Probe(1, side_by_side_with_a_lost_cell),
    "side_heads": Probe(100, side_by_side_under_columns_alone),
    "ragged_rows": Probe(1_000, ending_elsewhere),
    "spare_cells": Probe(0, with_a_row_too_long),
    "spare_grid_cells": Probe(0, without_a_label_in_a_wider_grid),
}


def test_every_setting_of_the_stage_has_a_probe() -> None:
    assert PROBES.keys() == {each.name for each in fields(Columns)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])
