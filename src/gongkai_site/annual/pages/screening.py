"""What screening found in a report's text: each hit in words, the text with its places marked, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.viewing import marked_content
from gongkai_site.annual.actions.waive import ask_waiver, waive, withdraw_waiver, wrote
from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.annual.pages.reports import draft_for, place
from gongkai_site.annual.readiness import readiness
from gongkai_site.annual.scopes import write_right
from gongkai_site.annual.steps_sign import steps_of
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.office import actor, page
from gongkai_site.policy import Actor, may
from gongkai_site.policy.holders import holders, named

_DO: dict[str, tuple[Callable[[Actor, AnnualReport, str, str], object], str]] = {
    "ask": (ask_waiver, "asked"),
    "waive": (waive, "waived"),
    "withdraw": (withdraw_waiver, "withdrawn"),
}


@require_http_methods(["GET", "POST"])
def screening(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The page of one report's screening."""
    report = draft_for(request, agency_id, year, scope)
    error = None
    if request.method == "POST":
        try:
            messages.success(request, _done(request, report))
            return HttpResponseRedirect(reverse("annual:screening", args=place(report)))
        except SiteError as refused:
            error = refused
    who, open_ = actor(request), report.state in (State.DRAFT, State.SUBMITTED)
    own_work = wrote(who, report)
    found = readiness(report).screened
    context = {
        "report": report,
        "place": place(report),
        "screened": found,
        "original": mark_safe(marked_content(found.content, [each.hit for each in found.hits], found.screen).markup),
        "error": error,
        "typed": request.POST if error else {},
        "may_write": may(who, write_right(report), report),
        "may_ask": open_ and may(who, write_right(report), report),
        "may_waive": open_ and may(who, "report.waive", report) and not own_work,
        "may_withdraw": open_ and may(who, "report.waive", report),
        "own_work": own_work,
        "others": named(each for each in holders(report.agency_id, "report.waive", who.on) if not _is(who, each)),
    }
    return page(
        request,
        "annual/screening.html",
        context,
        title=_("{year}年度报告：筛查").format(year=year),
        agency=report.agency,
        steps=steps_of(who, report),
        status=error.status if error else 200,
    )


def _is(who: Actor, role: object) -> bool:
    return getattr(role, "user_id", None) == who.user_id


def _done(request: HttpRequest, report: AnnualReport) -> str:
    sent = request.POST
    if sent.get("do", "") not in _DO:
        raise InvalidInput("没有这一步。", advice="请刷新页面后重试。")
    act, key = _DO[sent.get("do", "")]
    act(actor(request), report, sent.get("fingerprint", ""), sent.get("reason", ""))
    return {"asked": _("已申请保留。"), "waived": _("已同意保留。"), "withdrawn": _("已撤回。")}[key]
