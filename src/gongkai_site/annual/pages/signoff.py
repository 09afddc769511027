"""Review and sign-off: the checklist, what to do in the present state, and the sheet for signature."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.writing import render_report, table_part
from gongkai_site.annual.hands import must_leave_to_others, other_reviewers, writers
from gongkai_site.annual.models import AnnualReport, Origin, State
from gongkai_site.annual.newest import newest_version
from gongkai_site.annual.pages.reports import draft_for, place
from gongkai_site.annual.pages.signing import done
from gongkai_site.annual.readiness import Readiness, readiness
from gongkai_site.annual.scopes import write_right
from gongkai_site.annual.sheet import sheet
from gongkai_site.annual.sheet_docx import SIGNATURES
from gongkai_site.annual.steps_sign import steps_of
from gongkai_site.errors import SiteError
from gongkai_site.findings import severity_word
from gongkai_site.office import actor, page
from gongkai_site.policy import Actor, may
from gongkai_site.policy.holders import named


@require_http_methods(["GET", "POST"])
def signoff(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The page of one report between draft and version."""
    report = draft_for(request, agency_id, year, scope)
    error = None
    if request.method == "POST":
        try:
            messages.success(request, done(request, report))
            return HttpResponseRedirect(_next_page(request, report))
        except SiteError as refused:
            error = refused
            report.refresh_from_db()
    ready = readiness(report)
    who = actor(request)
    newest = newest_version(report)
    locked = newest if report.state == State.LOCKED else None
    return page(
        request,
        "annual/signoff.html",
        {
            "report": report,
            "states": State.choices,
            "place": place(report),
            "ready": ready,
            "checklist": _checklist(report, ready),
            "may_write": may(who, write_right(report), report),
            "found": [(severity_word(each.finding.severity), each) for each in ready.found],
            "overrides": list(ready.figures.overrides.values()),
            "error": error,
            "typed": request.POST if error else {},
            "newest": newest,
            "preview": mark_safe(
                locked.fragment if locked else render_report(ready.content, "fragment", "handed-up").decode()
            ),
            **_asked(who, report),
            "from_document": bool(locked and locked.origin == Origin.DOCUMENT),
            "may_hand_up": report.agency.superior_id is not None and may(who, "report.hand_up", report.agency),
        },
        title=_("{year}年度报告：审核签发").format(year=year),
        agency=report.agency,
        steps=steps_of(who, report),
        status=error.status if error else 200,
    )


def _next_page(request: HttpRequest, report: AnnualReport) -> str:
    """Where what comes next is done: the sheet is printed, what was locked is published and handed up."""
    if request.POST.get("do") == "review-print":
        return reverse("annual:sheet", args=place(report))
    newest = newest_version(report) if report.state == State.LOCKED else None
    if newest is not None and may(actor(request), "report.publish", newest):
        return reverse("annual:publish", args=[newest.pk])
    return reverse("annual:signoff", args=place(report))


def _asked(who: Actor, report: AnnualReport) -> dict[str, object]:
    """What the actor may do with the report, and who reviews it where he may not review his own work."""
    review, others = may(who, "report.review", report), ""
    own_work = {
        State.DRAFT: lambda: writers(report) <= {who.user_id},
        State.SUBMITTED: lambda: must_leave_to_others(report, who.user_id, who.on),
    }.get(State(report.state))
    if review and own_work and own_work():
        others = named(other_reviewers(report, who.user_id, who.on))
    return {
        "may_review": review,
        "others_review": others,
        "may_return": may(who, "report.return", report),
        "may_approve": may(who, "report.approve", report),
        "may_sign": may(who, "report.sign_off", report),
        "may_correct": may(who, "report.correct", report),
    }


@require_safe
def print_sheet(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The sheet for signature, made for printing."""
    report = draft_for(request, agency_id, year, scope)
    shown = sheet(report)
    return page(
        request,
        "annual/signoff_sheet.html",
        {
            "sheet": shown,
            "report": report,
            "place": place(report),
            "signatures": SIGNATURES,
            "found": [(severity_word(each.finding.severity), each) for each in shown.found],
            "tables": [mark_safe(table_part(each.layout, each.caption)) for each in shown.tables],
        },
        title=_("年度报告审签单"),
        agency=report.agency,
        steps=steps_of(actor(request), report),
    )


def _checklist(report: AnnualReport, ready: Readiness) -> list[tuple[bool, str, str]]:
    """What must be in order before a review: whether it is, what it is, and where to mend it."""
    writing, form = (reverse(f"annual:{name}", args=place(report)) for name in ("write", "report"))
    named = {each.key: f"{each.number}、{each.heading}" for each in ready.figures.form.sections}
    empty = [named[key] for key in ("overview", "problems", "other") if not ready.content.sections[key].strip()]
    return [
        (not empty, _("正文：") + (_("尚未撰写") + "、".join(empty) if empty else _("三个文字部分都已撰写")), writing),
        (
            not ready.placeholders,
            _("草稿提示：还有{n}处没有填写").format(n=len(ready.placeholders))
            if ready.placeholders
            else _("草稿提示都已处理"),
            writing,
        ),
        (
            not ready.problems,
            _("链接数字：有{n}处没有数值").format(n=len(ready.problems)) if ready.problems else _("链接数字都有数值"),
            writing,
        ),
        (
            not ready.unconfirmed,
            _("没有记录、尚未确认的事项：") + "、".join(str(each.title) for each in ready.unconfirmed)
            if ready.unconfirmed
            else _("没有记录的事项都已确认"),
            form,
        ),
        (
            not ready.screened.blocking,
            _("公开前筛查：有{n}处没有改正或同意保留").format(n=len(ready.screened.blocking))
            if ready.screened.blocking
            else _("公开前筛查没有发现需要处理的内容")
            if not ready.screened.hits
            else _("公开前筛查发现的内容都已同意保留"),
            reverse("annual:screening", args=place(report)),
        ),
        (
            not ready.unexplained,
            _("校验错误：有{n}条没有改正或说明").format(n=len(ready.unexplained))
            if ready.unexplained
            else _("校验错误都已改正或说明"),
            form,
        ),
    ]
