"""A register as an Excel file that can be imported again; text is never a formula."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from typing import IO, Any

from django.apps import apps
from django.db.models import QuerySet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from gongkai.january import plain_value
from gongkai_site.agencies.models import Agency
from gongkai_site.policy import Actor, visible
from gongkai_site.records.listing import with_related
from gongkai_site.records.registry import Register, RegisterField

_AT_ONCE = 2_000
_WIDTHS = {"date": 12, "count": 10, "money": 14, "text": 36}


def export(actor: Actor, agency: Agency, register: Register, records: QuerySet[Any]) -> IO[bytes]:
    """Write the records to a workbook and return the open file.

    Applicants stand in it only for requests on which the actor holds ``applicant.view``; their columns are left out
    where there is none such. The caller has asked for ``record.export``.
    """
    sections = _sections_seen(actor, register, records)
    fields = [*register.fields, *(register.applicant_fields if sections else ())]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(register.title[:31])
    for number, each in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(each.kind, 20)
    sheet.freeze_panes = "A2"
    sheet.append([_header(sheet, each) for each in fields])
    rows = with_related(register, records)
    if sections:
        rows = rows.select_related(*_related(register), "applicant")
    for record in rows.iterator(chunk_size=_AT_ONCE):
        seen = bool(sections) and record.section_id in sections
        sheet.append([_cell(sheet, each, record, seen) for each in fields])
    file = tempfile.TemporaryFile()  # noqa: SIM115 # the answer closes it
    book.save(file)
    file.seek(0)
    return file


def _related(register: Register) -> list[str]:
    return [each.column for each in register.fields if each.kind in {"section", "request"}]


def _sections_seen(actor: Actor, register: Register, records: QuerySet[Any]) -> set[int | None]:
    """Return the sections (None: no section) whose applicants may be shown; empty for registers without applicants.

    Of one agency's requests the section alone decides.
    """
    if not register.applicant_fields:
        return set()
    seen = visible(actor, "applicant.view", records.order_by())
    return set(seen.values_list("section_id", flat=True).distinct())


def _header(sheet: Any, each: RegisterField) -> Any:
    cell = WriteOnlyCell(sheet, each.heading)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    return cell


def _cell(sheet: Any, each: RegisterField, record: Any, seen: bool) -> Any:
    if each.personal:
        model = apps.get_model("requests.Applicant")
        try:
            owner = record.applicant if seen else None
        except model.DoesNotExist:
            owner = None
        return _text(sheet, getattr(owner, each.column, ""))
    value = getattr(record, each.column)
    if each.kind == "money":
        cell = WriteOnlyCell(sheet, Decimal(value) / 100)  # type: ignore[arg-type] # openpyxl writes decimals exactly
        cell.number_format = "0.00"
        return cell
    if isinstance(value, dt.date):
        cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type] # openpyxl writes dates too
        cell.number_format = "yyyy-mm-dd"
        return cell
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value)
    return _text(sheet, each.of(record))


def _text(sheet: Any, text: str) -> Any:
    """Return a cell that holds text as text: ``=1+1`` is no formula, nor a sign that Excel would compute on."""
    cell = WriteOnlyCell(sheet, plain_value(text) or None)
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
        if text.startswith(("=", "+", "-", "@", "\t")):
            cell.quotePrefix = True
    return cell
