"""Tables as offices keep them are imported whole or not at all, in one transaction with one event."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.storage import default_storage

from gongkai_site.audit.models import Event
from gongkai_site.disputes.models import Dispute
from gongkai_site.errors import InvalidInput, NotAllowed, ReasonRequired, WrongState
from gongkai_site.records import importing
from gongkai_site.records.actions import import_rows, undo_import
from gongkai_site.records.headers import ColumnMap
from gongkai_site.records.laid import laid
from gongkai_site.records.models import ColumnMapping, ImportBatch, StagedFile
from gongkai_site.records.preview import Preview, preview
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.staging import discard, lay_out, stage_file
from gongkai_site.registers.models import Decision, Fee
from gongkai_site.requests.models import Applicant, Request
from gongkai_site.sheets.tables import address
from tests.site import build
from tests.site.records.build import imported, record, workbook

FEES = [["收费项目", "缴费日期", "票据号", "收费金额（元）"]]


def looked_at(who: Any, agency: Any, key: str, data: bytes, **more: Any) -> Preview:
    staged = stage_file(who, agency, key, "表.xlsx", data)
    return preview(agency, REGISTERS[key], laid(staged), **more)


def test_story_merged_headers_titles_text_dates_totals_and_remarks() -> None:
    agency = build.agency()
    who = build.actor(agency)
    data = workbook(
        [
            ["2025年依申请公开台账", *[None] * 9],
            [f"填报单位：{agency}", *[None] * 9],
            ["序号", "登记编号", "申请人", None, None, "收到日期", "申请方式", "申请内容", "办理情况", None],
            [None, None, "姓名", "类型", "联系电话", None, None, None, "答复结果", "办结日期"],
            [1, "2025-1", "张三", "公民", "13812345678", "2025年3月5日", "网上", "征地批复", "予以公开", "2025.3.20"],
            [2, "2025-2", "某公司", "企业", None, "20250406", "信函", "规划图", "信息不存在", 45772],
            [3, "2025-3", None, "个人", None, dt.date(2025, 12, 30), "当面", "拨款", "办理中", None],
            [None] * 10,
            ["合计", None, None, None, None, None, None, "3件", None, None],
            ["填表人：李四", None, None, None, None, "审核人：王五", None, None, None, None],
        ],
        ("A1:J1", "A3:A4", "B3:B4", "C3:E3", "F3:F4", "G3:G4", "H3:H4", "I3:J3"),
    )
    found = looked_at(who, agency, "requests", data)
    assert found.errors == [] and found.blank == 1
    assert [(each.where, each.why) for each in found.left_out] == [
        ("“Sheet1”第9行", "合计行：合计 3件"),
        ("“Sheet1”第10行", "说明：填表人：李四 审核人：王五"),
    ]
    batch = import_rows(who, StagedFile.objects.get())
    assert batch.rows == 3
    rows = list(Request.objects.order_by("number").values_list("received_on", "applicant_kind", "outcome", "batch_row"))
    assert rows == [
        (dt.date(2025, 3, 5), "natural_person", "granted", 5),
        (dt.date(2025, 4, 6), "business", "unavailable.not_held", 6),
        (dt.date(2025, 12, 30), "natural_person", "", 7),
    ]
    assert Request.objects.get(number="2025-2").concluded_on == dt.date(2025, 4, 25)
    assert list(Applicant.objects.order_by("pk").values_list("name", "contact")) == [
        ("张三", "13812345678"),
        ("某公司", ""),
    ]


def test_the_event_of_a_batch_names_the_files_hash_and_rows_and_the_file_is_kept() -> None:
    agency = build.agency()
    who = build.actor(agency)
    data = workbook([*FEES, ["停车", "2025-3-5", "A1", 3], ["停车", "2025-3-6", "A2", 4]])
    batch = imported(who, agency, "fees", data)
    [event] = Event.objects.filter(action="record.import")
    assert batch.sha256 in event.after and '"rows": 2' in event.after
    assert default_storage.open(batch.file.name).read() == data
    assert not StagedFile.objects.exists()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_of_either_encoding_is_read(codec: str, mark: str) -> None:
    agency = build.agency()
    lines = ["收费台账", *(mark.join(row) for row in [FEES[0], ["城镇垃圾处理费", "2025.3.5", "A1", "1200.50"]])]
    imported(build.actor(agency), agency, "fees", "\r\n".join(lines).encode(codec), "收费.csv")
    assert list(Fee.objects.values_list("item", "amount_fen")) == [("城镇垃圾处理费", 120050)]


def test_errors_name_the_cell_and_nothing_is_imported() -> None:
    agency = build.agency()
    who = build.actor(agency)
    data = workbook(
        [
            ["2025年收费"],
            *FEES,
            ["停车", "2025-3-5", "A1", 3],
            ["停车", "25.3.6", "A2", "四元"],
            ["", "2025-3-7", "A3", 1],
        ]
    )
    found = looked_at(who, agency, "fees", data)
    assert [(each.cell, each.label) for each in found.errors] == [
        ("Sheet1!B4", "收费日期"),
        ("Sheet1!D4", "金额"),
        ("Sheet1!A5", "收费项目"),
    ]
    events = Event.objects.count()
    with pytest.raises(InvalidInput, match=r"3处错误，一行也没有导入。第一处：Sheet1!A5|Sheet1!B4"):
        import_rows(who, StagedFile.objects.get())
    assert not Fee.objects.exists() and Event.objects.count() == events and StagedFile.objects.exists()


def test_duplicates_in_the_file_and_against_the_register_are_left_out_and_told() -> None:
    agency = build.agency()
    who = build.actor(agency)
    record(who, agency, "decisions", number="许〔2025〕1号")
    head = ["类型", "文号", "事项名称", "决定日期"]
    data = workbook([head, ["许可", "许[2025]1号", "甲", "2025-1-1"], ["许可", "许（2025）2号", "乙", "2025-1-2"],
                     ["许可", "许〔2025〕2号", "乙", "2025-1-2"]])  # fmt: skip
    found = looked_at(who, agency, "decisions", data)
    assert (found.in_register, found.in_file, [row for row, _ in found.entries]) == ([2], [(4, 3)], [3])
    batch = import_rows(who, StagedFile.objects.get())
    assert (batch.rows, batch.skipped, Decision.objects.count()) == (1, 2, 2)


def test_the_same_number_with_other_contents_is_an_error_not_a_duplicate() -> None:
    agency = build.agency()
    head = ["类型", "文号", "事项名称", "决定日期"]
    data = workbook([head, ["许可", "1号", "甲", "2025-1-1"], ["许可", "1号", "乙", "2025-1-2"]])
    [error] = looked_at(build.actor(agency), agency, "decisions", data).errors
    assert error.cell == "Sheet1!B3" and "与第2行" in error.message


def test_equal_fees_are_kept_only_if_a_person_says_so() -> None:
    agency = build.agency()
    who = build.actor(agency)
    data = workbook([*FEES, ["停车", "2025-3-5", "", 3], ["停车", "2025-3-5", "", 3]])
    assert looked_at(who, agency, "fees", data).skipped == 1
    assert import_rows(who, StagedFile.objects.get(), keep_doubtful=True).rows == 2


def test_the_same_file_is_recognised_and_needs_a_reason() -> None:
    agency = build.agency()
    who = build.actor(agency)
    data = workbook([*FEES, ["停车", "2025-3-5", "A1", 3]])
    first = imported(who, agency, "fees", data)
    with pytest.raises(InvalidInput, match="已经导入过"):
        imported(who, agency, "fees", data, "改名.xlsx")
    with pytest.raises(InvalidInput, match="没有可以新增的行：1行"):
        imported(who, agency, "fees", data, reason="补录")
    with pytest.raises(ReasonRequired):
        undo_import(who, first, reason="")
    assert undo_import(who, first, reason="导错年度") == 1
    assert Fee.objects.get().voided and Fee.objects.get().revision == 2
    assert imported(who, agency, "fees", data).rows == 1
    with pytest.raises(WrongState):
        undo_import(who, first, reason="再来")


def test_an_import_with_a_disputed_request_is_not_undone() -> None:
    agency = build.agency()
    who = build.actor(agency)
    data = workbook(
        [["登记编号", "收到日期", "渠道", "申请人类型", "申请内容"], ["1", "2025-3-5", "网络", "自然人", "甲"]]
    )
    batch = imported(who, agency, "requests", data)
    record(who, agency, "disputes", request="1")
    with pytest.raises(WrongState, match="关联着1件"):
        undo_import(who, batch, reason="误")
    assert not Request.objects.get().voided


def test_a_column_mapping_is_remembered_by_its_header() -> None:
    agency, other = build.agency(), build.agency()
    who = build.actor(agency)
    head = ["项目代号", "哪天", "多少钱（元）"]
    mapping: ColumnMap = {"item": 0, "charged_on": 1, "amount": 2, "source": "=财务系统"}

    def staged(whose: Any, where: Any, rows: list[list[object]]) -> StagedFile:
        return stage_file(whose, where, "fees", "表.xlsx", workbook(rows))

    file = staged(who, agency, [head, ["停车", "2025-3-5", 3]])
    assert (file.header_top, file.mapping) == (0, {})
    lay_out(who, file, sheet=file.sheet, header_top=1, header_rows=1, mapping=mapping, revision=1)
    import_rows(who, file)
    assert Fee.objects.get().source == "财务系统" and ColumnMapping.objects.count() == 1
    again = staged(who, agency, [head, ["停车", "2025-3-6", 4]])
    lay_out(who, again, sheet=again.sheet, header_top=1, header_rows=1, mapping=None, revision=1)
    assert again.mapping == mapping
    stranger = build.actor(other)
    foreign = staged(stranger, other, [head, ["停车", "2025-3-6", 4]])
    lay_out(stranger, foreign, sheet=foreign.sheet, header_top=1, header_rows=1, mapping=None, revision=1)
    assert foreign.mapping == {}


def test_amounts_in_wan_yuan_are_known_by_their_header() -> None:
    agency = build.agency()
    imported(
        build.actor(agency), agency, "fees", workbook([["收费项目", "日期", "金额（万元）"], ["停车", "2025-3-5", 1.2]])
    )
    assert Fee.objects.get().amount_fen == 1_200_000


def test_a_category_merged_downwards_holds_for_its_rows_and_a_merged_amount_is_refused() -> None:
    agency = build.agency()
    who = build.actor(agency)
    rows: list[list[object]] = [*FEES, ["停车", "2025-3-5", "A1", 3], [None, "2025-3-6", "A2", 4]]
    found = looked_at(who, agency, "fees", workbook(rows, ("A2:A3",)))
    assert [entry.values["item"] for _, entry in found.entries] == ["停车", "停车"]
    rows[2][0] = "停车"
    [error] = looked_at(who, agency, "fees", workbook(rows, ("D2:D3",))).errors
    assert error.cell == "Sheet1!D3" and "合并" in error.message


def test_the_sheet_that_fits_is_chosen() -> None:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook([["说明"], ["请填写"]], title="填表说明")))
    sheet = book.create_sheet("收费明细")
    for row in [*FEES, ["停车", "2025-3-5", "A1", 3]]:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    agency = build.agency()
    staged = stage_file(build.actor(agency), agency, "fees", "表.xlsx", file.getvalue())
    assert (staged.sheet, staged.header_top) == ("收费明细", 1)


def test_missing_columns_are_named_and_one_value_may_hold_for_all_rows() -> None:
    agency = build.agency()
    who = build.actor(agency)
    data = workbook([["文号", "案由", "决定日期"], ["罚1", "占道", "2025-1-2"]])
    staged = stage_file(who, agency, "decisions", "处罚.xlsx", data)
    with pytest.raises(InvalidInput, match="类别"):
        import_rows(who, staged)
    mapping = {**staged.mapping, "kind": "=行政处罚"}
    lay_out(who, staged, sheet=staged.sheet, header_top=1, header_rows=1, mapping=mapping, revision=1)
    with pytest.raises(WrongState, match="列对应刚被改动"):
        import_rows(who, staged, revision=1)
    import_rows(who, staged, revision=2)
    assert Decision.objects.get().kind == "penalty"


def test_disputes_find_their_requests_by_number() -> None:
    agency = build.agency()
    who = build.actor(agency)
    request = record(who, agency, "requests")
    head = ["案件类型", "案号", "申请编号", "受理日期"]
    imported(who, agency, "disputes", workbook([head, ["行政复议", "复1", "2025-001", "2025-5-1"]]))
    assert Dispute.objects.get().request == request
    [error] = looked_at(who, agency, "disputes", workbook([head, ["行政复议", "复2", "2025-9", "2025-5-1"]])).errors
    assert error.cell == "Sheet1!C2"


def test_a_staged_file_belongs_to_its_uploader() -> None:
    agency = build.agency()
    who, colleague = build.actor(agency), build.actor(agency)
    staged = stage_file(who, agency, "fees", "表.xlsx", workbook([*FEES, ["停车", "2025-3-5", "A1", 3]]))
    for attempt in (lambda: import_rows(colleague, staged), lambda: discard(colleague, staged)):
        with pytest.raises(NotAllowed):
            attempt()
    discard(who, staged)
    assert not StagedFile.objects.exists() and not Fee.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    agency = build.agency()
    who = build.actor(agency)
    rows = [["停车", "2025-3-5", f"A{number}", 3] for number in range(5)]
    staged = stage_file(who, agency, "fees", "表.xlsx", workbook([*FEES, *rows]))
    events = Event.objects.count()
    monkeypatch.setattr(importing, "_AT_ONCE", 2)
    monkeypatch.setattr(importing, "remember", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_rows(who, staged)
    assert not Fee.objects.exists() and not ImportBatch.objects.exists()
    assert Event.objects.count() == events and StagedFile.objects.exists()


@pytest.mark.parametrize(
    ("key", "head", "row"),
    [
        ("decisions", ["类型", "文号", "事项名称", "决定日期"], ["许可", "安许〔2025〕1号", "甲", "2025-1-1"]),
        ("trainings", ["培训内容", "日期", "人次"], ["条例", "2025-4-1", "3"]),
    ],
)
def test_rows_that_a_colleague_registers_meanwhile_are_not_registered_twice(
    monkeypatch: pytest.MonkeyPatch, key: str, head: list[object], row: list[object]
) -> None:
    agency = build.agency()
    who, colleague = build.actor(agency), build.actor(agency)
    staged = stage_file(who, agency, key, "表.xlsx", workbook([head, row]))

    def between(*given: Any) -> int:
        monkeypatch.undo()
        record(colleague, agency, key)
        return importing.next_number(*given)

    monkeypatch.setattr(importing, "next_number", between)
    with pytest.raises(WrongState, match="他人登记"):
        import_rows(who, staged)
    assert not REGISTERS[key].model.objects.exclude(batch=None).exists()


def test_a_clerk_of_one_section_cannot_import_another_sections_applicants() -> None:
    agency = build.agency()
    mine, theirs = agency.sections.create(name="办公室"), agency.sections.create(name="法制科")
    who = build.actor(agency, section=mine)
    head = ["登记编号", "收到日期", "渠道", "申请人类型", "申请内容", "承办科室", "申请人"]
    data = workbook([head, ["1", "2025-3-5", "网络", "自然人", "甲", theirs.name, "张三"]])
    with pytest.raises(NotAllowed, match="不经办的科室"):
        imported(who, agency, "requests", data)
    assert not Request.objects.exists() and not Applicant.objects.exists()


@pytest.mark.parametrize(("column", "name"), [(0, "A7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7"), (702, "AAA7")])
def test_cells_are_addressed_as_excel_does(column: int, name: str) -> None:
    assert address(7, column) == name


def test_a_file_imported_meanwhile_is_not_thrown_away(django_capture_on_commit_callbacks: Any) -> None:
    agency = build.agency()
    who = build.actor(agency)
    staged = stage_file(who, agency, "fees", "表.xlsx", workbook([*FEES, ["停车", "2025-3-5", "A1", 3]]))
    seen = StagedFile.objects.get(pk=staged.pk)
    batch = import_rows(who, staged)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(WrongState):
        discard(who, seen)
    assert default_storage.exists(batch.file.name)
    assert not Event.objects.filter(action="import.discard").exists()
