"""One agency: what art. 12 makes public of it, and its reports by year."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai_site.agencies.models import Agency, Reorganisation
from gongkai_site.annual.models import Scope, Version
from gongkai_site.portal.addresses import report_path
from gongkai_site.portal.answer import public_page
from gongkai_site.portal.published import agencies, readable, versions


@require_safe
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Show an agency."""
    found = agencies().select_related("superior", "successor").filter(pk=agency_id).first()
    if found is None:
        raise Http404
    published = list(versions().filter(report__agency_id=found.pk).order_by("-report__year", "-number"))
    context = {
        "agency": found,
        "particulars": particulars(found),
        "years": by_year(published),
        "changes": Reorganisation.objects.filter(agency=found, voided=False).select_related("successor"),
        "below": agencies().filter(superior=found).count(),
    }
    return public_page(request, "portal/agency.html", context)


def particulars(agency: Agency) -> list[tuple[str, str, str]]:
    """Name, value and address of each thing that 《条例》第十二条第二款 has an agency's guide name."""
    return [
        (_("政府信息公开工作机构"), agency.body, ""),
        (_("办公地址"), agency.address, ""),
        (_("邮政编码"), agency.postcode, ""),
        (_("办公时间"), agency.hours, ""),
        (_("联系电话"), agency.telephone, f"tel:{agency.telephone}" if _dialled(agency.telephone) else ""),
        (_("传真号码"), agency.fax, ""),
        (_("电子邮箱"), agency.email, f"mailto:{agency.email}" if agency.email else ""),
        (_("网址"), agency.website, agency.website),
    ]


def by_year(published: list[Version]) -> list[dict[str, Any]]:
    """The newest published version of each year, own and for the area, newest year first."""
    years: dict[int, dict[str, Any]] = {}
    for each in published:
        row = years.setdefault(each.report.year, {"year": each.report.year, "own": None, "area": None})
        listed = row[each.report.scope]
        if listed is None or (listed.is_withdrawn and readable(each)):
            row[each.report.scope] = _Listed(each)
    return list(years.values())


class _Listed:
    """One report in the list: address, first day it stood here, and whether it was corrected."""

    def __init__(self, version: Version) -> None:
        self.path = report_path(version.report)
        self.on = min(each.on for each in version.placements.all() if each.own_pages)
        self.number = version.number
        self.is_withdrawn = not readable(version)
        self.is_area = version.report.scope == Scope.AREA


def _dialled(telephone: str) -> bool:
    return bool(telephone) and all(sign.isdigit() or sign in "+-" for sign in telephone)
