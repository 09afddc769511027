"""The report as it stands at this moment, as the library's value, and what its checks say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gongkai import Finding, Report
from gongkai.report import blank_report
from gongkai_site.agencies.names import name_in
from gongkai_site.annual.checked import findings_of
from gongkai_site.annual.figures import Figures, figures
from gongkai_site.annual.models import AnnualReport
from gongkai_site.annual.prose import Lookup, lookup_for, texts_of, with_prose


def current_report(
    report: AnnualReport,
    now: Figures | None = None,
    texts: Mapping[str, str] | None = None,
    lookup: Lookup | None = None,
) -> Report:
    """Return the report as it stands now: figures with overrides, prose with its numbers filled in.

    ``texts`` are what its prose is to be instead of what is stored. What the caller has already is not asked again.
    """
    now = now or figures(report)
    name = name_in(report.agency, report.year)
    made = blank_report(
        now.form, agency=name, year=report.year, title=report.title or usual_title(name, report.year), cells=now.values
    )
    headed = replace(made, addressee=report.addressee or None, signature=name, signed=report.signed_on)
    written = texts_of(report) if texts is None else texts
    return with_prose(headed, written, lookup or lookup_for(report, now))


def usual_title(name: str, year: int) -> str:
    """What a report is called unless somebody wrote another title."""
    return f"{name}{year}年政府信息公开工作年度报告"


def live_findings(report: AnnualReport, now: Figures | None = None) -> list[Finding]:
    """Check the report as it stands now."""
    now = now or figures(report)
    return findings_of(current_report(report, now), report.agency, report.year, report.scope, now.last_year.report)
