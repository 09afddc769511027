"""The registers' pages: what they show, to whom, at what cost; and the policy on every one of their addresses."""

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from gongkai_site.audit.models import Event
from gongkai_site.errors import FileGone
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from gongkai_site.records.actions import correct_record, void_record
from gongkai_site.records.models import ImportBatch, StagedFile
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.staging import stage_file
from gongkai_site.records.steps import steps
from gongkai_site.records.tasks import import_staged
from gongkai_site.records.urls import urlpatterns
from gongkai_site.registers.models import Fee
from gongkai_site.requests.models import Request
from tests.site import build
from tests.site.records.build import VALUES, imported, record, workbook

FEE_ROWS: list[list[object]] = [["收费项目", "日期", "票据号", "金额（元）"], ["停车", "2025-3-5", "A1", 3]]


def rows_of(answer: Any) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def every_address(who: Actor, agency: Any) -> dict[str, str]:
    """Make things in an agency and return every address of ``records:`` that leads to them."""
    request = record(who, agency, "requests", {"name": "张三"})
    dispute = record(who, agency, "disputes")
    batch = imported(who, agency, "fees", workbook(FEE_ROWS))
    staged = stage_file(who, agency, "fees", "表.xlsx", workbook(FEE_ROWS))
    assert who.user is not None
    import_staged.enqueue(staged.pk, who.user.pk, 1, False, "")
    things = {"staged": ("fees", staged.pk), "progress": ("fees", staged.pk),
              "file": ("fees", batch.pk), "undo": ("fees", batch.pk),
              "open": ("requests", request.pk), "correct": ("requests", request.pk), "void": ("requests", request.pk),
              "applicant": ("requests", request.pk), "anonymise": ("requests", request.pk),
              "link": ("disputes", dispute.pk), "overview": ()}  # fmt: skip
    return {
        str(each.name): reverse(f"records:{each.name}", args=(agency.pk, *things.get(str(each.name), ("requests",))))
        for each in urlpatterns
    }


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_neighbours_clerk_is_refused_at_every_address(method: str) -> None:
    agency, neighbour = build.agency(), build.agency()
    who = build.actor(agency)
    addresses = every_address(who, agency)
    assert addresses.keys() == {each.name for each in urlpatterns}
    events = Event.objects.count()
    client = build.signed_in(build.person(neighbour))
    answers = {name: getattr(client, method)(url).status_code for name, url in addresses.items()}
    assert set(answers.values()) == {403}, answers
    assert Event.objects.count() == events


def test_the_own_clerk_opens_every_address() -> None:
    agency = build.agency()
    user = build.person(agency)
    client = build.signed_in(user)
    answers = {name: client.get(url).status_code for name, url in every_address(Actor.person(user), agency).items()}
    assert answers.pop("anonymise") == 403, "that is for reviewers"
    assert set(answers.values()) == {200}, answers


def test_things_of_the_neighbour_are_not_found_under_the_own_agency() -> None:
    agency, neighbour = build.agency(), build.agency()
    theirs = record(build.actor(neighbour), neighbour, "requests")
    client = build.signed_in(build.person(agency))
    for name in ("open", "correct", "void", "applicant"):
        assert client.get(reverse(f"records:{name}", args=(agency.pk, "requests", theirs.pk))).status_code == 404
    assert client.get(reverse("records:list", args=(agency.pk, "nothing"))).status_code == 404


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN])
def test_those_who_only_look_find_no_form(role: str) -> None:
    agency = build.agency()
    made = record(build.actor(agency), agency, "fees")
    client = build.signed_in(build.person(agency, role))
    page = client.get(reverse("records:open", args=(agency.pk, "fees", made.pk)))
    assert page.status_code == 200 and "更正</a>" not in page.content.decode()
    for name in ("correct", "void"):
        assert client.post(reverse(f"records:{name}", args=(agency.pk, "fees", made.pk))).status_code == 403


def test_another_clerk_does_not_open_what_a_colleague_uploaded() -> None:
    agency = build.agency()
    staged = stage_file(build.actor(agency), agency, "fees", "表.xlsx", workbook(FEE_ROWS))
    address = reverse("records:staged", args=(agency.pk, "fees", staged.pk))
    assert build.signed_in(build.person(agency)).get(address).status_code == 403


@pytest.mark.parametrize("key", list(REGISTERS))
def test_every_register_is_filled_in_on_its_page_and_listed(key: str) -> None:
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    register = REGISTERS[key]
    form = client.get(reverse("records:add", args=(agency.pk, key))).content.decode()
    for each in register.fields:
        assert f'for="field-{each.name}"' in form
    raw = dict(VALUES[key])
    client.post(reverse("records:add", args=(agency.pk, key)), raw, follow=True)
    [made] = register.model._default_manager.all()
    listed = client.get(reverse("records:list", args=(agency.pk, key))).content.decode()
    assert "共1条" in listed and reverse("records:open", args=(agency.pk, key, made.pk)) in listed


def test_what_was_typed_stands_in_the_form_again_beside_what_is_wrong() -> None:
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    answer = client.post(
        reverse("records:add", args=(agency.pk, "fees")), {"item": "停车费", "charged_on": "25.3.5", "amount": "三元"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400 and not Fee.objects.exists()
    assert 'value="25.3.5"' in page and 'value="三元"' in page and "停车费" in page
    assert "年份只有两位" in page and "不是金额" in page and page.count('aria-invalid="true"') == 2


def test_doubts_are_shown_first_and_saved_once_confirmed() -> None:
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    address = reverse("records:add", args=(agency.pk, "requests"))
    raw = {**VALUES["requests"], "subject": "身份证号11010519491231002X的登记"}
    first = client.post(address, raw)
    assert first.status_code == 400 and "请核对" in first.content.decode() and not Request.objects.exists()
    client.post(address, {**raw, "confirmed": "1"})
    assert Request.objects.count() == 1


def test_two_people_correcting_at_once_do_not_overwrite_each_other() -> None:
    agency = build.agency()
    who = build.actor(agency)
    made = record(who, agency, "fees")
    client = build.signed_in(build.person(agency))
    correct_record(who, made, {"item": "占道费"}, revision=1, reason="名称")
    raw = {"item": "停车费用", "charged_on": "2025-03-05", "amount": "99.00", "revision": "1", "reason": "金额"}
    answer = client.post(reverse("records:correct", args=(agency.pk, "fees", made.pk)), raw)
    page = answer.content.decode()
    assert answer.status_code == 409 and "已被他人修改" in page
    assert 'value="99.00"' in page and "现在台账里是：占道费" in page
    made.refresh_from_db()
    assert (made.item, made.amount_fen) == ("占道费", 12050)


def test_a_correction_without_reason_keeps_what_was_typed() -> None:
    agency = build.agency()
    made = record(build.actor(agency), agency, "fees")
    raw = {"item": "停车费", "charged_on": "2025-03-05", "amount": "77.00", "revision": "1", "reason": ""}
    address = reverse("records:correct", args=(agency.pk, "fees", made.pk))
    answer = build.signed_in(build.person(agency)).post(address, raw)
    assert answer.status_code == 400 and "请填写原因" in answer.content.decode()
    assert 'value="77.00"' in answer.content.decode()


def test_the_record_page_tells_its_history_and_links() -> None:
    agency = build.agency()
    who = build.actor(agency)
    request = record(who, agency, "requests")
    correct_record(who, request, {"outcome": "予以公开", "concluded_on": "2025-3-20"}, revision=1, reason="已邮寄答复")
    dispute = record(who, agency, "disputes", request="2025-001")
    client = build.signed_in(build.person(agency))
    page = client.get(reverse("records:open", args=(agency.pk, "requests", request.pk))).content.decode()
    assert "已邮寄答复" in page and "更正记录" in page and "新增记录" in page
    assert reverse("records:open", args=(agency.pk, "disputes", dispute.pk)) in page


def test_applicants_are_seen_only_by_those_who_handle_the_request_on_page_and_in_export() -> None:
    agency = build.agency()
    mine, theirs = agency.sections.create(name="办公室"), agency.sections.create(name="法制科")
    general = build.actor(agency)
    for section, name in ((mine, "张三"), (theirs, "李四")):
        record(general, agency, "requests", {"name": name, "contact": f"{name}的电话"}, number=name, section=section,
               subject="规划")  # fmt: skip
    seen = {}
    people = {
        "general": build.person(agency),
        "section": build.person(agency, section=mine),
        "leader": build.person(agency, Role.LEADER),
    }
    for who, user in people.items():
        client = build.signed_in(user)
        exported = rows_of(client.get(reverse("records:export", args=(agency.pk, "requests"))))
        pages = "".join(
            client.get(reverse("records:open", args=(agency.pk, "requests", each.pk))).content.decode()
            for each in Request.objects.all()
        )
        seen[who] = (
            {name for name in ("张三", "李四") if any(f"{name}的电话" in row for row in exported)},
            {name for name in ("张三", "李四") if f"{name}的电话" in pages},
            "申请人联系方式" in exported[0],
        )
    assert seen == {
        "general": ({"张三", "李四"}, {"张三", "李四"}, True),
        "section": ({"张三"}, {"张三"}, True),
        "leader": (set(), set(), False),
    }


def test_an_imported_file_with_applicants_is_given_only_to_those_bound_to_no_section() -> None:
    agency = build.agency()
    mine = agency.sections.create(name="办公室")
    head = ["登记编号", "收到日期", "渠道", "申请人类型", "申请内容"]
    data = workbook([head, ["1", "2025-3-5", "网络", "自然人", "甲"]])
    batch = imported(build.actor(agency), agency, "requests", data)
    address = reverse("records:file", args=(agency.pk, "requests", batch.pk))
    assert b"".join(build.signed_in(build.person(agency)).get(address).streaming_content) == data
    assert build.signed_in(build.person(agency, section=mine)).get(address).status_code == 403
    assert build.signed_in(build.person(agency, Role.LEADER)).get(address).status_code == 403


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", '=HYPERLINK("http://a")', "\t=1"])
def test_text_is_never_a_formula_in_an_export(text: str) -> None:
    agency = build.agency()
    record(build.actor(agency), agency, "trainings", title=text)
    answer = build.signed_in(build.person(agency)).get(reverse("records:export", args=(agency.pk, "trainings")))
    cell = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active["A2"]
    assert (cell.value, cell.data_type) == (text.strip(), "s")


@pytest.mark.parametrize("key", list(REGISTERS))
def test_an_export_is_imported_again_without_a_hand(key: str) -> None:
    agency, other = build.agency(), build.agency()
    who = build.actor(agency)
    first = record(who, agency, key, note="=备注")
    answer = build.signed_in(build.person(agency)).get(reverse("records:export", args=(agency.pk, key)))
    imported(build.actor(other), other, key, b"".join(answer.streaming_content))
    [second] = REGISTERS[key].model._default_manager.filter(agency=other)
    for each in REGISTERS[key].fields:
        assert getattr(second, each.column) == getattr(
            REGISTERS[key].model._default_manager.get(pk=first.pk), each.column
        )


def test_export_and_list_follow_year_words_and_state() -> None:
    agency = build.agency()
    who = build.actor(agency)
    record(who, agency, "fees", charged_on="2024-02-01", item="旧")
    record(who, agency, "fees", item="停车")
    void_record(who, record(who, agency, "fees", item="误"), revision=1, reason="误")
    client = build.signed_in(build.person(agency))

    def items(query: str) -> set[object]:
        return {
            row[0] for row in rows_of(client.get(f"{reverse('records:export', args=(agency.pk, 'fees'))}?{query}"))[1:]
        }

    assert items("") == {"停车"}
    assert items("year=all") == {"旧", "停车"}
    assert items("year=2024") == {"旧"}
    assert items("year=all&text=停") == {"停车"}
    assert items("year=all&state=voided") == {"误"}
    assert items("year=nonsense&state=x&page=99") == {"旧", "停车"}


def test_a_request_is_listed_in_every_year_it_was_open_and_marked_as_carried_over() -> None:
    agency = build.agency()
    record(
        build.actor(agency), agency, "requests", received_on="2023-12-20", outcome="予以公开", concluded_on="2025-01-10"
    )
    client = build.signed_in(build.person(agency))
    marks = {}
    for year in (2022, 2023, 2024, 2025, 2026):
        page = client.get(f"{reverse('records:list', args=(agency.pk, 'requests'))}?year={year}").content.decode()
        table = page[page.index("共") :]
        marks[year] = [word for word in ("共1条", "上年结转", "结转下年") if word in table]
    assert marks == {
        2022: [],
        2023: ["共1条", "结转下年"],
        2024: ["共1条", "上年结转", "结转下年"],
        2025: ["共1条", "上年结转"],
        2026: [],
    }


def asked_of(client: Any, address: str, tables: set[str]) -> tuple[int, int]:
    """How many queries a page makes: in all, and of these tables (the frame's menus are other apps' business)."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    own = [each for each in queries if any(f'FROM "{table}"' in each["sql"] for table in tables)]
    return len(queries), len(own)


@pytest.mark.parametrize("key", list(REGISTERS))
def test_a_list_costs_the_same_for_one_record_and_for_many(key: str) -> None:
    agency = build.agency()
    who = build.actor(agency)
    client = build.signed_in(build.person(agency))
    model = REGISTERS[key].model
    address = f"{reverse('records:list', args=(agency.pk, key))}?year=2025"
    first = record(who, agency, key)
    one = asked_of(client, address, {model._meta.db_table})
    values = {each.column: getattr(first, each.column) for each in REGISTERS[key].fields}
    for number in range(60):
        values["number" if "number" in values else "note"] = f"N{number}"
        if "ends_on" in values:
            values["ends_on"] = dt.date(2025, 7, 1) + dt.timedelta(days=number)
        model._default_manager.create(agency=agency, **values)
    assert asked_of(client, address, {model._meta.db_table}) == one
    assert one[1] <= 6


def test_the_overview_asks_each_register_thrice_at_most() -> None:
    agency = build.agency()
    who = build.actor(agency)
    for key in REGISTERS:
        record(who, agency, key)
    tables = {each.model._meta.db_table for each in REGISTERS.values()}
    client = build.signed_in(build.person(agency))
    assert asked_of(client, reverse("records:overview", args=(agency.pk,)), tables)[1] <= 3 * len(REGISTERS)


def test_uploading_laying_out_and_confirming_through_the_pages() -> None:
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    upload = reverse("records:import", args=(agency.pk, "fees"))
    bad = client.post(upload, {"file": SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\n0000")})
    assert bad.status_code == 400 and "图片" in bad.content.decode()
    assert "还没有选择文件" in client.post(upload).content.decode()
    data = workbook([["账"], ["项目代号", "日期", "金额（元）"], ["停车", "2025-3-5", 3], ["合计", "", 3]])
    page = client.post(upload, {"file": SimpleUploadedFile("收费.xlsx", data)}, follow=True)
    staged = StagedFile.objects.get()
    assert "请为这些栏选择表格里的列：收费项目" in page.content.decode()
    address = reverse("records:staged", args=(agency.pk, "fees", staged.pk))
    raw = {"do": "columns", "revision": "1", "column-item": "0", "column-charged_on": "1", "column-amount": "2"}
    page = client.post(address, raw, follow=True)
    text = page.content.decode()
    assert (
        "将新增1行" in text
        and "合计行：合计 3" in text
        and "C4的金额合计3.00元，与读到的各行之和相符" in text
        and "确认导入1行" in text
    )
    clash = client.post(address, {**raw, "column-amount": "1", "revision": "2"})
    assert clash.status_code == 400 and "同一列不能对应两栏" in clash.content.decode()
    done = client.post(address, {"do": "import", "revision": "2"}, follow=True)
    assert "已导入1行" in done.content.decode() and Fee.objects.get().amount_fen == 300
    assert client.post(address, {"do": "import", "revision": "2"}).status_code == 404
    [batch] = ImportBatch.objects.all()
    undo = client.post(reverse("records:undo", args=(agency.pk, "fees", batch.pk)), {"reason": "导错"}, follow=True)
    assert "作废1条" in undo.content.decode()


def test_a_table_of_another_register_is_told_to_be_one() -> None:
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    rows: list[list[object]] = [["类别", "决定书文号", "事项", "决定日期"], ["行政处罚", "罚1号", "占道", "2025-3-5"]]
    sent = {"file": SimpleUploadedFile("处罚.xlsx", workbook(rows))}
    page = client.post(reverse("records:import", args=(agency.pk, "requests")), sent, follow=True).content.decode()
    assert "这张表看起来是“许可、处罚、强制决定”台账的" in page
    assert reverse("records:import", args=(agency.pk, "decisions")) in page
    sent = {"file": SimpleUploadedFile("处罚.xlsx", workbook(rows))}
    page = client.post(reverse("records:import", args=(agency.pk, "decisions")), sent, follow=True).content.decode()
    assert "看起来是" not in page


@pytest.mark.parametrize(("data", "told"), [(b"MZ\x90\x00" * 9, "Windows"), (b"", "文件是空的")])
def test_what_is_no_table_is_not_to_be_saved_as_one(data: bytes, told: str) -> None:
    agency = build.agency()
    upload = reverse("records:import", args=(agency.pk, "fees"))
    sent = {"file": SimpleUploadedFile("表.xlsx", data)}
    text = build.signed_in(build.person(agency)).post(upload, sent).content.decode()
    assert told in text and "请选择xlsx、xls或csv表格后再上传" in text and "另存为xlsx" not in text


def test_an_address_that_does_not_exist_leads_back_to_the_workbench() -> None:
    agency = build.agency()
    answer = build.signed_in(build.person(agency)).get(reverse("records:list", args=(agency.pk, "fees")) + "999999/")
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "没有这个页面" in text and "回到工作台" in text


def test_the_menu_offers_every_register_to_those_with_the_right() -> None:
    agency = build.agency()
    address = reverse("records:overview", args=(agency.pk,))
    page = build.signed_in(build.person(agency)).get(address).content.decode()
    assert all(reverse("records:list", args=(agency.pk, key)) in page for key in REGISTERS)


def test_steps_name_what_waits_and_ask_an_empty_office_to_import() -> None:
    agency = build.agency()
    who = build.actor(agency)
    today = dt.date(2025, 12, 1)
    assert "导入" in steps(who, agency, today)[0].text
    for key in ("requests", "disputes", "publications", "circulations", "inspections", "tickets"):
        record(who, agency, key)
    texts = [each.text for each in steps(who, agency, today)]
    assert len(texts) == 6 and texts[0].startswith("1件依申请公开") and any("公告栏" in each for each in texts)
    assert steps(build.actor(agency, Role.LEADER), agency, today) == []


@pytest.mark.parametrize("year", ["0000", "٠٠٠٠", "9999"])
def test_a_year_that_is_none_is_left_out(year: str) -> None:
    agency = build.agency()
    browser = build.signed_in(build.person(agency))
    record(build.actor(agency), agency, "fees")
    assert browser.get(reverse("records:list", args=(agency.pk, "fees")), {"year": year}).status_code == 200


def test_an_imported_file_that_is_gone_from_the_disk_is_said() -> None:
    agency = build.agency()
    who = build.actor(agency, Role.REVIEWER)
    batch = imported(who, agency, "fees", workbook(FEE_ROWS))
    batch.file.storage.delete(batch.file.name)
    with pytest.raises(FileGone, match="找不到"):
        build.signed_in(who.user).get(reverse("records:file", args=(agency.pk, "fees", batch.pk)))


@pytest.mark.parametrize("header", ["收费项目\t日期\t票据号\t金额（元）\n", ""])
def test_a_pasted_block_takes_the_way_of_a_file_with_its_header_or_in_the_registers_order(header: str) -> None:
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    order = [each.name for each in REGISTERS["fees"].by_name.values()]
    cells = {"item": "停车，看守", "charged_on": "2025-3-5", "receipt": "A1", "amount": "１,２００"}
    named = [cells["item"], cells["charged_on"], cells["receipt"], cells["amount"]]
    row = named if header else [cells.get(name, "") for name in order]
    upload = reverse("records:import", args=(agency.pk, "fees"))
    page = client.post(upload, {"pasted": header + "\t".join(row)}, follow=True)
    assert "确认导入1行" in page.content.decode() and not Fee.objects.exists()
    client.post(reverse("records:staged", args=(agency.pk, "fees", StagedFile.objects.get().pk)),
                {"do": "import", "revision": "1"})  # fmt: skip
    made = Fee.objects.get()
    assert (made.item, made.amount_fen) == ("停车，看守", 120_000)


def test_what_cannot_be_read_of_a_pasted_block_is_told_by_its_cell_and_nothing_is_added() -> None:
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    upload = reverse("records:import", args=(agency.pk, "fees"))
    block = "收费项目\t日期\t票据号\t金额（元）\n停车\t2025-3-5\tA1\t3\n看守\t去年\tA2\t四元\n"
    text = client.post(upload, {"pasted": block}, follow=True).content.decode()
    assert "B3" in text and "D3" in text
    assert client.post(upload, {"pasted": "\t".join("123456789abcdefghijklmnopqrstuvwxyz")}).status_code == 400
    assert not Fee.objects.exists()


@pytest.mark.parametrize(("size", "waits"), [(200_000, False), (200_001, True)])
def test_an_import_is_large_beyond_two_hundred_thousand_bytes(
    size: int, waits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai_site.records.pages import background

    monkeypatch.setattr(background, "worker_seen_within", lambda seconds: True)
    assert background.goes_to_background(size) is waits


def test_a_large_file_is_opened_and_looked_at_by_the_worker_not_in_the_request(
    run_tasks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai_site.records.pages import background
    from gongkai_site.sheets import tables

    def refuse(*_: object) -> None:
        raise AssertionError("opened in the request")

    monkeypatch.setattr(background, "_LARGE", 10)
    monkeypatch.setattr(background, "worker_seen_within", lambda seconds: True)
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    upload = reverse("records:import", args=(agency.pk, "fees"))
    file = SimpleUploadedFile("收费.xlsx", workbook(FEE_ROWS))
    with monkeypatch.context() as closed:
        closed.setattr(tables, "book_of", refuse)
        page = client.post(upload, {"file": file}, follow=True)
        assert "正在读取和核对" in page.content.decode()
        address = page.redirect_chain[-1][0]
        client.get(address)
    assert DBTaskResult.objects.count() == 1
    run_tasks()
    with monkeypatch.context() as closed:
        closed.setattr(tables, "book_of", refuse)
        text = client.get(address).content.decode()
        assert "确认导入1行" in text and 'name="revision" value="2"' in text
        assert "正在读取和核对" in client.get(f"{address}?keep=1").content.decode()
        client.post(address, {"do": "import", "revision": "2"})
    run_tasks()
    assert Fee.objects.count() == 1


def test_a_large_file_that_is_no_table_is_said_once_the_worker_has_looked(
    run_tasks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai_site.records.pages import background

    monkeypatch.setattr(background, "_LARGE", 10)
    monkeypatch.setattr(background, "worker_seen_within", lambda seconds: True)
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    upload = reverse("records:import", args=(agency.pk, "fees"))
    file = SimpleUploadedFile("图.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    page = client.post(upload, {"file": file}, follow=True)
    run_tasks()
    answer = client.get(page.redirect_chain[-1][0], follow=True)
    assert "这是图片，不是表格" in answer.content.decode() and "继续导入" not in answer.content.decode()


@pytest.mark.parametrize("good", [True, False])
def test_a_large_import_goes_to_the_worker_and_its_page_leads_on_when_it_is_over(
    good: bool, run_tasks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai_site.records.pages import background

    monkeypatch.setattr(background, "_LARGE", 10)
    monkeypatch.setattr(background, "worker_seen_within", lambda seconds: True)
    agency = build.agency()
    user = build.person(agency)
    client = build.signed_in(user)
    staged = stage_file(Actor.person(user), agency, "fees", "表.xlsx", workbook(FEE_ROWS))
    address = reverse("records:staged", args=(agency.pk, "fees", staged.pk))
    page = client.post(address, {"do": "import", "revision": "1"}, follow=True)
    assert "正在排队" in page.content.decode() and not Fee.objects.exists()
    progress = page.redirect_chain[-1][0]
    assert build.signed_in(build.person(agency)).get(progress).status_code == 404
    client.post(address, {"do": "import", "revision": "1"})
    if not good:
        StagedFile.objects.update(revision=2)
    run_tasks()
    assert Fee.objects.count() == (1 if good else 0)
    led = client.get(progress, headers={"HX-Request": "true"}).headers["HX-Redirect"]
    assert led == (reverse("records:list", args=(agency.pk, "fees")) if good else address)
    assert ("后台导入已完成" if good else "刚被改动") in client.get(led).content.decode()


def test_without_a_worker_a_large_import_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai_site.records.pages import background

    monkeypatch.setattr(background, "_LARGE", 10)
    monkeypatch.setattr(background, "worker_seen_within", lambda seconds: False)
    agency = build.agency()
    user = build.person(agency)
    staged = stage_file(Actor.person(user), agency, "fees", "表.xlsx", workbook(FEE_ROWS))
    address = reverse("records:staged", args=(agency.pk, "fees", staged.pk))
    build.signed_in(user).post(address, {"do": "import", "revision": "1"})
    assert Fee.objects.count() == 1
