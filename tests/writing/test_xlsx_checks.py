"""The formulas of the empty form: each sum of the form, on the right cells, and what they say."""

from __future__ import annotations

from random import Random

import pytest

from gongkai.forms import form_ids, get_form
from gongkai.report import blank_report
from gongkai.writing.paper import settings_of_paper
from gongkai.writing.xlsx_checks import Check, checks_of
from tests.writing.strategies import balanced_cells

WORDS = settings_of_paper()["filling"]


def checks(form_id: str) -> list[Check]:
    """The checks of a form with each cell's own key for its address."""
    form = get_form(form_id)
    return list(checks_of(form, {cell.key: cell.key for cell in form.cells}, WORDS))


@pytest.mark.parametrize("form_id", form_ids())
def test_balanced_figures_satisfy_every_check_and_one_wrong_figure_fails_only_its_own(form_id: str) -> None:
    cells = balanced_cells(get_form(form_id), Random(7))

    def failing(values: dict[str, object]) -> set[tuple[str, str]]:
        return {
            (check.name, check.place)
            for check in checks(form_id)
            if sum(values[key] or 0 for key in check.left) != sum(values[key] or 0 for key in check.right)  # type: ignore[misc]
        }

    assert failing(dict(cells)) == set()
    wrong = {
        **cells,
        "requests.refused.third_party.business": int(cells["requests.refused.third_party.business"] or 0) + 1,
    }
    places = {place for _, place in failing(dict(wrong))}
    assert places == {"法人或其他组织/商业企业", "三、本年度办理结果/（三）不予公开/4.保护第三方合法权益"}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        (
            "一、本年新收政府信息公开申请数量 ＋ 二、上年结转政府信息公开申请数量"
            " ＝ （七）总计 ＋ 四、结转下年度继续办理",
            7,
        ),
        ("（七）总计 ＝ （一）予以公开 …… 3.其他 各项之和", 7),
        ("总计 ＝ 自然人 …… 其他 各项之和", 25),
        ("总计 ＝ 结果维持 …… 尚未审结 各项之和", 3),
    ],
)
def test_checks_are_named_by_the_forms_own_labels(name: str, count: int) -> None:
    assert [check.name for check in checks("2021")].count(name) == count


@pytest.mark.parametrize(
    ("addresses", "sheet", "formula"),
    [
        (("A1",), "", "SUM(A1)"),
        (("A1", "B2"), "", "SUM(A1,B2)"),
        (("A1", "B2"), "'年度报告'!", "SUM('年度报告'!A1,'年度报告'!B2)"),
    ],
)
def test_a_side_is_one_sum(addresses: tuple[str, ...], sheet: str, formula: str) -> None:
    assert Check.sum_of(addresses, sheet) == formula


@pytest.mark.parametrize("form_id", form_ids())
def test_no_formula_is_longer_than_excel_takes(form_id: str) -> None:
    longest = max(len(Check.sum_of(["$AA$100"] * len(check.right), "'年度报告'!")) for check in checks(form_id))
    assert longest < 8192
    assert max(len(check.right) for check in checks(form_id)) <= 255


def test_every_cell_of_the_tables_of_requests_and_disputes_is_in_a_check() -> None:
    checked = {key for check in checks("2021") for key in (*check.left, *check.right)}
    assert checked == {key for key in blank_report("2021").cells if not key.startswith("proactive.")}
