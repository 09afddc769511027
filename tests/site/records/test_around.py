"""What stands around a table counts: unit, year, agency and totals are read, applied, compared and asked about."""

import datetime as dt
from typing import Any

import pytest

from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput
from gongkai_site.records.actions import import_rows
from gongkai_site.records.laid import laid
from gongkai_site.records.models import ImportBatch, StagedFile
from gongkai_site.records.plugs import LAST_YEAR
from gongkai_site.records.preview import Preview, preview
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.shown import shown
from gongkai_site.records.staging import choose, stage_file
from gongkai_site.records.units import in_header, in_line, times
from gongkai_site.registers.models import DecisionCount, Fee
from tests.site import build
from tests.site.records.build import VALUES, record, workbook
from tests.site.sheets.build import FORMATS

HEAD = ["收费项目", "缴费日期", "票据号", "收费金额"]
ROW = ["停车", "2025-3-5", "A1", 14.05]


def looked_at(who: Any, agency: Any, key: str, data: bytes, **more: Any) -> Preview:
    return preview(agency, REGISTERS[key], laid(stage_file(who, agency, key, "表.xlsx", data)), **more)


AROUND = {
    "title row": [["2025年收费 单位：万元"], HEAD, ROW],
    "above the header": [["2025年收费"], ["", "", "", "单位：万元"], HEAD, ROW],
    "in the header": [[*HEAD[:3], "收费金额（万元）"], ROW],
    "in a second row of the header": [HEAD, ["", "", "", "人民币万元"], ROW],
    "under the table": [HEAD, ROW, ["注：金额单位为万元"]],
    "in the cell": [HEAD, [*ROW[:3], "14.05万元"]],
    "header over lines": [["单位：元"], [*HEAD[:3], "收费金额（万元）"], ROW],
    "cell over header": [[*HEAD[:3], "收费金额（元）"], [*ROW[:3], "14.05万元"]],
}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("where", AROUND)
def test_the_unit_is_read_wherever_it_stands(where: str, kind: str) -> None:
    agency = build.agency()
    who = build.actor(agency)
    import_rows(who, stage_file(who, agency, "fees", f"收费.{kind}", FORMATS[kind](AROUND[where])))
    assert Fee.objects.get().amount_fen == 14_050_000


@pytest.mark.parametrize(
    ("unit", "fen"), [("元", 1405), ("千元", 1_405_000), ("万元", 14_050_000), ("亿元", 140_500_000_000)]
)
def test_a_unit_that_is_nowhere_stated_is_asked_and_what_was_chosen_is_recorded(unit: str, fen: int) -> None:
    agency = build.agency()
    who = build.actor(agency)
    staged = stage_file(who, agency, "fees", "收费.xlsx", workbook([["2025年收费"], HEAD, ROW]))
    seen = shown(staged)
    assert seen["units_missing"] == ["金额"] and seen["found"] is None and unit in seen["units"]
    with pytest.raises(InvalidInput, match="没有写明金额的单位"):
        import_rows(who, staged)
    with pytest.raises(InvalidInput, match="没有“美元”"):
        choose(who, staged, unit="美元", without=(), revision=1)
    choose(who, staged, unit=unit, without=(), revision=1)
    batch = import_rows(who, staged)
    assert Fee.objects.get().amount_fen == fen and batch.choices["unit"] == unit
    assert unit in Event.objects.get(action="record.import").after


def test_units_that_contradict_each_other_are_asked() -> None:
    agency = build.agency()
    rows = [["单位：万元"], HEAD, ROW, ["说明：单位为元"]]
    staged = stage_file(build.actor(agency), agency, "fees", "收费.xlsx", workbook(rows))
    assert shown(staged)["units_missing"] == ["金额"]


HEADERS = [
    ("金额（万元）", {"万元"}), ("收费金额万元", {"万元"}), ("金额(单位：千元)", {"千元"}), ("金额，亿元", {"亿元"}),
    ("金额/元", {"元"}), ("人民币元", {"元"}), ("金额（元/万元）", {"元", "万元"}), ("金额（分）", {"分"}),
    ("金额", set()), ("部分金额", set()), ("多元化收费", set()), ("件数（千件）", {"千件"}), ("件数", set()),
]  # fmt: skip
LINES = [
    ("单位：万元", {"万元"}), ("（单位：人民币万元）", {"万元"}), ("单位：件、万元", {"件", "万元"}),
    ("单位 千元", {"千元"}),
    ("金额单位为百万元", {"百万元"}), ("以万元为单位", {"万元"}), ("注：以上金额以万元计", {"万元"}),
    ("万元", {"万元"}),
    ("填报单位：某镇", set()), ("填报单位：元氏县公安局 单位：元", {"元"}), ("单位：分局", set()),
    ("计量单位：万件", {"万件"}),
]  # fmt: skip


@pytest.mark.parametrize("amount", ["14.05", "（14.05）", "￥14.05", 14.05, "14.05 "])
def test_however_an_amount_is_written_its_unit_is_asked(amount: object) -> None:
    agency = build.agency()
    rows = [HEAD, [*ROW[:3], amount]]
    staged = stage_file(build.actor(agency), agency, "fees", "收费.xlsx", workbook(rows))
    assert shown(staged)["units_missing"] == ["金额"]


@pytest.mark.parametrize(
    ("line", "agency"),
    [("填报单位：东镇", "东镇"), ("填报单位（盖章）：东镇", "东镇"), ("报送机关: 东镇（盖章）", "东镇"),
     ("填报单位：（盖章）", ""),
     ("填报单位：", ""), ("填报日期：2025年", "")],
)  # fmt: skip
def test_who_is_said_to_report_is_read(line: str, agency: str) -> None:
    here = build.agency()
    rows = [[line], [*HEAD[:3], "金额（元）"], ["甲", "2025-3-5", "A1", 3]]
    assert (
        laid(stage_file(build.actor(here), here, "fees", "表.xlsx", workbook(rows))).sheets[0].around.agency == agency
    )


@pytest.mark.parametrize(("text", "units"), HEADERS)
def test_a_header_names_its_unit(text: str, units: set[str]) -> None:
    assert in_header(text) == units


@pytest.mark.parametrize(("text", "units"), LINES)
def test_a_line_names_its_unit(text: str, units: set[str]) -> None:
    assert in_line(text) == units


def test_counts_in_thousands_are_multiplied() -> None:
    assert [times(each) for each in ("件", "百件", "千件", "万人次", "")] == [1, 100, 1_000, 10_000, 1]
    agency = build.agency()
    rows = [["类别", "起始日期", "截止日期", "件数（千件）"], ["许可", "2025-1-1", "2025-6-30", 1.2]]
    who = build.actor(agency)
    import_rows(who, stage_file(who, agency, "decision-counts", "件数.xlsx", workbook(rows)))
    assert DecisionCount.objects.get().count == 1_200


def test_days_without_a_year_take_the_tables_and_other_years_are_asked() -> None:
    agency = build.agency()
    who = build.actor(agency)
    rows = [["2025年收费（元）"], ["制表日期：2026年1月5日"], [*HEAD[:3], "金额（元）"], ["甲", "3月5日", "A1", 3]]
    assert looked_at(who, agency, "fees", workbook(rows)).entries[0][1].values["charged_on"] == dt.date(2025, 3, 5)
    rows += [["乙", "2024-12-5", "A2", 3]]
    [question] = looked_at(who, agency, "fees", workbook(rows)).questions
    assert "2025年" in question and "第5行" in question
    rows[0] = ["收费"]
    assert [each.cell for each in looked_at(who, agency, "fees", workbook(rows)).errors] == ["Sheet1!B4"]


def test_what_was_carried_in_is_of_this_years_list() -> None:
    agency = build.agency()
    head = ["编号", "收到日期", "渠道", "申请人类型", "申请内容", "办理结果", "办结日期"]
    row = ["1", "2024-12-30", "网络", "自然人", "甲", "予以公开", "2025-1-10"]
    data = workbook([["2025年依申请公开台账"], head, row])
    assert looked_at(build.actor(agency), agency, "requests", data).questions == []


def test_another_agencys_table_is_imported_only_once_confirmed() -> None:
    agency = build.agency(short_name="东镇")
    who = build.actor(agency)
    rows = [["填报单位：西镇"], [*HEAD[:3], "金额（元）"], ["甲", "2025-3-5", "A1", 3]]
    found = looked_at(who, agency, "fees", workbook(rows))
    assert "西镇" in found.questions[0]
    staged = StagedFile.objects.get()
    for confirmed in ("", "x"):
        with pytest.raises(InvalidInput, match="须先核对确认"):
            import_rows(who, staged, confirmed=confirmed)
    batch = import_rows(who, staged, confirmed=found.asked)
    assert batch.choices["confirmed"] == found.questions
    for own in ("东镇", str(agency), f"{agency}（盖章）"[: len(str(agency))]):
        rows[0] = [f"填报单位：{own}"]
        assert looked_at(who, agency, "fees", workbook(rows)).questions == []


def test_totals_are_no_records_and_are_compared() -> None:
    agency = build.agency()
    who = build.actor(agency)
    rows = [
        [*HEAD[:3], "金额（元）"],
        ["甲", "2025-1-5", "A1", 3],
        ["乙", "2025-1-6", "A2", 4.5],
        ["一月小计", "", "", 7.5],
        ["丙", "2025-2-5", "A3", 10],
        ["小计", "", "", 10],
        ["合计", "", "", 20],
    ]
    rows[3][0] = "小计"
    found = looked_at(who, agency, "fees", workbook(rows))
    assert [(each.cell, each.written, each.read, each.agrees) for each in found.totals] == [
        ("Sheet1!D4", "7.50元", "7.50元", True),
        ("Sheet1!D6", "10.00元", "10.00元", True),
        ("Sheet1!D7", "20.00元", "17.50元", False),
    ]
    assert len(found.entries) == 3 and len(found.questions) == 1 and "Sheet1!D7" in found.questions[0]


def test_a_total_that_was_rounded_agrees() -> None:
    agency = build.agency()
    who = build.actor(agency)
    rows = [[*HEAD[:3], "金额（万元）"], ["甲", "2025-1-5", "A1", 1.2345], ["乙", "2025-1-6", "A2", 2.3456]]
    for written, agrees in ((3.58, True), (3.57, False)):
        [total] = looked_at(who, agency, "fees", workbook([*rows, ["合计", "", "", written]])).totals
        assert total.agrees is agrees


@pytest.mark.parametrize(("told", "agrees"), [("2件", True), ("共3件", False)])
def test_a_number_of_rows_is_compared(told: str, agrees: bool) -> None:
    agency = build.agency()
    head = ["类型", "文号", "事项名称", "决定日期"]
    rows = [head, ["许可", "1号", "甲", "2025-1-1"], ["许可", "2号", "乙", "2025-1-2"], ["合计", told]]
    [total] = looked_at(build.actor(agency), agency, "decisions", workbook(rows)).totals
    assert total.agrees is agrees


@pytest.mark.parametrize(("yuan", "asked"), [(10**12, True), (10**12 - 1, False)])
def test_a_trillion_yuan_is_asked_about(yuan: int, asked: bool) -> None:
    agency = build.agency()
    rows = [[*HEAD[:3], "金额（元）"], ["甲", "2025-1-5", "A1", str(yuan)]]
    found = looked_at(build.actor(agency), agency, "fees", workbook(rows))
    assert bool(found.questions) is asked and found.errors == [] and found.doubts == []


@pytest.mark.parametrize(("yuan", "asked"), [("12000", True), ("11999.99", False)])
def test_a_thousand_times_this_agencys_usual_is_asked_about(yuan: str, asked: bool) -> None:
    agency, other = build.agency(), build.agency()
    who = build.actor(agency)
    for number in range(5):
        record(who, agency, "fees", amount="12", receipt=f"B{number}")
        record(build.actor(other), other, "fees", amount="1", receipt=f"B{number}")
    rows = [[*HEAD[:3], "金额（元）"], ["甲", "2026-1-5", "A1", yuan]]
    assert bool(looked_at(who, agency, "fees", workbook(rows)).questions) is asked


def test_a_figure_a_thousand_times_its_neighbours_is_asked_about() -> None:
    agency = build.agency()
    rows = [
        [*HEAD[:3], "金额（元）"],
        *(["甲", "2025-1-5", f"A{n}", 5] for n in range(5)),
        ["乙", "2025-1-5", "B", 5000],
    ]
    [question] = looked_at(build.actor(agency), agency, "fees", workbook(rows)).questions
    assert question.startswith("第7行")


@pytest.mark.parametrize(("last", "asked"), [(14_050_000, True), (1_499_999, False), (1_500_000, True), (2, True),
                                              (1, True), (3, False), (None, False)])  # fmt: skip
def test_a_sum_a_thousand_times_or_a_thousandth_of_last_years_report_is_asked_about(
    last: int | None, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three rows of five yuan: 1,500 fen."""
    monkeypatch.setitem(LAST_YEAR, "fees", lambda agency, year: last if year == 2024 else None)
    agency = build.agency()
    rows = [[*HEAD[:3], "金额（元）"], *(["甲", "2025-1-5", f"A{n}", 5] for n in range(3))]
    if last in (1, 2):
        rows[1][3] = 10  # 2,000 fen
    assert bool(looked_at(build.actor(agency), agency, "fees", workbook(rows)).questions) is asked


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("key", REGISTERS)
def test_every_register_reads_its_own_table_with_lines_around_it(key: str, kind: str) -> None:
    register = REGISTERS[key]
    agency = build.agency()
    who = build.actor(agency)
    names = [each for each in VALUES[key] if each in register.by_name]
    rows = [
        [f"2025年{register.title}台账"],
        [f"填报单位：{agency}", "", "单位：元"],
        [register.by_name[each].label for each in names],
        [VALUES[key][each] for each in names],
        ["合计"],
        ["填表人：李四"],
    ]
    staged = stage_file(who, agency, key, f"表.{kind}", FORMATS[kind](rows))
    seen = shown(staged)
    found = seen["found"]
    assert (found["errors"], found["questions"], found["count"]) == ([], [], 1)
    assert len(seen["left_out"]) == 2 and len(seen["around"]) >= 3
    [row] = found["rows"]
    assert any(cell["original"] for cell in row["cells"])
    assert import_rows(who, staged).rows == 1 and register.model._default_manager.count() == 1


def test_a_batch_names_the_sheet_of_each_row() -> None:
    batch = ImportBatch(sheets=[["一月", 0], ["二月", 10]])
    assert [batch.place(each) for each in (3, 10, 11, 15)] == [
        "“一月”第3行", "“一月”第10行", "“二月”第1行", "“二月”第5行"]  # fmt: skip
    assert ImportBatch(sheets=[["一月", 0]]).place(3) == "第3行" and ImportBatch().place(3) == "第3行"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025年度收费台账", 2025),
        ("收费台账（2025）", 2025),
        ("统计期间：2025-01-01至2025-12-31", 2025),
        ("2025.1—12", 2025),
        ("年度：2025", 2025),
        ("2024年至2025年", None),
        ("第1992镇人民政府", None),
        ("共2010件", None),
        ("应收2024元", None),
        ("依据安政发〔2019〕5号", None),
        ("编号20251", None),
    ],
)
def test_a_number_of_four_digits_is_a_year_only_where_it_is_written_as_one(text: str, year: int | None) -> None:
    agency = build.agency("安平镇人民政府")
    rows = [[text], [*HEAD[:3], "金额（元）"], ["甲", "3月5日", "A1", 3]]
    found = looked_at(build.actor(agency), agency, "fees", workbook(rows))
    if year is None:
        assert [each.cell for each in found.errors] == ["Sheet1!B3"]
    else:
        assert found.entries[0][1].values["charged_on"] == dt.date(year, 3, 5)
