"""The documents on a desk: by status, with counts and what to do next."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.intake.models import IncomingDocument, Verdict
from gongkai_site.intake.steps import counts, desk_steps
from gongkai_site.office import Step, actor, for_agency, page
from gongkai_site.policy import may

Status = IncomingDocument.Status
_PER_PAGE = 50


@for_agency("intake.view")
def documents(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The list; ``status`` narrows it, ``after`` shows what one upload gave."""
    there = counts(agency)
    edits = may(actor(request), "intake.edit", agency)
    status = request.GET.get("status", "")
    after = request.GET.get("after", "")
    shown = Paginator(_narrowed(agency, status, after), _PER_PAGE).get_page(request.GET.get("page"))
    _count_decided(agency, shown.object_list)
    return page(
        request,
        "intake/list.html",
        {
            "shown": shown,
            "tabs": [(each.value, each.label, there[each.value]) for each in Status],
            "total": sum(there.values()),
            "status": status,
            "after": after,
            "waiting": there[Status.WAITING],
            "edits": edits,
        },
        title=_("来文识读"),
        agency=agency,
        steps=_steps(agency, there) if edits else [],
    )


def _steps(agency: Agency, there: dict[str, int]) -> list[Step]:
    upload = Step(_("上传报告文件"), reverse("intake:upload", args=[agency.pk]), _("网页、Word、PDF、Excel 或压缩包"))
    return desk_steps(agency, there) or [upload]


def _narrowed(agency: Agency, status: str, after: str) -> QuerySet[IncomingDocument]:
    found = IncomingDocument.objects.filter(agency=agency)
    if status in Status.values:
        found = found.filter(status=status)
    if after.isascii() and after.isdigit() and len(after) < 16:
        found = found.filter(pk__gt=int(after))
    return found.select_related("of_agency", "by").defer("content", "sources").order_by("-at", "id")


def _count_decided(agency: Agency, rows: Any) -> None:
    """Give every row ``decided``: how many cells people have decided, in one query for the page."""
    hashes = {row.sha256 for row in rows}
    found = Verdict.objects.filter(agency=agency, sha256__in=hashes, withdrawn=False)
    decided = Counter(found.values_list("sha256", "part"))
    for row in rows:
        row.decided = decided[row.sha256, row.part]
