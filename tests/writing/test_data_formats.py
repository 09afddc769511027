"""CSV and JSON, and the published schema of the JSON."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import Phase, given, settings

import gongkai
from gongkai.report import Doubtful, Extra, Fact, Report
from gongkai.report.model import HOWS
from gongkai.report.schema import report_schema, schema_text
from gongkai.writing import render_report
from tests.proof import examples
from tests.writing.strategies import example, reports, without

ROOT = Path(__file__).parents[2]
VALIDATOR = jsonschema.Draft202012Validator(report_schema(), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("place", ["src/gongkai/report/data", "docs"])
def test_the_published_schema_is_the_one_the_forms_give(place: str) -> None:
    assert (ROOT / place / "report.schema.json").read_text("utf-8") == schema_text()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())


@settings(max_examples=examples(100), phases=(Phase.explicit, Phase.generate))
@given(report=reports())
def test_every_report_satisfies_the_schema(report: Report) -> None:
    VALIDATOR.validate(json.loads(render_report(report, "json")))


def test_a_report_with_facts_doubts_and_extra_rows_satisfies_the_schema() -> None:
    report = example(
        facts=(Fact("fees.processing", Decimal("0.5"), "元", "own", "收取0.5元。", "other"),),
        warnings=(Doubtful("converted-unit", "单位换算", ("proactive.fees.amount",)),),
        extra=(Extra("requests", "（六）其他处理", {"total": None, "natural_person": 1}),),
    )
    VALIDATOR.validate(report.to_json())


def _drop_cell(data: dict[str, Any]) -> None:
    del data["cells"]["disputes.reconsideration.total"]


def _cell_of_the_other_form(data: dict[str, Any]) -> None:
    data["cells"]["requests.other.total"] = 0


@pytest.mark.parametrize(
    "spoil",
    [
        _drop_cell,
        _cell_of_the_other_form,
        lambda data: data.update(form="2018"),
        lambda data: data.update(published="2025年1月21日"),
        lambda data: data.update(unknown=1),
        lambda data: data["cells"].update({"requests.received.total": "3"}),
        lambda data: data["provenance"]["requests.received.total"].update(how="guessed"),
        lambda data: data["sections"].pop("other"),
    ],
)
def test_what_is_no_report_does_not_satisfy_the_schema(spoil: Callable[[dict[str, Any]], object]) -> None:
    data = copy.deepcopy(example().to_json())
    spoil(data)
    assert not VALIDATOR.is_valid(data)


def rows(report: Report) -> list[dict[str, str]]:
    text = render_report(report, "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_csv_names_every_cell_as_the_contract_does(form_id: str) -> None:
    spec = ROOT / f"tests/data/spec/cells-{form_id}.tsv"
    expected = list(csv.DictReader(io.StringIO(spec.read_text("utf-8")), delimiter="\t"))
    found = rows(example(form_id))
    assert [(row["key"], row["section"], row["column"], row["unit"]) for row in found] == [
        (row["key"], row["section"], row["column"], row["unit"]) for row in expected
    ]
    # The contract's list puts the article of the Regulations before the rows of section two.
    assert all(want["row"].endswith(row["row"]) for row, want in zip(found, expected, strict=True))


def test_the_csv_tells_zero_blank_and_missing_apart() -> None:
    report = without(example(), "disputes.").with_cells({"requests.received.total": None, "requests.granted.total": 0})
    found = {row["key"]: (row["value"], row["how"]) for row in rows(report)}
    assert found["requests.granted.total"] == ("0", "read")
    assert found["requests.received.total"] == ("", "blank")
    assert found["disputes.reconsideration.total"] == ("", "missing")


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_every_way_in_which_a_value_was_got_is_read_back(kind: str) -> None:
    report = example()
    taken = dict(zip(report.provenance, [*HOWS * 40], strict=True))
    values = {key: report.cells[key] if how in ("read", "repaired") else None for key, how in taken.items()}
    provenance = {key: report.provenance[key]._replace(how=how) for key, how in taken.items()}
    report = replace(report, cells=values, provenance=provenance)
    again = gongkai.read(render_report(report, kind), name=f"report.{kind}")
    assert again.cells == report.cells
    assert {key: place.how for key, place in again.provenance.items()} == taken


def test_the_csv_opens_in_excel_as_utf8_with_exact_decimals() -> None:
    data = render_report(example().with_cells({"proactive.fees.amount": Decimal("0.10")}), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert ",万元,0.10,read\r\n".encode() in data


def test_json_holds_text_as_text_even_where_utf8_cannot() -> None:
    data = render_report(example(preamble="甲\ud800乙"), "json")
    assert json.loads(data)["preamble"] == "甲\ud800乙"
    assert "国梁镇" in data.decode("utf-8")
