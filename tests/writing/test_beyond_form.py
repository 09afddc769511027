"""What a document prints beyond its form is written in every format, and read again as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.reading import read
from gongkai.report import Extra, Number, Provenance, Report
from tests.writing.strategies import collapsed, example
from tests.writing.test_round_trip import FULL, differences, read_back

CASES = Path(__file__).parents[1] / "data" / "cases" / "reading"


def row_of(form: str, table: str, block: int = 0, start: int = 1) -> dict[str, Number | None]:
    columns = example(form).statutory_form.table(table).blocks[block].columns
    return {column.key: number for number, column in enumerate(columns, start)}


def added(form: str, *rows: Extra) -> Report:
    return example(form, extra=rows)


def crossed(form: str, lost: tuple[str, ...], rows: Mapping[str, Mapping[str, Number | None]]) -> Report:
    """A report whose first block stood in the other form's columns."""
    report = example(form)
    gone = [f"proactive.{row}.{column}" for row in ("regulations", "normative_documents") for column in lost]
    return replace(
        report,
        cells={**report.cells, **dict.fromkeys(gone)},
        provenance={**report.provenance, **dict.fromkeys(gone, Provenance("unread"))},
        extra=tuple(Extra("proactive", row, values) for row, values in rows.items()),
    )


def in_columns_of_2019(*more: Extra) -> Report:
    rows = {
        "规章": {"本年新公开数量": 7, "对外公开总数量": 8},
        "行政规范性文件": {"本年新公开数量": None, "对外公开总数量": 0},
    }
    report = crossed("2021", ("repealed", "in_force"), rows)
    return replace(report, extra=(*report.extra, *more))


def in_columns_of_2021() -> Report:
    rows = {"规章": {"废止件数": 7, "现行有效件数": 8}, "规范性文件": {"废止件数": 9, "现行有效件数": 10}}
    return crossed("2019", ("published", "public_total"), rows)


KINDS: dict[str, Callable[[], Report]] = {
    "a collapsed group": lambda: collapsed(example(), row_of("2021", "requests")),
    "an added result": lambda: added("2021", Extra("requests", "4.其他情形", row_of("2021", "requests"))),
    "added results with a blank": lambda: added(
        "2021",
        Extra("requests", "（七）转办", row_of("2021", "requests", start=0)),
        Extra("requests", "（八）退回", {**row_of("2021", "requests"), "research": None}),
    ),
    "an added row of the first block": lambda: added("2021", Extra("proactive", "公文", row_of("2021", "proactive"))),
    "an added row of a middle block": lambda: added("2021", Extra("proactive", "行政征收", {"decisions": 5})),
    "an added row of the last block": lambda: added("2021", Extra("proactive", "基金", {"amount": 5})),
    "an added row on the form of 2019": lambda: added("2019", Extra("proactive", "公文", row_of("2019", "proactive"))),
    "columns of 2019 on the form of 2021": in_columns_of_2019,
    "columns of 2021 on the form of 2019": in_columns_of_2021,
    "an added row in another form's columns": lambda: in_columns_of_2019(
        Extra("proactive", "其他文件", {"made": 1, "本年新公开数量": 2, "对外公开总数量": 3})
    ),
}


@pytest.mark.parametrize("kind", FULL)
@pytest.mark.parametrize("name", KINDS)
def test_what_stands_beyond_the_form_comes_back(name: str, kind: str) -> None:
    report = KINDS[name]()
    back = read_back(report, kind)
    assert differences(report, back) == {}
    if kind != "json":  # data holds the doubts themselves
        unread = {key for key, place in report.provenance.items() if place.how == "unread"}
        assert {key for doubt in back.warnings for key in doubt.cells} == unread
        assert {key for key, place in back.provenance.items() if place.how == "unread"} == unread


@pytest.mark.parametrize("kind", FULL)
@pytest.mark.parametrize(
    "name",
    ["k2a-explained-labels-lines.txt", "k2d-explained-labels.html", "k3-hybrid-form.txt", "k9b-hybrid-html.html"],
)
def test_a_document_that_prints_more_than_the_form_is_written_as_it_was_read(name: str, kind: str) -> None:
    report = read(CASES / name)
    back = read_back(report, kind)
    assert report.extra
    assert differences(report, back) == {}
    assert sorted(doubt.code for doubt in back.warnings) == sorted(doubt.code for doubt in report.warnings)
