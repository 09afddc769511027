"""Whole documents that were read wrongly once, in silence or with blame for the office: each stands for a kind.

The truth was written before the document was laid out; beside each document stands what of it is not nought.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai import Report, read

SHAPES = Path(__file__).parents[1] / "data" / "shapes"
NAMES = sorted(each.stem for each in SHAPES.glob("*.json"))


@cache
def told(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHAPES / f"{name}.json").read_text("utf-8"), parse_float=Decimal)
    return found


@cache
def report_of(name: str) -> Report:
    return read(SHAPES / told(name)["document"])


def allowed(name: str, key: str) -> tuple[object, ...]:
    """The values that a reader of good sense may take for a cell."""
    stated = told(name)["cells"].get(key, 0)
    if isinstance(stated, dict):
        return (None, *stated.get("values", ()))
    return (None,) if isinstance(stated, str) else (stated,)


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_read_and_no_other_is_made_up(name: str) -> None:
    report = report_of(name)
    assert (report.form, report.agency, report.year) == tuple(told(name)[each] for each in ("form", "agency", "year"))
    wrong = {key: value for key, value in report.cells.items() if value not in allowed(name, key)}
    assert wrong == {}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_printed_is_said_to_be_missing(name: str) -> None:
    report = report_of(name)
    blamed = []
    for key, place in report.provenance.items():
        stated = told(name)["cells"].get(key, 0)
        left_out = stated == "missing" or (isinstance(stated, dict) and not stated.get("printed", True))
        if place.how == "missing" and not left_out:
            blamed.append(key)
    assert blamed == []
