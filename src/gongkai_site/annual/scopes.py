"""Whose figures a report holds, and who writes it: the agency's own or, by those who consolidate, its area's."""

from __future__ import annotations

from gongkai_site.agencies.models import Agency, Kind
from gongkai_site.annual.models import AnnualReport, Scope


def writing_right(scope: str) -> str:
    """The right to begin, write and override a report of this scope."""
    return "consolidation.write" if scope == Scope.AREA else "report.write"


def usual_scope(agency: Agency) -> str:
    """Which report of an agency a document holds unless somebody says otherwise: a government's is that of its area."""
    return Scope.AREA if agency.kind == Kind.GOVERNMENT else Scope.OWN


def write_right(report: AnnualReport) -> str:
    """The right to write this report."""
    return writing_right(report.scope)
