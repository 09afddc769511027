"""The data of the printed page: fonts, widths, sizes, wording."""

from __future__ import annotations

import pytest

from gongkai.forms import form_ids, get_form
from gongkai.report import Extra
from gongkai.writing.grid import Layout, lay_out
from gongkai.writing.paper import TABLE_SIZE, figure_size, height_of, set_out, settings_of_paper, units_of
from tests.writing.strategies import example

LAYOUTS = [
    pytest.param(lay_out(example(form_id), table), id=f"{form_id}-{table.key}")
    for form_id in form_ids()
    for table in get_form(form_id).tables
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_tables_of_the_forms_share_fifteen_units(layout: Layout) -> None:
    assert len(units_of(layout)) == layout.width
    assert sum(units_of(layout)) == 15


def test_a_table_wider_than_the_form_has_equal_columns() -> None:
    added = Extra("disputes", "行政赔偿", {"total": 1})
    layout = lay_out(example(extra=(added,)), example().statutory_form.table("disputes"))
    assert units_of(layout) == (1,) * 20


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_table_fits_on_one_page(layout: Layout) -> None:
    assert height_of(layout) * len(layout.rows) < 190


@pytest.mark.parametrize("layout", LAYOUTS)
def test_figures_of_four_digits_are_set_in_the_size_of_the_table(layout: Layout) -> None:
    assert {figure_size(cell, layout) for cell in layout.cells if cell.figure} == {TABLE_SIZE}


def test_longer_figures_are_set_smaller_the_longer_they_are() -> None:
    sizes = []
    for value in (10**3, 10**6, 10**9):
        report = example().with_cells({"disputes.reconsideration.total": value})
        layout = lay_out(report, report.statutory_form.table("disputes"))
        (figure,) = [cell for cell in layout.cells if cell.key == "disputes.reconsideration.total"]
        sizes.append(figure_size(figure, layout))
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


@pytest.mark.parametrize("role", ["title", "heading1", "heading2", "heading3", "body", "table", "latin"])
def test_every_role_names_a_font_and_free_ones_in_its_stead(role: str) -> None:
    fonts = settings_of_paper()["fonts"][role]
    assert fonts["name"]
    assert fonts["open"]


@pytest.mark.parametrize("form_id", form_ids())
def test_captions_are_numbered_in_the_order_of_the_tables(form_id: str) -> None:
    captions = [section.caption for section in set_out(example(form_id)).sections if section.layout]
    assert [caption[:3] for caption in captions] == ["表一：", "表二：", "表三："]
    assert all(caption.endswith("）") for caption in captions)


def test_no_label_of_a_form_is_repeated_in_the_data_of_the_page() -> None:
    labels = {
        label
        for form_id in form_ids()
        for cell in get_form(form_id).cells
        for label in (cell.row.label, cell.column.label, cell.column.group, cell.block.corner, cell.block.heading)
        if label
    }
    texts = {value for part in settings_of_paper().values() for value in part.values() if isinstance(value, str)}
    assert not labels & texts
