"""Which right writes a report: the agency's own by those who report, that of its area by those who consolidate."""

from __future__ import annotations

from gongkai_site.annual.models import AnnualReport, Scope


def writing_right(scope: str) -> str:
    """The right to begin, write and override a report of this scope."""
    return "consolidation.write" if scope == Scope.AREA else "report.write"


def write_right(report: AnnualReport) -> str:
    """The right to write this report."""
    return writing_right(report.scope)
