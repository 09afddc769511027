"""A register's blank workbook, filled in, is imported as it is; it has header, unit, notes and Excel's own checks."""

import datetime as dt
import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongkai_site.agencies.models import Section
from gongkai_site.records.actions import import_rows
from gongkai_site.records.blank import blank_workbook
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.shown import shown
from gongkai_site.records.staging import stage_file
from gongkai_site.requests.models import Applicant
from tests.site import build
from tests.site.records.build import VALUES
from tests.site.sheets.build import saved


def opened(agency: Any, key: str, *, applicants: bool = True) -> Any:
    return load_workbook(io.BytesIO(blank_workbook(REGISTERS[key], agency, applicants=applicants)))


@pytest.mark.parametrize("key", REGISTERS)
def test_filled_in_it_is_imported_as_it_is(key: str) -> None:
    register, agency = REGISTERS[key], build.agency()
    who = build.actor(agency)
    book = opened(agency, key)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[3]}
    for name, value in VALUES[key].items():
        each = register.by_name[name]
        if each.kind == "date":
            value = dt.date.fromisoformat(str(value))
        elif each.kind in ("money", "count"):
            value = float(str(value))
        sheet.cell(4, columns[each.heading], value)
    staged = stage_file(who, agency, key, "表.xlsx", saved(book))
    seen = shown(staged)
    assert (seen["units_missing"], seen["missing"]) == ([], [])
    found = seen["found"]
    assert (found["count"], found["errors"], found["questions"]) == (1, [], [])
    assert [each["where"] for each in seen["left_out"]] == ["“填表说明”"]
    assert import_rows(who, staged).rows == 1


@pytest.mark.parametrize("key", REGISTERS)
def test_it_says_how_each_column_is_written_and_checks_it(key: str) -> None:
    register = REGISTERS[key]
    book = opened(build.agency(), key)
    sheet, notes = book.worksheets
    told = {row[0]: row for row in notes.iter_rows(min_row=2, values_only=True)}
    assert set(told) == {each.heading for each in register.by_name.values()}
    checks = {str(check.sqref).split(":")[0]: check for check in sheet.data_validations.dataValidation}
    for each, cell in zip(register.by_name.values(), sheet[3], strict=True):
        assert (told[each.heading][1] == "必填") is each.required
        check = checks.get(f"{cell.column_letter}4")
        kinds = {"choice": "list", "date": "date", "count": "whole", "money": "decimal"}
        assert (check.type if check else None) == kinds.get(each.kind)
        if each.kind == "choice":
            place = check.formula1.partition("!")[2].replace("$", "")
            assert [one.value for one in notes[place][0]] == [label for _, label in each.choices]
        if each.kind in ("text", "number", "request"):
            assert sheet.cell(4, cell.column).number_format == "@"
    assert ("单位：元" in str(sheet["C2"].value)) is (key == "fees")


def test_sections_are_offered_and_applicants_only_to_those_who_enter_them() -> None:
    agency = build.agency()
    Section.objects.create(agency=agency, name="法制科")
    assert "法制科" in [cell.value for row in opened(agency, "requests").worksheets[1] for cell in row]
    heads = [cell.value for cell in opened(agency, "requests", applicants=False).worksheets[0][3]]
    assert "申请人" not in heads and "申请内容" in heads


def test_it_is_offered_where_a_file_is_chosen() -> None:
    agency = build.agency()
    client = build.signed_in(build.person(agency))
    address = reverse("records:blank", args=(agency.pk, "requests"))
    assert address in client.get(reverse("records:import", args=(agency.pk, "requests"))).content.decode()
    answer = client.get(address)
    assert "申请人" in [cell.value for cell in load_workbook(io.BytesIO(answer.content)).worksheets[0][3]]
    assert client.post(address).status_code in (200, 405) and not Applicant.objects.exists()
