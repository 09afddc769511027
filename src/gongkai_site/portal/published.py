"""What the public pages may show: whatever the policy lets the public see, whoever looks.

The policy is asked at each request and nothing of its answer is kept. A signed-in person sees here what everybody sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.http import Http404

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import Scope, Version
from gongkai_site.policy import PUBLIC, agencies_where, may, visible

_AGENCY = ("name", "place", "division_code", "kind")
_REPORT = ("agency", "year", "scope")
_COLUMNS = (
    "number",
    "reason",
    "sha256",
    *(f"report__{name}" for name in _REPORT),
    *(f"report__agency__{name}" for name in _AGENCY),
)
"""What pages and lists say of a version. Its text and data are only read for the one that is shown."""


def versions() -> QuerySet[Version]:
    """The versions published, also those withdrawn since, without their large columns."""
    listed = Version.objects.select_related("report__agency").prefetch_related("placements").only(*_COLUMNS)
    return visible(PUBLIC, "published.list", listed)


def shown(candidates: Iterable[Version]) -> list[Version]:
    """Those of the versions, read otherwise than by :func:`versions`, of which the public may know."""
    return [each for each in candidates if may(PUBLIC, "published.list", each)]


def readable(version: Version) -> bool:
    """Whether the public may read its text and have its files: it does not of one that was withdrawn."""
    return may(PUBLIC, "published.view", version)


def agencies() -> QuerySet[Agency]:
    """The agencies whose particulars the public may see."""
    return agencies_where(PUBLIC, "agency.particulars")


def versions_of_report(agency_id: int, year: int, scope: Scope) -> list[Version]:
    """The published versions of one report, newest first.

    Raises :class:`Http404` where there is none; a report that is not published and one that is not there look alike.
    """
    of_report = versions().filter(report__agency_id=agency_id, report__year=year, report__scope=scope)
    return some(list(of_report.order_by("-number")))


def some(found: list[Version]) -> list[Version]:
    """The versions found. Raises :class:`Http404` where there is none."""
    if not found:
        raise Http404
    return found


def numbered(candidates: Sequence[Version], number: int | None) -> Version:
    """The version with this number; if none is asked for the newest that can be read, else the newest.

    Raises :class:`Http404`.
    """
    if number is None:
        return next(filter(readable, candidates), candidates[0])
    for each in candidates:
        if number == each.number:
            return each
    raise Http404
