"""All sheets with the header are read, what is left out is named before the button, cells are mended on the page."""

from typing import Any

import pytest
from django.urls import reverse

from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidInput
from gongkai_site.records.actions import import_rows
from gongkai_site.records.laid import laid
from gongkai_site.records.models import StagedFile
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.shown import shown
from gongkai_site.records.staging import choose, lay_out, mend, stage_file
from gongkai_site.registers.models import Decision, Fee
from gongkai_site.requests.models import Applicant
from tests.site import build
from tests.site.records.build import VALUES, record, workbook
from tests.site.sheets.build import FORMATS, book, saved

HEAD = ["类别", "文号", "事项", "决定日期"]
FEES = ["收费项目", "缴费日期", "票据号", "金额（元）"]


def month(number: int) -> list[list[object]]:
    return [[f"2025年{number}月"], HEAD, ["许可", f"许{number}号", "设立", f"2025-{number}-1"]]


def test_twelve_months_are_twelve_sheets() -> None:
    agency = build.agency()
    who = build.actor(agency)
    data = saved(book({f"{n}月": month(n) for n in range(1, 13)}))
    staged = stage_file(who, agency, "decisions", "许可.xlsx", data)
    batch = import_rows(who, staged)
    assert batch.rows == 12 and Decision.objects.count() == 12
    last = Decision.objects.get(number="许12号")
    assert batch.place(last.batch_row or 0) == "“12月”第3行"
    page = build.signed_in(who.user).get(reverse("records:open", args=(agency.pk, "decisions", last.pk)))
    assert "许可.xlsx “12月”第3行" in page.content.decode()


def test_sheets_in_another_order_with_their_own_unit_are_read_and_the_others_named() -> None:
    agency = build.agency()
    who = build.actor(agency)
    made = book(
        {
            "收费": [FEES, ["甲", "2025-1-5", "A1", 3]],
            "下半年": [
                ["收费"],
                ["金额（万元）", "票据号", "备用", "收费项目", "缴费日期"],
                [2, "A2", "x", "乙", "2025-8-5"],
            ],
            "说明": [["请逐笔填写"]],
            "参数": [FEES, ["丙", "2025-1-5", "A3", 3]],
        }
    )
    made["参数"].sheet_state = "hidden"
    staged = stage_file(who, agency, "fees", "收费.xlsx", saved(made))
    seen = shown(staged)
    assert seen["read"] == ["收费", "下半年"]
    assert [(each["where"], each["why"]) for each in seen["left_out"]] == [
        ("“参数”", "隐藏的工作表"),
        ("“说明”", "没有这个表头"),
    ]
    import_rows(who, staged)
    assert list(Fee.objects.order_by("receipt").values_list("receipt", "amount_fen")) == [
        ("A1", 300),
        ("A2", 2_000_000),
    ]


def test_a_sheet_is_left_out_as_chosen_and_said_to_be() -> None:
    agency = build.agency()
    who = build.actor(agency)
    staged = stage_file(who, agency, "decisions", "许可.xlsx", saved(book({"1月": month(1), "2月": month(2)})))
    choose(who, staged, unit="", without=["1月"], revision=1)
    assert [(each["where"], each["why"]) for each in shown(staged)["left_out"]] == [("“1月”", "选择不读")]
    assert import_rows(who, staged).rows == 1
    assert Decision.objects.get().number == "许2号"


def test_the_kind_is_taken_from_the_sheets_name_where_no_column_holds_it() -> None:
    agency = build.agency()
    who = build.actor(agency)
    head = HEAD[1:]
    data = saved(book({"行政许可": [head, ["1号", "甲", "2025-1-1"]], "行政处罚": [head, ["2号", "乙", "2025-1-2"]]}))
    staged = stage_file(who, agency, "decisions", "台账.xlsx", data)
    assert "类别没有列，按工作表名读作“行政许可”" in [each["applied"] for each in shown(staged)["around"]]
    import_rows(who, staged)
    assert dict(Decision.objects.values_list("number", "kind")) == {"1号": "licence", "2号": "penalty"}


@pytest.mark.parametrize("key", REGISTERS)
def test_hidden_and_filtered_rows_and_columns_are_named_and_not_imported(key: str) -> None:
    register = REGISTERS[key]
    agency = build.agency()
    names = list(VALUES[key])
    row = [VALUES[key][each] for each in names]
    made = book({"表": [[*(register.by_name[each].label for each in names), "备用"], [*row, "看不见"], row]})
    made["表"].column_dimensions["ABCDEFGHIJ"[len(names)]].hidden = True
    made["表"].row_dimensions[3].hidden = True
    staged = stage_file(build.actor(agency), agency, key, "表.xlsx", saved(made))
    staged.choices = {"unit": "元"}
    seen = shown(staged)
    assert [each["where"] for each in seen["left_out"]] == ["“表”第3行", f"“表”{'ABCDEFGHIJ'[len(names)]}列"]
    assert seen["found"]["count"] == 1


INEXACT: list[tuple[str, str, object]] = [
    ("decisions", "number", 110101199003074000),
    ("decisions", "number", "1.1E+17"),
    ("decisions", "matter", 1.1e17),
    ("tickets", "number", 202511300000000001),
    ("documents", "number", "2.02512E+15"),
    ("fees", "receipt", 1234567890123456),
    ("requests", "applicant.identity", 110101199003074000),
    ("requests", "applicant.identity", "1.10101E+17"),
    ("requests", "applicant.contact", 3121234567),
    ("disputes", "request", 1e16),
]


@pytest.mark.parametrize(("key", "name", "cell"), INEXACT)
def test_digits_that_a_spreadsheet_lost_are_refused_with_the_cells_address(key: str, name: str, cell: object) -> None:
    register = REGISTERS[key]
    agency = build.agency()
    who = build.actor(agency)
    applicant = {"applicant.name": "张三"} if name.startswith("applicant") else {}
    values: dict[str, Any] = {**VALUES[key], **applicant, name: cell}
    rows = [[register.by_name[each].heading for each in values], list(values.values())]
    staged = stage_file(who, agency, key, "表.xlsx", saved(book({"台账": rows})))
    [error] = shown(staged)["found"]["errors"]
    assert error["cell"] == f"台账!{'ABCDEFGHIJ'[list(values).index(name)]}2"
    with pytest.raises(InvalidInput, match="一行也没有导入"):
        import_rows(who, staged)


def test_a_number_that_lost_the_zeros_of_its_column_is_refused() -> None:
    agency = build.agency()
    head = ["工单号", "收到日期", "事由"]
    data = saved(book({"工单": [head, ["00012", "2025-1-1", "甲"], [13, "2025-1-2", "乙"]]}))
    [error] = shown(stage_file(build.actor(agency), agency, "tickets", "工单.xlsx", data))["found"]["errors"]
    assert error["cell"] == "工单!A3" and "00012" in error["message"]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_cell_in_error_is_mended_on_the_page_and_checked_again(kind: str) -> None:
    agency = build.agency()
    who = build.actor(agency)
    client = build.signed_in(who.user)
    rows = [FEES, ["甲", "去年", "A1", 3], ["乙", "2025-1-6", "A2", "四元"]]
    staged = stage_file(who, agency, "fees", f"收费.{kind}", FORMATS[kind](rows))
    address = reverse("records:staged", args=(agency.pk, "fees", staged.pk))
    sheet = "Sheet1!" if kind.startswith("xls") else ""
    text = client.get(address).content.decode()
    assert f'name="cell:{sheet}B2" value="去年"' in text and "确认导入" not in text
    sent = {
        f"cell:{sheet}B2": "2025-1-5",
        f"was:{sheet}B2": "去年",
        f"cell:{sheet}D3": "四元",
        f"was:{sheet}D3": "四元",
    }
    text = client.post(address, {"do": "mend", "revision": "1", **sent}, follow=True).content.decode()
    assert f"{sheet}B2：原文“去年”，改为“2025-1-5”" in text and f'name="cell:{sheet}D3"' in text
    mend(who, StagedFile.objects.get(), {f"{sheet}D3": "4"}, revision=2)
    with pytest.raises(EditedMeanwhile):
        mend(who, StagedFile.objects.get(), {f"{sheet}D3": "5"}, revision=2)
    batch = import_rows(who, StagedFile.objects.get(), revision=3)
    assert sorted(Fee.objects.values_list("amount_fen", flat=True)) == [300, 400]
    assert batch.edits == {f"{sheet}B2": ["去年", "2025-1-5"], f"{sheet}D3": ["四元", "4"]}


def test_what_was_mended_may_be_personal_and_stands_in_no_event() -> None:
    agency = build.agency()
    who = build.actor(agency)
    head = ["编号", "收到日期", "渠道", "申请人类型", "申请内容", "申请人", "联系电话"]
    rows = [head, ["1", "2025-1-1", "网络", "自然人", "甲", "", "13800000000"]]
    staged = stage_file(who, agency, "requests", "申请.xlsx", workbook(rows))
    import_rows(who, mend(who, staged, {"Sheet1!F2": "李四某"}, revision=1))
    assert Applicant.objects.get().name == "李四某"
    told = "".join(f"{each.before}{each.after}{each.title}" for each in Event.objects.all())
    assert "李四某" not in told and "Sheet1!F2" in told


@pytest.mark.parametrize("where", ["", "Sheet1!", "Sheet1!2B", "B", "Sheet1!B0", "Sheet1!B99999999"])
def test_what_is_no_cell_cannot_be_mended(where: str) -> None:
    agency = build.agency()
    who = build.actor(agency)
    staged = stage_file(who, agency, "fees", "收费.xlsx", workbook([FEES, ["甲", "2025-1-5", "A1", 3]]))
    with pytest.raises(InvalidInput):
        mend(who, staged, {where: "1"}, revision=1)


def test_a_cell_far_outside_the_sheet_is_nothing_to_mend() -> None:
    agency = build.agency()
    who = build.actor(agency)
    staged = stage_file(who, agency, "fees", "收费.xlsx", workbook([FEES, ["甲", "2025-1-5", "A1", 3]]))
    mend(who, staged, {"Sheet1!ZZZ2": "1", "Sheet1!A9999999": "1", "别的!A2": "1"}, revision=1)
    assert shown(staged)["found"]["count"] == 1


def test_the_page_asks_names_what_is_left_out_and_imports_once_confirmed() -> None:
    agency = build.agency()
    who = build.actor(agency)
    client = build.signed_in(who.user)
    record(who, agency, "fees", receipt="B1")
    rows = [["填报单位：别处某镇"], FEES, ["甲", "2025-1-5", "A1", 3], ["合计", "", "", 4], ["注：含退费"]]
    staged = stage_file(who, agency, "fees", "收费.xlsx", workbook(rows))
    address = reverse("records:staged", args=(agency.pk, "fees", staged.pk))
    text = client.get(address).content.decode()
    before_button = text[: text.index("确认导入1行")]
    for told in ("合计行：合计 4", "说明：注：含退费", "别处某镇", "读到的各行之和是3.00元", "须先核对确认的2处"):
        assert told in before_button
    refused = client.post(address, {"do": "import", "revision": "1"})
    assert refused.status_code == 400 and "须先核对确认" in refused.content.decode()
    asked = shown(staged)["found"]["asked"]
    done = client.post(address, {"do": "import", "revision": "1", "confirmed": asked}, follow=True)
    assert "已导入1行" in done.content.decode()


def test_a_unit_is_chosen_on_the_page() -> None:
    agency = build.agency()
    who = build.actor(agency)
    client = build.signed_in(who.user)
    staged = stage_file(
        who, agency, "fees", "收费.xlsx", workbook([[*FEES[:3], "金额"], ["甲", "2025-1-5", "A1", 14.05]])
    )
    address = reverse("records:staged", args=(agency.pk, "fees", staged.pk))
    text = client.get(address).content.decode()
    assert "表格没有写明金额的单位，请选择" in text and "确认导入" not in text
    text = client.post(address, {"do": "choose", "unit": "万元", "revision": "1"}, follow=True).content.decode()
    assert "按您选定的万元读取" in text and "140500.00" in text
    client.post(address, {"do": "import", "revision": "2"})
    assert Fee.objects.get().amount_fen == 14_050_000


def test_a_layout_is_corrected_in_a_workbook_of_several_sheets() -> None:
    agency = build.agency()
    who = build.actor(agency)
    staged = stage_file(who, agency, "decisions", "许可.xlsx", saved(book({"1月": month(1), "2月": month(2)})))
    lay_out(who, staged, sheet="2月", header_top=2, header_rows=1, mapping=None, revision=1)
    assert shown(staged)["sheet"] == "2月" and shown(staged)["read"] == ["1月", "2月"]


def test_a_sheets_name_says_nothing_of_what_need_not_be_told() -> None:
    """依申请公开 in the name of a sheet is no outcome."""
    agency = build.agency()
    values = dict(VALUES["requests"])
    rows = [[REGISTERS["requests"].by_name[each].heading for each in values], list(values.values())]
    staged = stage_file(build.actor(agency), agency, "requests", "申请.xlsx", saved(book({"依申请公开": rows})))
    [sheet] = laid(staged).sheets
    assert "outcome" not in sheet.mapping and shown(staged)["found"]["errors"] == []


def test_whole_numbers_are_told_as_excel_shows_them() -> None:
    agency = build.agency()
    rows = [FEES, ["甲", "2025-1-5", "A1", 3.0], ["合计", "", "", 3.0]]
    seen = shown(stage_file(build.actor(agency), agency, "fees", "收费.xlsx", saved(book({"收费": rows}))))
    assert seen["left_out"][0]["why"] == "合计行：合计 3"
    assert seen["found"]["rows"][0]["cells"][3]["original"] == "3"
