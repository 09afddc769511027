"""The version of a report that was locked last."""

from __future__ import annotations

from gongkai_site.annual.models import AnnualReport, Version
from gongkai_site.read_once import read_once


@read_once
def newest_version(report: AnnualReport) -> Version | None:
    """The version locked last; ``None`` before the first. Pages ask it; an action reads what it changes itself."""
    return report.versions.order_by("-number").first()
