"""One report: the newest published version of the year, or the version with a number."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from gongkai_site.annual.models import Placement, Scope, Version
from gongkai_site.portal.addresses import FILES, report_path
from gongkai_site.portal.answer import etag_of, public_data, unchanged
from gongkai_site.portal.published import numbered, readable, shown, some
from gongkai_site.portal.quick import fragment_of, versions_with_placements
from gongkai_site.portal.skeleton import filled, mark

Shape = tuple[bool, bool, bool, tuple[tuple[bool, bool, bool, tuple[tuple[bool, bool, bool, bool], ...]], ...]]
"""Is it for the area, corrected by a newer one, withdrawn; of each version: this one, with a reason, withdrawn, its
placements."""


@require_safe
def report(
    request: HttpRequest, agency_id: int, year: int, number: int | None = None, scope: Scope = Scope.OWN
) -> HttpResponse:
    """Show the locked text, its files, its versions and where it was published."""
    versions = some(shown(versions_with_placements(agency_id, year, scope, number)))
    version = numbered(versions, number)
    placements = [_stated(place) for each in versions for place in each.placements.all()]
    name = version.report.agency.name
    etag = etag_of(request, name, version.sha256, version.number, [each.pk for each in versions], placements)
    if (answer := unchanged(request, etag)) is not None:
        return answer
    page = filled(
        request,
        "portal/report.html",
        _context,
        _shape(version, versions),
        _values(version, versions, fragment_of(version) if readable(version) else ""),
    )
    return public_data(page.encode(), "text/html; charset=utf-8", etag=etag)


def _stated(placement: Placement) -> tuple[object, ...]:
    return placement.pk, placement.platform, placement.url, placement.on, placement.withdrawn_on


def _shape(version: Version, versions: list[Version]) -> Shape:
    each_one = tuple(
        (
            each is version,
            bool(each.reason),
            each.withdrawal is not None,
            tuple(
                (place.own_pages, bool(place.url), bool(place.platform), place.stands)
                for place in each.placements.all()
            ),
        )
        for each in versions
    )
    return version.report.scope == Scope.AREA, _newer(version, versions) is not None, not readable(version), each_one


def _newer(version: Version, versions: list[Version]) -> Version | None:
    """The version that corrected this one: the newest that can be read."""
    return next((each for each in versions if each.number > version.number and readable(each)), None)


def _context(shape: Shape) -> dict[str, Any]:
    """The template's context, with marks for values; names as in :func:`_values`."""
    is_area, is_corrected, is_withdrawn, versions = shape
    names = ("agency", "agency_path", "year", "path", "version_path", "number", "newest", "fragment")
    return {
        **{name: mark(name) for name in names},
        "files": FILES,
        "is_area": is_area,
        "is_corrected": is_corrected,
        "is_withdrawn": is_withdrawn,
        "versions": [
            {
                "is_this": is_this,
                "number": mark(f"{order}.number"),
                "sha256": mark(f"{order}.sha256"),
                "reason": mark(f"{order}.reason") if has_reason else "",
                "is_withdrawn": withdrawn,
                "placements": [
                    {
                        "own_pages": own_pages,
                        "on": mark(f"{order}.{place}.on"),
                        "url": mark(f"{order}.{place}.url") if has_url else "",
                        "platform": mark(f"{order}.{place}.platform") if has_platform else "",
                        "withdrawn_on": "" if stands else mark(f"{order}.{place}.withdrawn_on"),
                        "withdrawn_reason": "" if stands else mark(f"{order}.{place}.withdrawn_reason"),
                    }
                    for place, (own_pages, has_url, has_platform, stands) in enumerate(placements)
                ],
            }
            for order, (is_this, has_reason, withdrawn, placements) in enumerate(versions)
        ],
    }


def _values(version: Version, versions: list[Version], fragment: str) -> dict[str, object]:
    path = report_path(version.report)
    values: dict[str, object] = {
        "agency": version.report.agency.name,
        "agency_path": reverse("portal:agency", args=(version.report.agency_id,)),
        "year": version.report.year,
        "path": path,
        "version_path": f"{path}{version.number}/",
        "number": version.number,
        "newest": (_newer(version, versions) or versions[0]).number,
        "fragment": SafeString(fragment),
    }
    for order, each in enumerate(versions):
        values |= {f"{order}.number": each.number, f"{order}.sha256": each.sha256, f"{order}.reason": each.reason}
        for place, one in enumerate(each.placements.all()):
            values |= {
                f"{order}.{place}.on": one.on.isoformat(),
                f"{order}.{place}.url": one.url,
                f"{order}.{place}.platform": one.platform,
            }
            if one.withdrawn_on is not None:
                values |= {
                    f"{order}.{place}.withdrawn_on": one.withdrawn_on.isoformat(),
                    f"{order}.{place}.withdrawn_reason": one.withdrawn_reason,
                }
    return values
