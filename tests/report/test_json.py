"""The contract's JSON object both ways: nothing lost, decimals exact, every malformed shape refused."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.errors import GongkaiError, InvalidData, UnknownForm
from gongkai.report import Extra, Fact, Provenance, Report, blank_report
from gongkai.report.json import dumps, loads, plain_number, report_from_json, report_to_json, whole_or_decimal
from tests.proof import examples
from tests.writing.strategies import example, reports

SPEC = Path(__file__).parents[1] / "data"
MEMBERS = [
    *("source", "form", "agency", "year", "title", "published", "signed", "addressee", "signature", "cells"),
    *("provenance", "extra", "preamble", "sections", "closing", "facts", "warnings"),
]
FULL = replace(
    example(),
    extra=(Extra("requests", "（六）其他处理", {"total": None, "natural_person": 1}),),
    facts=(Fact("fees.processing", Decimal("0.5"), "元", "own", "收取0.5元。", "other"),),
    closing="特此报告。",
)


def through_text(report: Report) -> Report:
    return report_from_json(loads(dumps(report_to_json(report))))


def test_the_members_are_the_contracts_in_its_order() -> None:
    data = report_to_json(FULL)
    assert list(data) == MEMBERS
    assert list(next(iter(data["provenance"].values()))) == ["how", "text", "page", "table", "row", "column", "line"]
    assert list(data["facts"][0]) == ["subject", "number", "unit", "scope", "sentence", "section"]


@settings(max_examples=examples(200))
@given(report=reports())
def test_any_report_goes_through_text_unchanged(report: Report) -> None:
    assert through_text(report) == report


def test_dates_extras_facts_and_doubts_go_through_text_unchanged() -> None:
    assert through_text(FULL) == FULL
    assert report_to_json(FULL)["published"] == "2025-01-21"


@pytest.mark.parametrize("form", ["indented", "bytes"])
def test_white_space_and_bytes_make_no_difference(form: str) -> None:
    text = dumps(report_to_json(FULL), indent=2)
    assert report_from_json(loads(text.encode() if form == "bytes" else text)) == FULL


@pytest.mark.parametrize("printed", ["0.1", "3.5", "1234567.89", "0.0001", "99999999.99"])
def test_decimals_are_the_ones_printed(printed: str) -> None:
    report = blank_report("2021", cells={"proactive.fees.amount": Decimal(printed)})
    text = dumps(report_to_json(report))
    assert f'"proactive.fees.amount": {float(printed)!r}' in text
    assert through_text(report).value("proactive.fees.amount") == Decimal(printed)


@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_a_number_goes_through_json_exactly(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    back = whole_or_decimal(loads(dumps(plain_number(value))))
    assert back == value
    assert isinstance(back, int) == (value == value.to_integral_value())


@pytest.mark.parametrize(("given_", "value"), [(7.0, 7), (Decimal("7.00"), 7), (0.1, Decimal("0.1")), (None, None)])
def test_parsed_numbers_become_whole_or_decimal(given_: Any, value: Any) -> None:
    made = whole_or_decimal(given_)
    assert (made, type(made)) == (value, type(value))


@pytest.mark.parametrize("value", ["3", True, False, [], {}, float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_refused_as_a_value(value: Any) -> None:
    with pytest.raises(InvalidData):
        whole_or_decimal(value)


@pytest.mark.parametrize("text", ["", "{", "NaN", '{"a": Infinity}', "[1,]", b"\xff\xfe", "[" * 100_000])
def test_text_that_is_no_json_is_an_error_of_ours(text: str | bytes) -> None:
    with pytest.raises(InvalidData):
        loads(text)


def test_nothing_that_json_has_no_word_for_is_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(float("nan"))


@pytest.mark.parametrize("name", ["baishiyi", "guoliang", "hongze", "lubei"])
def test_the_expected_values_of_the_real_reports_are_reports(name: str) -> None:
    data = json.loads((SPEC / "reports" / f"{name}-2024.expected.json").read_text("utf-8"))
    report = report_from_json({"closing": "", **data})
    assert report.year == 2024
    assert {key: plain_number(value) for key, value in report.cells.items()} == data["cells"]


def test_members_left_out_are_empty_and_cells_left_out_are_missing() -> None:
    report = report_from_json({"form": "2021", "cells": {"requests.received.total": 3, "proactive.fees.amount": None}})
    assert report == blank_report("2021", cells={"requests.received.total": 3, "proactive.fees.amount": None})
    assert report.provenance["requests.carried_in.total"] == Provenance("missing")
    assert report.published is None


def spoil(*path: str | int, value: Any) -> Callable[[dict[str, Any]], Any]:
    def change(data: dict[str, Any]) -> Any:
        target: Any = data
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value
        return data

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda data: [],
        lambda data: "report",
        lambda data: None,
        lambda data: {},
        lambda data: {"form": "2021"},
        spoil("cells", value=[]),
        spoil("cells", value=None),
        spoil("cells", "requests.received.sum", value=1),
        spoil("cells", "requests.received.total", value="3"),
        spoil("cells", "requests.received.total", value=True),
        spoil("cells", "requests.received.total", value=[3]),
        spoil("provenance", value=[1]),
        spoil("provenance", "requests.received.total", value={"how": "guessed"}),
        spoil("provenance", "requests.received.total", value={"text": "3"}),
        spoil("provenance", "requests.received.total", value="read"),
        spoil("extra", value=[{"section": "requests"}]),
        spoil("extra", 0, "values", value=3),
        spoil("extra", 0, "values", value={"total": "three"}),
        spoil("facts", 0, "number", value=None),
        spoil("facts", 0, value={"subject": "requests.received"}),
        spoil("warnings", value=["doubt"]),
        spoil("warnings", value=[{"code": "x"}]),
        spoil("sections", value="text"),
        spoil("published", value="21.1.2025"),
        spoil("published", value="2025-02-30"),
        spoil("signed", value=20250121),
        spoil("form", value=["2021"]),
        spoil("year", value="2024"),
        spoil("year", value=True),
        spoil("agency", value=["甲县"]),
        spoil("source", value=3),
        spoil("preamble", value=["text"]),
        spoil("sections", "overview", value=["text"]),
        spoil("provenance", "requests.received.total", value={"how": "read", "table": "2"}),
        spoil("provenance", "requests.received.total", value={"how": "read", "text": 3}),
        spoil("extra", 0, "row", value=6),
        spoil("facts", 0, "sentence", value=6),
        spoil("warnings", value=[{"code": 1, "message": "x", "cells": []}]),
    ],
)
def test_a_malformed_report_is_an_error_that_says_so(change: Callable[[dict[str, Any]], Any]) -> None:
    with pytest.raises(InvalidData) as error:
        report_from_json(change(copy.deepcopy(report_to_json(FULL))))
    assert error.value.message


@pytest.mark.parametrize("form", ["2020", "", None])
def test_a_report_on_an_unknown_form_is_an_error_that_names_the_known(form: Any) -> None:
    with pytest.raises(UnknownForm, match="2019、2021"):
        report_from_json({"form": form, "cells": {}})


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=examples(800))
@given(st.dictionaries(st.sampled_from(MEMBERS), ANYTHING), st.booleans())
def test_no_shape_at_all_crashes(data: dict[str, Any], plausible: bool) -> None:
    if plausible:
        data = {**report_to_json(FULL), **data}
    try:
        report = report_from_json(data)
    except GongkaiError:
        return
    assert through_text(report) == report


def test_a_report_is_not_changed_by_writing_it() -> None:
    before = copy.deepcopy(FULL)
    FULL.to_json()["cells"].clear()
    assert before == FULL
    assert isinstance(FULL.published, dt.date)
