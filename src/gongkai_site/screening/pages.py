"""The files that bear a secrecy marking: what was seen in them, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import FileGone, InvalidInput, SiteError
from gongkai_site.office import actor, allowed, for_agency, page
from gongkai_site.office.waiting import steps_of_turns, turns
from gongkai_site.policy import Actor, may, visible
from gongkai_site.policy.holders import Holders
from gongkai_site.screening.actions import confirm, release
from gongkai_site.screening.models import Stopped
from gongkai_site.screening.waiting import waiting_of

_MOST = 200
_DECISIONS: dict[str, Callable[[Actor, Stopped, int, str], None]] = {"release": release, "confirm": confirm}


@require_safe
@for_agency("screening.view")
def listing(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The files of one agency, the newest first; those on which nobody has decided stand on top."""
    things = visible(actor(request), "screening.view", Stopped.objects.filter(agency=agency))
    shown = sorted(things.select_related("by", "decided_by")[:_MOST], key=lambda each: not each.is_open)
    return page(request, "screening/list.html", {"files": shown}, title=_("保密审查"), agency=agency)


@require_http_methods(["GET", "POST"])
def stopped_page(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """One file: what was seen, where, and by what law it stays out; who reviews secrecy decides."""
    stopped = _stopped(request, agency_id, pk, "screening.view")
    who, error = actor(request), None
    if request.method == "POST":
        try:
            _decided(request, who, stopped)
            messages.success(request, _("已记录核实结果。"))
            return HttpResponseRedirect(reverse("screening:list", args=[agency_id]))
        except SiteError as refused:
            error = refused
            stopped.refresh_from_db()
    found = turns(who, [waiting_of(stopped)], Holders([agency_id], who.on)) if stopped.is_open else []
    own = stopped.by_id is not None and stopped.by_id == who.user_id
    decides = may(who, "screening.decide", stopped)
    context = {
        "stopped": stopped,
        "error": error,
        "typed": request.POST if error else {},
        "decides": decides and stopped.is_open and not own,
        "own": own and stopped.is_open,
        "opens": decides and bool(stopped.file),
    }
    return page(
        request,
        "screening/stopped.html",
        context,
        title=stopped.name,
        agency=stopped.agency,
        steps=steps_of_turns(found),
        status=error.status if error else 200,
    )


def _decided(request: HttpRequest, who: Actor, stopped: Stopped) -> None:
    decide = _DECISIONS.get(request.POST.get("do", ""))
    if decide is None:
        raise InvalidInput("没有这一步。", advice="请刷新页面后重试。")
    sent = request.POST.get("revision", "")
    decide(who, stopped, int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0,
           request.POST.get("reason", ""))  # fmt: skip


@require_safe
def file(request: HttpRequest, agency_id: int, pk: int) -> HttpResponseBase:
    """A sealed file, for those who decide on it and nobody else; never shown in the browser."""
    stopped = _stopped(request, agency_id, pk, "screening.decide")
    if not stopped.file:
        raise Http404("这份文件没有收取，系统内没有保存。")
    try:
        kept = default_storage.open(stopped.file)
    except OSError as error:
        raise FileGone("保存的文件找不到了。", advice="请联系系统管理员，从备份中恢复。") from error
    answer = FileResponse(kept, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, stopped.name.rsplit("/", 1)[-1])
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _stopped(request: HttpRequest, agency_id: int, pk: int, right: str) -> Stopped:
    things = Stopped.objects.filter(agency__pk=agency_id).select_related("agency", "by", "decided_by")
    return allowed(request, right, things, pk)
