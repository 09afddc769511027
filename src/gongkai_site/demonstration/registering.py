"""Entering the generated year: long registers imported as Excel files, short ones record by record."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook

from gongkai_site.agencies.models import Agency
from gongkai_site.demonstration import documents, facts
from gongkai_site.demonstration.county import County
from gongkai_site.demonstration.plan import YEAR, AgencyPlan
from gongkai_site.demonstration.requests import year_of_disputes, year_of_requests
from gongkai_site.policy import Actor
from gongkai_site.records.actions import add_record, import_rows
from gongkai_site.records.registry import REGISTERS, Register
from gongkai_site.records.staging import stage_file

_SMALL = 0.2
_IMPORTED = 8
"""From so many rows on the office hands in its own Excel export."""


def enter_year(county: County, *, small: bool) -> int:
    """Enter every office's year and return how many records that were."""
    made = 0
    for plan in county.plans():
        clerk, agency = county.who(plan.key), county.agencies[plan.key]
        for key, rows in _registers(plan, _SMALL if small else 1.0):
            _enter(clerk, agency, REGISTERS[key], list(rows))
            made += len(rows)
    return made


def _registers(plan: AgencyPlan, share: float) -> Iterator[tuple[str, Sequence[dict[str, Any]]]]:
    """All registers of an office, disputes after the requests they are about."""
    requests = year_of_requests(plan, share)
    yield "requests", [each.values() for each in requests]
    yield "disputes", [each.values() for each in year_of_disputes(plan, requests)]
    yield "documents", list(documents.normative_documents(plan))
    yield "decisions", list(documents.decisions(plan, share))
    yield "decision-counts", list(documents.decision_counts(plan))
    yield "fees", list(documents.fees(plan))
    yield "publications", list(facts.publications(plan, share))
    yield "circulations", list(facts.circulations(plan))
    yield "trainings", list(facts.trainings(plan))
    yield "inspections", list(facts.inspections(plan))
    yield "appraisals", list(facts.appraisals(plan))
    yield "tickets", list(facts.tickets(plan))


def _enter(clerk: Actor, agency: Agency, register: Register, rows: Sequence[dict[str, Any]]) -> None:
    if len(rows) < _IMPORTED:
        for row in rows:
            add_record(clerk, agency, register.key, {name: value for name, value in row.items() if value != ""})
        return
    name = f"{agency.short_name}{register.title}{YEAR}.xlsx"
    staged = stage_file(clerk, agency, register.key, name, _workbook(register, rows))
    import_rows(clerk, staged, keep_doubtful=True)


def _workbook(register: Register, rows: Sequence[dict[str, Any]]) -> bytes:
    """The rows as an office's export: headings and words as the registers call them."""
    used = {name for row in rows for name in row}
    fields = [each for each in register.by_name.values() if each.name in used]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = register.title[:30]
    sheet.append([each.heading for each in fields])
    for row in rows:
        sheet.append([_written(each, row.get(each.name)) for each in fields])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _written(field: Any, value: Any) -> Any:
    return field.shown(value) if field.kind == "choice" else value
