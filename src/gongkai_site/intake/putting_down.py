"""Reading a document's file and putting down what was read: what people decided of it stays."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai import __version__
from gongkai.report import Report
from gongkai_site.action import Act, acting
from gongkai_site.errors import SiteError
from gongkai_site.intake.kept import keep_earlier, of_file
from gongkai_site.intake.matching import Desk
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.particulars import particulars
from gongkai_site.intake.reading import ReadPart, read_file
from gongkai_site.intake.sealing import screened, seal
from gongkai_site.intake.sources import storable
from gongkai_site.intake.storing import stored
from gongkai_site.policy import SYSTEM

Status = IncomingDocument.Status
_LAST_YEAR = 9999
"""A file may state any number as its year; beyond this one no calendar goes."""


def read_document(document: IncomingDocument) -> list[IncomingDocument]:
    """Read the file of a waiting document and match its reports; return the documents of that file.

    A file with several reports gives one document each, told apart by ``part``. Done twice it does nothing; verdicts
    are never touched. The long reading runs outside the transaction that puts it down.
    """
    if not of_file(document).filter(status=Status.WAITING).exists():
        return list(of_file(document))
    hidden: list[dict[str, Any]] = []
    try:
        data = stored(document)
        looked = screened(data, document)
        if looked.markings:
            return seal(document, looked, len(data))
        hidden = looked.hidden
        parts = read_file(data, document.name)
    except SiteError as error:
        parts = [ReadPart(None, error)]
    desk = Desk(document.agency)
    with transaction.atomic():
        rows = {row.part: row for row in of_file(document).select_for_update(of=("self",))}
        if any(row.status == Status.WAITING for row in rows.values()):
            with acting(SYSTEM, "document.read", right="intake.read", on=document) as act:
                _put_down(act, rows, parts, desk, hidden)
    return list(of_file(document))


def _put_down(
    act: Act, rows: dict[int, IncomingDocument], parts: list[ReadPart], desk: Desk, hidden: list[dict[str, Any]]
) -> None:
    first = next(iter(rows.values()))
    for number in range(1, max(len(parts), *rows) + 1):
        row = rows.get(number) or _another(first, number)
        if row.status != Status.WAITING:
            continue
        before = particulars(row) if row.pk else None
        keep_earlier(row)
        if number <= len(parts):
            _take_over(row, parts[number - 1], desk)
        else:
            row.status, row.content, row.sources = Status.UNREADABLE, None, {}
            row.message = f"重新识读后，这份文件里没有第{number}份报告。"
        row.sealed, row.hidden = False, hidden
        row.revision += 1
        row.save()
        act.changed(row, before=before, after=particulars(row))


def _another(first: IncomingDocument, number: int) -> IncomingDocument:
    return IncomingDocument(
        agency=first.agency,
        expected_agency=first.expected_agency,
        expected_year=first.expected_year,
        via_link=first.via_link,
        by_id=first.by_id,
        name=first.name,
        sha256=first.sha256,
        file=first.file.name,
        part=number,
    )


def _take_over(row: IncomingDocument, part: ReadPart, desk: Desk) -> None:
    report = part.report
    row.doubts, row.sources = len(part.doubted), part.sources
    row.release, row.read_at = __version__, timezone.now()
    if report is None:
        row.status, row.content, row.candidates = Status.UNREADABLE, None, []
        row.message = str(storable(str(part.error)))
        return
    row.content = storable(report.to_json())
    match(row, report, desk)


def match(row: IncomingDocument, report: Report, desk: Desk) -> None:
    """Say what the report calls itself, and whose it is, unless a person has said so."""
    row.stated_agency = str(storable(report.agency or ""))[:200]
    row.stated_year = report.year if report.year is not None and 0 < report.year <= _LAST_YEAR else None
    if row.assigned:
        row.status = Status.MATCHED
        return
    outcome = desk.match(report, row.expected_agency, row.expected_year)
    row.status, row.message = outcome.status, outcome.message
    row.of_agency_id, row.of_year, row.candidates = outcome.agency_id, outcome.year, list(outcome.candidates)
