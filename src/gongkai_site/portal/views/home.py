"""The first page: find an agency by name or place, or go down from superior to superior; what is new."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai_site.agencies.models import Agency, Kind
from gongkai_site.annual.models import Version
from gongkai_site.portal.addresses import report_path, version_path
from gongkai_site.portal.answer import public_page
from gongkai_site.portal.published import agencies, versions
from gongkai_site.portal.recent import recent

PER_PAGE = 30
NEW = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List the agencies that were asked for."""
    query = "".join(each for each in request.GET.get("q", "") if each.isprintable()).strip()[:100]
    kind = request.GET.get("kind", "")
    superior = _superior(request.GET.get("superior", ""))
    page = Paginator(_found(query, kind, superior), PER_PAGE).get_page(request.GET.get("page"))
    asked = bool(query or kind or superior)
    context = {
        "query": query,
        "kind": kind,
        "kinds": Kind.choices,
        "superior": superior,
        "asked": asked,
        "shown": page,
        "rows": _rows(list(page.object_list)),
        "new": [] if asked or page.number > 1 else [(each, version_path(each)) for each in recent(NEW)],
    }
    return public_page(request, "portal/home.html", context)


def _superior(written: str) -> Agency | None:
    return agencies().filter(pk=int(written)).first() if written.isdecimal() and len(written) < 10 else None


def _found(query: str, kind: str, superior: Agency | None) -> QuerySet[Agency]:
    found = agencies()
    for word in query.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(short_name__icontains=word)
            | Q(place__icontains=word)
            | Q(division_code=word)
            | Q(pk__in=Agency.objects.filter(reorganisations__old_name__icontains=word).values("pk"))
        )
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if superior is not None:
        found = found.filter(superior=superior)
    newest = (
        Version.objects.filter(report__agency=OuterRef("pk"), placements__own_pages=True)
        .order_by("-report__year", "-report__scope", "-number")
        .values("pk")[:1]
    )
    return found.select_related("superior").annotate(newest=Subquery(newest)).order_by("path", "pk")


def _rows(listed: list[Agency]) -> list[dict[str, Any]]:
    """Each agency with how many stand below it and its newest report, which the policy was asked for."""
    wanted = [each.newest for each in listed if each.newest]  # type: ignore[attr-defined] # annotated above
    newest = {each.report.agency_id: each for each in versions().filter(pk__in=wanted)}
    below = dict(
        agencies()
        .filter(superior__in=listed)
        .order_by()
        .values_list("superior")
        .annotate(number=Count("pk"))
        .values_list("superior", "number")
    )
    return [
        {
            "agency": each,
            "below": below.get(each.pk, 0),
            "newest": newest.get(each.pk),
            "path": report_path(newest[each.pk].report) if each.pk in newest else "",
        }
        for each in listed
    ]
