"""The processing fee counts in the cell of charges or beside it, as the dated setting has it: once, and said there."""

import datetime as dt
import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

from gongkai.errors import InvalidData
from gongkai_site.annual.compile.cells import cell_query
from gongkai_site.annual.compile.fees import PROCESSING_FEE, counts_processing_fee
from gongkai_site.annual.compile.registers import FEES
from gongkai_site.annual.compile.run import compile_year
from gongkai_site.annual.factfigures import fact_figures
from tests.site import build
from tests.site.records.build import record

CELL = "proactive.fees.amount"


@pytest.mark.parametrize(
    ("setting", "years"),
    [
        (["2021:counted"], {2020: True, 2021: True, 2030: True}),
        (["2026:apart"], {2025: True, 2026: False}),
        (["2026:apart", "2021:counted", "2028:counted"], {2025: True, 2026: False, 2027: False, 2028: True}),
        ([], {2025: True}),
    ],
)
def test_the_setting_holds_from_its_year_on(setting: list[str], years: dict[int, bool], settings: Any) -> None:
    settings.PROCESSING_FEE = setting
    assert {year: counts_processing_fee(year) for year in years} == years


@pytest.mark.parametrize("entry", ["2026", "2026:maybe", "26:apart", ":apart", "counted:2026"])
def test_a_setting_that_says_nothing_known_is_refused(entry: str, settings: Any) -> None:
    settings.PROCESSING_FEE = [entry]
    with pytest.raises(InvalidData, match="GONGKAI_PROCESSING_FEE"):
        counts_processing_fee(2026)


@pytest.mark.parametrize(("setting", "fen"), [("2025:counted", 15_000_000), ("2025:apart", 10_000_000)])
def test_the_cell_counts_it_once_or_not_and_says_which(setting: str, fen: int, settings: Any) -> None:
    settings.PROCESSING_FEE = [setting]
    agency = build.agency()
    who = build.actor(agency)
    record(who, agency, "fees", amount="100000", receipt="A1")
    record(who, agency, "fees", amount="50000", receipt="A2", item="政府信息公开信息处理费")
    assert compile_year(agency, 2025).values[CELL] == Decimal(fen) / 1_000_000
    query = cell_query(CELL, 2025)
    assert query.value([agency.pk], 2025) == Decimal(fen) / 1_000_000
    assert sum(each.count() for each in query.records([agency.pk], 2025)) == (2 if "counted" in setting else 1)
    assert ("计入本格，只计一次" if "counted" in setting else "不计入本格") in query.explanation
    assert fact_figures([agency.pk], 2025)["facts.processing_fee"].number == 50_000


@pytest.mark.parametrize(("setting", "touched"), [("2025:counted", True), ("2025:apart", False)])
def test_a_later_change_of_it_concerns_the_cell_only_where_it_counts(
    setting: str, touched: bool, settings: Any
) -> None:
    settings.PROCESSING_FEE = [setting]
    values = {"voided": False, "agency_id": 1, "charged_on": dt.date(2025, 1, 1), "item": "信息处理费"}
    assert FEES.touches(values, [1], 2025) is touched
    assert FEES.touches({**values, "item": "停车费"}, [1], 2025)


def test_fact_and_cell_know_it_by_the_same_word() -> None:
    data = tomllib.loads(files("gongkai_site.annual").joinpath("data", "facts.toml").read_text("utf-8"))
    assert data["processing_fee"]["where"] == {"item__contains": PROCESSING_FEE}
    assert "item" in FEES.columns
