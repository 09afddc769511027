"""Checking a report with all that the site knows beside it: last year's, superiors' rulings, its agencies' sums."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai import Finding, Report, check
from gongkai_site.agencies.due import due
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.rulings.sets import rule_sets_for
from gongkai_site.annual.figures import source_of


def findings_of(
    content: Report,
    agency: Agency,
    year: int,
    scope: str,
    previous: Report | None,
    *,
    severities: Iterable[str] | None = None,
) -> list[Finding]:
    """Check what ``agency`` reports on ``year``; a report of its area is held against those of the agencies below."""
    return check(
        content,
        previous=previous,
        due=due(agency, year).date,
        rule_sets=rule_sets_for(agency, year),
        area=source_of(scope).sums(agency, year),
        severities=severities,
    )
