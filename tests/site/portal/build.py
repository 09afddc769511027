"""Published reports for tests, put straight in the database; locking and publishing are tested where they live."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils import timezone

from gongkai.report import Report
from gongkai.writing.html import render_article
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.content import content_hash
from gongkai_site.annual.models import AnnualReport, Origin, Placement, Scope, Version
from tests.writing.strategies import example


def content(agency: Agency, year: int) -> Report:
    """A report that passes every check, of this agency on this year."""
    return replace(example(), agency=agency.name, year=year, title=f"{agency}{year}年政府信息公开工作年度报告")


def version(agency: Agency, year: int = 2025, scope: Scope = Scope.OWN, *, reason: str = "") -> Version:
    """Lock one more version, without publishing it."""
    report, _ = AnnualReport.objects.get_or_create(agency=agency, year=year, scope=scope)
    number = report.versions.count() + 1
    text = content(agency, year)
    return Version.objects.create(
        report=report,
        number=number,
        origin=Origin.DOCUMENT,
        reason=reason,
        content=text.to_json(),
        cells={},
        sha256=content_hash(text.to_json()),
        fragment=render_article(text),
        locked_at=timezone.now(),
    )


def placed(version: Version, on: dt.date = dt.date(2026, 1, 20), **more: Any) -> Placement:
    """Publish a version on this site's own pages."""
    more.setdefault("own_pages", True)
    return Placement.objects.create(version=version, on=on, **more)


def published(agency: Agency, year: int = 2025, scope: Scope = Scope.OWN, *, reason: str = "") -> Version:
    """Lock one more version and publish it on this site's own pages."""
    made = version(agency, year, scope, reason=reason)
    placed(made, dt.date(year + 1, 1, 20))
    return made
