"""The documents on a desk: by status, with counts and what to do next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.intake.actions.deciding import OPEN
from gongkai_site.intake.models import IncomingDocument, Verdict
from gongkai_site.intake.roster import agencies_of
from gongkai_site.intake.steps import counts, desk_steps
from gongkai_site.office import Step, actor, for_agency, page
from gongkai_site.policy import may
from gongkai_site.worker_seen import SILENT, worker_seen_within

Status = IncomingDocument.Status
_PER_PAGE = 50


@for_agency("intake.view")
def documents(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The list; ``status`` narrows it, ``after`` shows what one upload gave.

    While files wait to be read the page asks for its list again by itself (htmx); without scripts there is a link.
    """
    there = counts(agency)
    edits = may(actor(request), "intake.edit", agency)
    status = request.GET.get("status", "")
    after = request.GET.get("after", "")
    found = _narrowed(agency, status, after)
    shown = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    _count_decided(agency, shown.object_list)
    context = {
        "shown": shown,
        "tabs": [(each.value, each.label, there[each.value]) for each in Status],
        "total": sum(there.values()),
        "status": status,
        "after": after,
        "progress": _progress(found, there[Status.WAITING], bool(after)),
        "edits": edits,
        # Also while they wait: what is read in the meantime is swapped into this page with its box.
        "picks": edits and any(each.status in (*OPEN, Status.WAITING) for each in shown.object_list),
        "here": request.get_full_path(),
    }
    steps = _steps(agency, there) if edits else []
    if request.headers.get("HX-Request"):
        return render(request, "intake/rows.html", {**context, "agency": agency, "steps_anew": steps})
    if context["picks"]:
        context["agencies"] = list(agencies_of(agency).order_by("path"))
    return page(request, "intake/list.html", context, title=_("来文识读"), agency=agency, steps=steps)


@dataclass(frozen=True, slots=True)
class _Progress:
    """How far the reading is: of one upload, or of all that lies on the desk."""

    waiting: int
    total: int
    stands: bool
    """No worker gave a sign of life: nothing will be read until somebody looks."""

    @property
    def done(self) -> int:
        """Files no longer waiting."""
        return self.total - self.waiting


def _progress(found: QuerySet[IncomingDocument], waiting: int, of_upload: bool) -> _Progress | None:
    if not waiting:
        return None
    stands = not worker_seen_within(SILENT)
    if not of_upload:
        return _Progress(waiting, 0, stands)
    counted = found.order_by().aggregate(all=Count("pk"), waiting=Count("pk", filter=Q(status=Status.WAITING)))
    return _Progress(counted["waiting"], counted["all"], stands) if counted["waiting"] else None


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
    """Give every row ``decided``, how many cells people have decided, and ``is_open``; one query for the page."""
    hashes = {row.sha256 for row in rows}
    found = Verdict.objects.filter(agency=agency, sha256__in=hashes, withdrawn=False)
    decided = Counter(found.values_list("sha256", "part"))
    for row in rows:
        row.is_open = row.status in OPEN
        row.decided = decided[row.sha256, row.part]
