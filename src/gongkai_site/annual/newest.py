"""The version of a report that was locked last: of one report, and among many."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from gongkai_site.annual.models import AnnualReport, Version
from gongkai_site.read_once import read_once


@read_once
def newest_version(report: AnnualReport) -> Version | None:
    """The version locked last; ``None`` before the first. Pages ask it; an action reads what it changes itself."""
    return report.versions.order_by("-number").first()


def newest_alone(versions: QuerySet[Version]) -> QuerySet[Version]:
    """Of each report only the version locked last."""
    newest = Version.objects.filter(report=OuterRef("report")).order_by("-number").values("pk")[:1]
    return versions.filter(pk=Subquery(newest))
