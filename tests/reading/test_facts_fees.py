"""The processing fee: what is said of it by name, of another fee, and of another year's."""

from __future__ import annotations

import pytest

from gongkai.reading.facts import facts_of
from gongkai.report.model import Fact

YEAR = 2024


def fees(text: str, section: str = "overview") -> list[Fact]:
    return [fact for fact in facts_of({section: text}, "洪泽区教育局", YEAR) if fact.subject == "fees.processing"]


@pytest.mark.parametrize("text", ["全年收取信息处理费300元。", "全年未收取信息处理费。", "全年收取信息处理费0元。"])
def test_a_fee_is_stated_in_yuan(text: str) -> None:
    assert [(fact.number, fact.unit) for fact in fees(text)] == [(300 if "300" in text else 0, "元")]


@pytest.mark.parametrize("text", ["全年投入培训资金5000元。", "购置设备花费300元。", "收取工本费用20元。"])
def test_money_that_is_not_called_this_fee_is_none(text: str) -> None:
    assert fees(text) == []


def test_that_another_year_follows_does_not_move_this_years_statement() -> None:
    (fact,) = fees("2024年未收取信息处理费，2023年收费情况见上年报告。")
    assert fact.number == 0
