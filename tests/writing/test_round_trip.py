"""Reading back what was written gives the same report, in every format (the contract's round trip)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings

from gongkai.reading import read
from gongkai.reading.prose import normalise_prose
from gongkai.report import SECTION_KEYS, Report
from gongkai.writing import kinds, render_report
from tests.proof import examples
from tests.writing.strategies import collapsed, example, reports, without

FULL = [kind for kind in kinds() if kind != "csv"]
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # what differs is short already; a smaller report is not
ENDINGS = {"fragment": "fragment.html"}


def read_back(report: Report, kind: str, version: str = "web") -> Report:
    return read(render_report(report, kind, version), name=f"report.{ENDINGS.get(kind, kind)}")


def what_must_hold(report: Report) -> dict[str, object]:
    return {
        "form": report.form,
        "agency": report.agency,
        "year": report.year,
        "title": report.title,
        "cells": dict(report.cells),
        "extra": [(row.section, row.row, dict(row.values)) for row in report.extra],
        "preamble": normalise_prose(report.preamble),
        **{key: normalise_prose(report.sections.get(key, "")) for key in SECTION_KEYS},
    }


def differences(written: Report, back: Report) -> dict[str, object]:
    """What came back otherwise, as short as it can be said."""
    want, got = what_must_hold(written), what_must_hold(back)
    wrong: dict[str, object] = {
        name: (value, got[name]) for name, value in want.items() if name != "cells" and value != got[name]
    }
    for key, value in written.cells.items():
        if back.cells[key] != value:
            wrong[key] = (value, back.cells[key], back.provenance[key])
    return wrong


@pytest.mark.parametrize("kind", FULL)
@settings(max_examples=examples(60), phases=UNSHRUNK)
@given(report=reports())
def test_any_report_reads_back_as_it_was_written(kind: str, report: Report) -> None:
    assert differences(report, read_back(report, kind)) == {}


@settings(max_examples=examples(100), phases=UNSHRUNK)
@given(report=reports())
def test_csv_gives_back_cells_and_how_they_were_got(report: Report) -> None:
    back = read_back(report, "csv")
    assert back.form == report.form
    assert dict(back.cells) == dict(report.cells)
    assert {key: place.how for key, place in back.provenance.items()} == {
        key: place.how for key, place in report.provenance.items()
    }


@pytest.mark.parametrize("kind", FULL)
def test_the_version_handed_up_reads_back_with_its_signature(kind: str) -> None:
    report = example()
    back = read_back(report, kind, "handed-up")
    assert differences(report, back) == {}
    assert back.signed == report.signed
    assert back.signature == report.signature


@pytest.mark.parametrize("kind", ["html", "json"])
def test_the_date_of_publication_reads_back(kind: str) -> None:
    assert read_back(example(), kind).published == example().published


@pytest.mark.parametrize("kind", FULL)
@pytest.mark.parametrize("table", ["requests.", "disputes."])
def test_a_table_that_was_missing_is_missing_again(kind: str, table: str) -> None:
    back = read_back(without(example(), table), kind)
    assert {back.provenance[key].how for key in back.cells if key.startswith(table)} == {"missing"}


@pytest.mark.parametrize("kind", FULL)
def test_a_collapsed_row_comes_back_as_extra_and_its_rows_as_missing(kind: str) -> None:
    values = {
        column.key: number for number, column in enumerate(example().statutory_form.table("requests").blocks[0].columns)
    }
    report = collapsed(example(), values)
    back = read_back(report, kind)
    assert differences(report, back) == {}
    assert {back.provenance[key].how for key in back.cells if key.startswith("requests.other.")} == {"missing"}


@pytest.mark.parametrize("kind", FULL)
def test_nothing_that_was_written_is_doubted_when_read(kind: str) -> None:
    back = read_back(example(), kind)
    assert [doubt for doubt in back.warnings if doubt.cells] == []
    assert {place.how for place in back.provenance.values()} == {"read"}


@pytest.mark.parametrize("kind", FULL)
@pytest.mark.parametrize("prose", ["主要表现在以下方面：", "落实“三审三校”制度，严把政治关、法律关、文字关……"])
def test_prose_right_before_a_table_or_a_heading_is_kept(kind: str, prose: str) -> None:
    report = replace(example(), sections={**example().sections, "requests": f"办理规范。\n{prose}", "problems": prose})
    assert differences(report, read_back(report, kind)) == {}
