"""What the page shows of a staged file: plain data, so that the worker can make it and the page only prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongkai_site.errors import SiteError
from gongkai_site.records.headers import Header, likelier
from gongkai_site.records.laid import Laid, Sheet, laid
from gongkai_site.records.models import StagedFile
from gongkai_site.records.preview import Preview, RowProblem, preview
from gongkai_site.records.registry import REGISTERS, Register
from gongkai_site.records.units import MONEY
from gongkai_site.sheets.tables import LeftOut, Table, letters_of
from gongkai_site.sheets.words import tidy

_TOLD = 200
_LISTED = 20
_ROWS = 20
_SAMPLE = 5
_COLUMNS = 60


def shown(staged: StagedFile, *, keep: bool = False) -> dict[str, Any]:
    """Open a staged file, see what importing it would do, and return what the page shows of it."""
    register = REGISTERS[staged.register]
    file = laid(staged)
    ready = file.header is not None and bool(file.sheets) and not file.missing and not file.without_unit
    found = preview(staged.agency, register, file, keep_doubtful=keep) if ready else None
    other = None
    counts_items = any(each.counts_items for each in file.sheets)
    if file.header is None or file.missing or counts_items:
        other = likelier(register, file.chosen, REGISTERS.values())
    return {
        "revision": staged.revision,
        "keep": keep,
        "tables": [each.name for each in file.book.tables],
        "sheet": file.chosen.name,
        "read": [each.table.name for each in file.sheets],
        "columns": _columns(file.header),
        "sample": _sample(file.chosen, file.header),
        "missing": file.missing,
        "units_missing": [each.label for each in file.without_unit],
        "units": list(MONEY) if file.without_unit or staged.choices.get("unit") else [],
        "other": other.key if other else "",
        "around": list(_around(register, file, staged.mapping)),
        "counts_items": counts_items,
        "mended": [[where, was, staged.edits[where]] for where, was in file.mended.items()],
        "left_out": _listed(found.left_out if found else file.left_out),
        "found": _found(register, file, found) if found else None,
    }


def unreadable(staged: StagedFile, error: SiteError) -> dict[str, Any]:
    """The same of a file that turned out to be no table."""
    return {"revision": staged.revision, "keep": False, "unreadable": str(error)}


def _found(register: Register, file: Laid, found: Preview) -> dict[str, Any]:
    return {
        "count": len(found.entries),
        "skipped": found.skipped,
        "blank": found.blank,
        "in_file": [[file.place(row), file.place(first)] for row, first in found.in_file[:_LISTED]],
        "in_file_count": len(found.in_file),
        "in_register": [file.place(row) for row in found.in_register[:_LISTED]],
        "in_register_count": len(found.in_register),
        "totals": [[each.cell, each.label, each.written, each.read, each.agrees] for each in found.totals[:_TOLD]],
        "questions": found.questions[:_TOLD],
        "questions_count": len(found.questions),
        "asked": found.asked,
        "errors": [_problem(each) for each in found.errors[:_TOLD]],
        "errors_count": len(found.errors),
        "doubts": [_problem(each) for each in found.doubts[:_TOLD]],
        "doubts_count": len(found.doubts),
        "rows": list(_rows(register, file, found)),
    }


def _problem(each: RowProblem) -> dict[str, Any]:
    return {
        "cell": each.cell,
        "label": each.label,
        "message": each.message,
        "text": each.text,
        "mendable": each.mendable,
    }


def _rows(register: Register, file: Laid, found: Preview) -> Iterator[dict[str, Any]]:
    """The first rows to add, each field with what stood in the file beside what was made of it."""
    fields = list(register.listed)
    for number, entry in found.entries[:_ROWS]:
        original = found.original[number]
        cells = []
        for each in fields:
            value = each.of(entry.values)
            text = original.get(each.name)
            cells.append({"value": value, "original": text, "same": text is not None and text == value})
        yield {"place": file.place(number), "cells": cells}


def _around(register: Register, file: Laid, chosen: Mapping[str, object]) -> Iterator[dict[str, str]]:
    """What was said around the tables, and what of it is applied."""
    for sheet in file.sheets:
        for said in sheet.around.said:
            yield {"where": said.where, "text": said.text, "applied": ""}
        for applied in _applied(register, sheet, chosen):
            yield {"where": f"“{sheet.table.name}”", "text": "", "applied": applied}


def _applied(register: Register, sheet: Sheet, chosen: Mapping[str, object]) -> Iterator[str]:
    for name, where in sheet.mapping.items():
        each = register.by_name[name]
        if isinstance(where, str):
            if name not in chosen:
                yield f"{each.label}没有列，按工作表名读作“{each.shown(where.removeprefix('='))}”"
            continue
        stated = sheet.around.unit(each, sheet.header, where)
        if each.kind == "money":
            if stated:
                yield f"{each.label}的单位按{stated}读取"
            elif sheet.unit_chosen:
                yield f"{each.label}没有写明单位，按您选定的{sheet.unit_chosen}读取"
        elif each.kind == "count" and stated not in ("", "个") and stated[:1] in "百千万":
            yield f"{each.label}的单位按{stated}读取"
    if sheet.around.year is not None:
        yield f"年度{sheet.around.year}：没有写年份的日期按{sheet.around.year}年读取，其他年份的须确认"
    if sheet.around.agency:
        yield f"填报单位：{sheet.around.agency}"


def _listed(left_out: Iterable[LeftOut]) -> list[Mapping[str, str]]:
    return [{"where": each.where, "why": each.why} for each in left_out]


def _columns(header: Header | None) -> list[list[str]]:
    """The columns that may be chosen: place and title."""
    if header is None:
        return []
    named = [[str(at), f"{letters_of(at)}列 {header.title(at)[:40]}"] for at, parts in enumerate(header.parts) if parts]
    return named[:_COLUMNS]


def _sample(table: Table, header: Header | None) -> list[list[Any]]:
    """The file's beginning: the lines over the header, the header, and the rows after it."""
    last = header.bottom + _SAMPLE if header else _SAMPLE + 10
    first = max(0, header.top - _SAMPLE) if header else 0
    return [
        [number, [tidy(cell)[:40] if cell is not None else "" for cell in row[:_COLUMNS]]]
        for number, row in enumerate(table.rows[first:last], first + 1)
    ]
