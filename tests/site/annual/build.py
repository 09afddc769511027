"""Reports, versions and records of one agency, made straight in the database."""

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from gongkai.report import blank_report
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Origin, State, Version
from gongkai_site.audit.models import Head
from gongkai_site.disputes.models import Dispute
from gongkai_site.registers.models import Decision, DecisionCount, Fee, RegulatoryDocument
from gongkai_site.requests.models import Request

YEAR = 2026
_numbers = itertools.count(1)


def day(text: str) -> dt.date | None:
    """``2026-3-5`` as a date, nothing for nothing."""
    return dt.date(*map(int, text.split("-"))) if text else None


def request(agency: Agency, received: str, concluded: str = "", outcome: str = "granted", **more: Any) -> Request:
    """A request, concluded with ``outcome`` if ``concluded`` names a day."""
    return Request.objects.create(
        agency=agency, number=f"公开申请第{next(_numbers)}号", received_on=day(received),
        concluded_on=day(concluded), outcome=outcome if concluded else "",
        **{"applicant_kind": "natural_person", "subject": "某年预算", **more},
    )  # fmt: skip


def dispute(agency: Agency, lodged: str, concluded: str = "", result: str = "upheld", **more: Any) -> Dispute:
    """A reconsideration, or what ``more`` makes of it."""
    return Dispute.objects.create(
        agency=agency, number=f"案{next(_numbers)}号", lodged_on=day(lodged), concluded_on=day(concluded),
        result=result if concluded else "", **{"kind": "reconsideration", **more},
    )  # fmt: skip


def document(agency: Agency, made: str, repealed: str = "", expires: str = "", **more: Any) -> RegulatoryDocument:
    """A normative document in force from the day it was made."""
    return RegulatoryDocument.objects.create(
        agency=agency, number=f"政发{next(_numbers)}号", title="办法", made_on=day(made), repealed_on=day(repealed),
        expires_on=day(expires), **{"kind": "normative", "in_force_from": day(made), **more},
    )  # fmt: skip


def decision(agency: Agency, on: str, kind: str = "licence", **more: Any) -> Decision:
    """A licence, or another decision."""
    values = {"number": f"许可{next(_numbers)}号", "matter": "事项", **more}
    return Decision.objects.create(agency=agency, kind=kind, decided_on=day(on), **values)


def count(agency: Agency, starts: str, ends: str, number: int, kind: str = "licence", **more: Any) -> DecisionCount:
    """A number of decisions."""
    return DecisionCount.objects.create(
        agency=agency, kind=kind, starts_on=day(starts), ends_on=day(ends), count=number, **more
    )


def fee(agency: Agency, on: str, fen: int, **more: Any) -> Fee:
    """A charge, or a refund."""
    return Fee.objects.create(agency=agency, item="工本费", charged_on=day(on), amount_fen=fen, **more)


def report(agency: Agency, year: int = YEAR, **more: Any) -> AnnualReport:
    """A report in draft."""
    return AnnualReport.objects.create(agency=agency, year=year, **more)


def version(made: AnnualReport, cells: dict[str, Any] | None = None, **more: Any) -> Version:
    """The report's next version, with these cells and 0 elsewhere; the report is locked."""
    content = blank_report("2021", agency=made.agency.name, year=made.year)
    content = content.with_cells({**dict.fromkeys(content.cells, 0), **(cells or {})})
    data = content.to_json()
    locked = Version.objects.create(
        report=made, number=made.versions.count() + 1, content=data, cells=data["cells"], sha256="0" * 64,
        **{"origin": Origin.COMPILED, "locked_at": timezone.now(), "event_number": Head.objects.get().number, **more},
    )  # fmt: skip
    AnnualReport.objects.filter(pk=made.pk).update(state=State.LOCKED)
    made.state = State.LOCKED
    return locked
