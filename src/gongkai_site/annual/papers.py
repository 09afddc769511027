"""Excel working papers (工作底稿): the form with its figures, and by register exactly the records each cell counts."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from gongkai.january import plain_value
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.compile import cell_queries, cells_counting
from gongkai_site.annual.compile.registers import COUNTED, Counted
from gongkai_site.annual.figures import Figures
from gongkai_site.annual.models import AnnualReport
from gongkai_site.records.registry import REGISTERS, Register, RegisterField

_FORM_HEADINGS = (
    "单元格", "部分", "行", "列", "单位", "报告数", "台账数", "手工调整原因", "上年数", "统计口径", "依据",
)  # fmt: skip
_FORM_WIDTHS = (34, 8, 44, 24, 8, 10, 10, 30, 10, 80, 40)
_CHUNK = 2_000


def papers(report: AnnualReport, now: Figures) -> bytes:
    """Return the workbook: one sheet with the form, one for each register. No personal data of applicants."""
    book = Workbook(write_only=True)
    _form_sheet(book, now, report.year)
    names = dict(Agency.objects.filter(pk__in=now.agency_ids).values_list("pk", "name"))
    for register in COUNTED.values():
        _register_sheet(book, register, names, report.year)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _form_sheet(book: Workbook, now: Figures, year: int) -> None:
    sheet = book.create_sheet("报表")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_FORM_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append(_head(sheet, _FORM_HEADINGS))
    for key, query in cell_queries(year).items():
        override = now.overrides.get(key)
        section = now.form.section(now.form.table(query.cell.table).section).number
        row = (
            key,
            section,
            query.cell.row_path,
            query.cell.column_path,
            query.cell.unit,
            now.values[key],
            now.counted[key],
            override.reason if override else "",
            now.last_year.cells.get(key),
            query.explanation,
            query.basis,
        )
        sheet.append(_cells(sheet, row))


def _register_sheet(book: Workbook, counted: Counted, names: dict[int, str], year: int) -> None:
    """One register: its records that any cell counts, with the cells and how much they add."""
    register = REGISTERS[counted.key]
    fields = [each for each in register.fields if not each.personal]
    sheet = book.create_sheet(register.title[:31])
    sheet.freeze_panes = "A2"
    for number in range(1, len(fields) + 5):
        sheet.column_dimensions[get_column_letter(number)].width = 18
    sheet.append(_head(sheet, ("编号", "单位", *(each.heading for each in fields), "计入", "计入的单元格")))
    for record, cells in _counted_records(counted, register, names, year):
        values = (_plain(each, record) for each in fields)
        amount = next(iter(cells.values()))
        row = (record.pk, names[record.agency_id], *values, _measured(counted, amount), "\n".join(cells))
        sheet.append(_cells(sheet, row))


def _counted_records(
    counted: Counted, register: Register, names: dict[int, str], year: int
) -> Iterator[tuple[Any, dict[str, int]]]:
    related = [each.column for each in register.fields if each.kind in ("request", "section")]
    records = counted.touching(list(names), year).select_related(*related).order_by("agency", counted.begins, "pk")
    for record in records.iterator(chunk_size=_CHUNK):
        cells = cells_counting(counted, {name: getattr(record, name) for name in counted.columns}, names, year)
        if cells:
            yield record, cells


def _measured(counted: Counted, amount: int) -> float | int:
    return amount / 100 if counted.measure == "amount_fen" else amount


def _plain(field: RegisterField, record: Any) -> Any:
    """Dates and counts as such, everything else in the register's own words."""
    value = getattr(record, field.column)
    if isinstance(value, dt.date) or (field.kind == "count" and isinstance(value, int)):
        return value
    if field.kind == "money" and value is not None:
        return value / 100
    return field.of(record)


def _head(sheet: Any, texts: Iterable[str]) -> list[Any]:
    made = _cells(sheet, texts)
    for each in made:
        each.font = Font(bold=True)
        each.alignment = Alignment(wrap_text=True, vertical="top")
    return made


def _cells(sheet: Any, values: Iterable[Any]) -> list[Any]:
    """Cells that hold texts as texts: one that begins with = is no formula."""
    made = []
    for value in values:
        cell = WriteOnlyCell(sheet, plain_value(value))
        if isinstance(value, str):
            cell.data_type = "s"
        elif isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"
        made.append(cell)
    return made
