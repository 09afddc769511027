"""One report's versions and its text in one hand-written query: the page asked for most, not far from an empty answer.

The objects are the models' own, without the columns not read, so that the policy is asked of what it always is. Their
placements are a plain list: read them with ``placements.all()`` and nothing else.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Placement, Scope, Version

_VERSIONS = """
    SELECT agency.id, agency.name, report.id,
        CASE WHEN version.number = COALESCE(%s, (
            SELECT MAX(newest.number) FROM annual_version AS newest WHERE newest.report_id = report.id
        )) THEN version.fragment END,
        version.id, version.number, version.reason, version.sha256,
        placement.id, placement.own_pages, placement.platform, placement.url, placement."on",
        placement.withdrawn_on, placement.withdrawn_reason
    FROM annual_annualreport AS report
    JOIN agencies_agency AS agency ON agency.id = report.agency_id
    JOIN annual_version AS version ON version.report_id = report.id
    LEFT JOIN annual_placement AS placement ON placement.version_id = version.id
    WHERE report.agency_id = %s AND report.year = %s AND report.scope = %s
    ORDER BY version.number DESC, placement."on", placement.id"""
_FRAGMENT = "SELECT fragment FROM annual_version WHERE id = %s"


def versions_with_placements(agency_id: int, year: int, scope: Scope, number: int | None = None) -> list[Version]:
    """Every version of one report, published or not, newest first.

    The text of the one with this ``number`` (else of the newest) is read along, for it is most likely the one shown:
    what may be shown is decided afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS, (number, agency_id, year, scope.value))
        rows = cursor.fetchall()
    if not rows:
        return []
    agency = _made(Agency, id=rows[0][0], name=rows[0][1])
    report = _made(AnnualReport, id=rows[0][2], agency_id=agency_id, year=year, scope=scope.value)
    report.agency = agency
    versions: dict[int, Version] = {}
    placements: dict[int, list[Placement]] = {}
    for _, _, _, fragment, key, numbered, reason, sha256, *placed in rows:
        if key not in versions:
            text = {} if fragment is None else {"fragment": fragment}
            version = _made(Version, id=key, report_id=report.pk, number=numbered, reason=reason, sha256=sha256, **text)
            version.report = report
            placements[key] = []
            version._prefetched_objects_cache = {"placements": placements[key]}  # as a prefetch does
            versions[key] = version
        if placed[0] is not None:
            placements[key].append(_placement(key, *placed))
    return list(versions.values())


def fragment_of(version: Version) -> str:
    """The locked HTML of a version that the policy has allowed; empty where its tables cannot be set out."""
    if "fragment" not in version.get_deferred_fields():
        return version.fragment
    with connection.cursor() as cursor:
        cursor.execute(_FRAGMENT, (version.pk,))
        fragment: str = cursor.fetchone()[0]
    return fragment


def _placement(
    version_id: int, key: int, own_pages: Any, platform: str, url: str, on: Any, withdrawn_on: Any, reason: str
) -> Placement:
    """SQLite knows neither truth nor days."""
    made: Placement = _made(
        Placement,
        id=key,
        version_id=version_id,
        own_pages=bool(own_pages),
        platform=platform,
        url=url,
        on=_day(on),
        withdrawn_on=_day(withdrawn_on),
        withdrawn_reason=reason,
    )
    return made


def _day(stored: Any) -> dt.date | None:
    return dt.date.fromisoformat(stored) if isinstance(stored, str) else stored


def _made(model: type[Any], **columns: Any) -> Any:
    """A stored object of which only these columns were read."""
    order = {field.attname: place for place, field in enumerate(model._meta.concrete_fields)}
    names = sorted(columns, key=order.__getitem__)
    return model.from_db(DEFAULT_DB_ALIAS, names, [columns[name] for name in names])
