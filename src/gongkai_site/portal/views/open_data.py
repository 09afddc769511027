"""Every published report as data: addresses and hashes, in the order of publication, page by page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai_site.annual.models import Placement, Version
from gongkai_site.portal.addresses import FILES, version_path, whole
from gongkai_site.portal.answer import public_data
from gongkai_site.portal.published import readable
from gongkai_site.portal.recent import first_placements, in_order

PER_PAGE = 200


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the published versions after the position ``after``; ``next`` is the address of those that follow.

    New publications come at the end, so who keeps the last address asks it again and gets what is new.
    """
    written = request.GET.get("after", "0")
    if not (written.isascii() and written.isdecimal() and len(written) < 19):
        return JsonResponse({"error": "“after”须为整数，取自上一页的“next”。"}, status=400)
    placed = list(
        first_placements().filter(pk__gt=int(written)).order_by("pk").values_list("pk", "version")[: PER_PAGE + 1]
    )
    here, more = placed[:PER_PAGE], len(placed) > PER_PAGE
    last = here[-1][0] if here else int(written)
    following = whole(request, f"{reverse('portal:reports-json')}?after={last}")
    body: dict[str, Any] = {
        "reports": [stated(request, each) for each in in_order([version for _, version in here])],
        "withdrawn": _all_withdrawn(request),
        "next": following if more else None,
        "later": following,
    }
    answer = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    return public_data(answer.content, "application/json")


def stated(request: HttpRequest, version: Version) -> dict[str, Any]:
    """One published version as data."""
    report, agency = version.report, version.report.agency
    address = whole(request, version_path(version))
    return {
        "agency": {
            "address": whole(request, reverse("portal:agency", args=(agency.pk,))),
            "name": agency.name,
            "place": agency.place,
            "division_code": agency.division_code,
            "kind": agency.kind,
        },
        "year": report.year,
        "scope": report.scope,
        "version": version.number,
        "correction_reason": version.reason,
        "sha256": version.sha256,
        "address": address,
        "files": {kind: f"{address}{kind}/" for kind in FILES} if readable(version) else {},
        "withdrawn": _withdrawn(version.withdrawal),
        "published": [
            {
                "here": each.own_pages,
                "platform": each.platform,
                "address": each.url,
                "on": each.on.isoformat(),
                "withdrawn": _withdrawn(each),
            }
            for each in version.placements.all()
        ],
    }


def _withdrawn(placement: Placement | None) -> dict[str, str] | None:
    if placement is None or placement.withdrawn_on is None:
        return None
    return {"on": placement.withdrawn_on.isoformat(), "reason": placement.withdrawn_reason}


def _all_withdrawn(request: HttpRequest) -> list[dict[str, Any]]:
    """Every version withdrawn: who has read further than where it stands learns of it here."""
    placed = Placement.objects.filter(own_pages=True).exclude(withdrawn_on=None).order_by("pk")
    listed = in_order(list(dict.fromkeys(placed.values_list("version", flat=True))))
    return [
        {"address": whole(request, version_path(each)), **(_withdrawn(each.withdrawal) or {})}
        for each in listed
        if each.withdrawal is not None
    ]
