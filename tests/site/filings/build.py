"""Locked versions and filings for tests, made straight in the database."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from gongkai.forms import get_form
from gongkai.report import Report, blank_report
from gongkai_site.agencies.models import Agency, Kind, Level
from gongkai_site.annual.models import AnnualReport, Origin, Scope, State, Version
from gongkai_site.filings.digest import digest
from gongkai_site.filings.models import Filing, FilingLink
from gongkai_site.people.models import Role
from tests.site.build import actor, agency

YEAR = 2024
RECEIVED = "requests.received.total"
PERSONS = "requests.received.natural_person"
FEES = "proactive.fees.amount"


def content(agency: Agency, year: int = YEAR, form: str = "2021", **cells: Any) -> Report:
    """A report on which every cell is printed, 0 where nothing else is said (``__`` stands for a dot)."""
    values: dict[str, Any] = dict.fromkeys(get_form(form).keys, 0)
    values.update({key.replace("__", "."): value for key, value in cells.items()})
    return blank_report(
        form, agency=agency.name, year=year, title=f"{agency.name}{year}年政府信息公开工作年度报告", cells=values
    )


def version(
    agency: Agency,
    year: int = YEAR,
    *,
    scope: str = Scope.OWN,
    origin: str = Origin.COMPILED,
    report: Report | None = None,
    findings: tuple[str, ...] = (),
    **cells: Any,
) -> Version:
    """Lock a version of the agency's report; ``findings`` are severities."""
    working, _ = AnnualReport.objects.get_or_create(
        agency=agency, year=year, scope=scope, defaults={"state": State.LOCKED}
    )
    data = (report or content(agency, year, **cells)).to_json()
    said = [
        {
            "rule": "requests.balance", "severity": each, "cells": [RECEIVED], "message": "收到数与办理结果不相等",
            "message_en": "", "basis": "国办公开办函〔2021〕30号", "expected": 1, "found": 2,
        }
        for each in findings
    ]  # fmt: skip
    return Version.objects.create(
        report=working, number=working.versions.count() + 1, origin=origin, content=data, cells=data["cells"],
        findings=said, errors=findings.count("error"), sha256="0" * 64, locked_at=timezone.now(),
    )  # fmt: skip


def filed(made: Version, state: str = Filing.State.ACCEPTED, **more: Any) -> Filing:
    """File a version with its agency's superior."""
    report = made.report
    more.setdefault("superior", report.agency.superior)
    more.setdefault("filed_on", dt.date(report.year + 1, 1, 10))
    return Filing.objects.create(
        version=made, agency=report.agency, year=report.year, scope=report.scope, state=state, **more, **digest(made)
    )


def link(agency: Agency, year: int = YEAR, superior: Agency | None = None) -> FilingLink:
    """A one-time link that works."""
    return FilingLink.objects.create(
        agency=agency, superior=superior or agency.superior or agency, year=year, token_sha256=uuid.uuid4().hex,
        expires_at=timezone.now() + dt.timedelta(days=1),
    )  # fmt: skip


def real_towns() -> list[Agency]:
    """Townships of one county with names and a place as real ones have them, so that a document can be matched."""
    place = "湖北省松江市河阳县"
    government = agency("河阳县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, place=place)
    return [agency(f"河阳县{name}人民政府", government, place=place) for name in ("白马镇", "青山镇")]


def supervisor(superior: Agency) -> Any:
    """Somebody who looks after the agencies below, as an actor."""
    return actor(superior, Role.SUPERVISOR)
