"""One filing: the version's figures and findings, the decision on it, and its return slip."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.audit.actions_named import action_name
from gongkai_site.audit.pages import history
from gongkai_site.errors import InvalidInput, NotAllowed, SiteError
from gongkai_site.filings.actions import accept_filing, return_filing, state_blanks
from gongkai_site.filings.beside import beside
from gongkai_site.filings.models import Filing
from gongkai_site.filings.pages.preview import preview, returning
from gongkai_site.filings.slips import findings_of, slip_docx, slip_of
from gongkai_site.office import Step, actor, found, page
from gongkai_site.policy import may, require
from gongkai_site.policy.holders import holders, named

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def filing_of(request: HttpRequest, pk: int) -> Filing:
    """Return a filing to those it was handed up to and to those who handed it up; :class:`NotAllowed` to others."""
    filing = found(Filing.objects.select_related("agency", "superior", "version__report__agency", "by"), pk)
    who = actor(request)
    if not may(who, "filing.view", filing.superior) and not may(who, "filing.own", filing.agency):
        raise NotAllowed("您没有查看这份报送的权限。", advice="如确有需要，请联系本单位管理员。")
    return filing


def filing_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The filing; POST returns or accepts it."""
    filing = filing_of(request, pk)
    error = None
    if request.method == "POST":
        try:
            return _decided(request, filing)
        except SiteError as refused:
            error = refused
    manages = may(actor(request), "filing.manage", filing.superior)
    past = history("filings.filing", filing.pk)
    return page(
        request,
        "filings/filing.html",
        {
            "filing": filing,
            "version": filing.version,
            "findings": findings_of(filing),
            "beside": beside(filing.version),
            "manages": manages,
            "decides": manages and filing.is_open,
            "history": [(event, _local(event.at), action_name(event.action)) for event in past],
            "error": error,
            "typed": request.POST.get("reason", ""),
            "above": may(actor(request), "filing.view", filing.superior),
        },
        title=_("{agency}{year}年度报告的报送").format(agency=filing.agency, year=filing.year),
        agency=filing.superior if manages else filing.agency,
        steps=_steps(filing, manages),
        status=error.status if error else 200,
    )


def slip_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The return slip, to be read and printed."""
    filing = _returned(request, pk)
    return page(
        request,
        "filings/slip.html",
        {"filing": filing, "slip": slip_of(filing)},
        title=_("退改通知"),
        agency=filing.agency,
        steps=[Step(_("下载Word文件，填写联系人和期限后盖章发出"), reverse("filings:slip-file", args=[filing.pk]))]
        if may(actor(request), "filing.manage", filing.superior)
        else [Step(_("按退改意见改正后重新报送"), reverse("filings:own", args=[filing.agency_id, filing.year]))],
    )


def slip_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The return slip as a Word file."""
    filing = _returned(request, pk)
    return HttpResponse(
        slip_docx(filing),
        content_type=DOCX,
        headers={"Content-Disposition": f'attachment; filename="slip-{filing.pk}.docx"'},
    )


def _local(at: str) -> str:
    """The log keeps its times as text in UTC."""
    return f"{timezone.localtime(dt.datetime.fromisoformat(at)):%Y-%m-%d %H:%M}"


def _returned(request: HttpRequest, pk: int) -> Filing:
    filing = filing_of(request, pk)
    if filing.state != Filing.State.RETURNED:
        raise Http404("这份报送没有退回，没有退改通知。")
    return filing


def _decided(request: HttpRequest, filing: Filing) -> HttpResponse:
    decision, reason = request.POST.get("decision"), request.POST.get("reason", "")
    revision = request.POST.get("revision", "")
    if not revision.isdecimal() or len(revision) > 9 or decision not in ("return", "accept", "blanks"):
        raise InvalidInput("页面内容不完整。", advice="请刷新页面后重试。")
    if decision == "blanks":
        state_blanks(actor(request), filing, int(revision), reason)
        messages.success(request, _("已登记：报送单位说明空白即为无。"))
        return redirect("filings:filing", filing.pk)
    if decision == "accept":
        accept_filing(actor(request), filing, int(revision), reason)
        messages.success(request, _("已接收，可以计入汇总。"))
        return redirect("filings:overview", filing.superior_id, filing.year)
    if reason.strip() and filing.is_open and not request.POST.get("confirmed"):
        require(actor(request), "filing.manage", filing.superior)
        return preview(
            request,
            [returning(filing, reason.strip())],
            superior=filing.superior,
            title=_("退回{agency}{year}年度报告：退改通知").format(agency=filing.agency, year=filing.year),
            button=_("退回并发出"),
            back=reverse("filings:filing", args=[filing.pk]),
            hidden=[("decision", "return"), ("reason", reason), ("revision", revision)],
        )
    return_filing(actor(request), filing, reason, int(revision))
    messages.success(request, _("已退回，并已通知报送单位。"))
    return redirect("filings:slip", filing.pk)


def _steps(filing: Filing, manages: bool) -> list[Step]:
    states = Filing.State
    slip = reverse("filings:slip", args=[filing.pk]) if filing.state == states.RETURNED else ""
    if manages:
        if filing.state == states.FILED:
            if filing.lacks_word:
                return [Step(_("问明报送单位空白的格是不是没有，再登记或退回"), "#decide", urgent=True)]
            why = _("校验发现{count}处差错").format(count=filing.errors) if filing.errors else ""
            return [Step(_("核对数据和校验结果，然后接收或退回"), "#decide", why)]
        if slip:
            return [Step(_("等{who}改正后重新报送").format(who=filing.agency)), Step(_("查看退改通知"), slip)]
        return []
    if slip:
        return [Step(_("查看退改通知，改正后重新报送"), slip, filing.slip, urgent=True)]
    if filing.state != states.FILED:
        return []
    who = named(holders(filing.superior_id, "filing.manage", timezone.localdate())) or str(filing.superior)
    return [Step(_("等{who}审核").format(who=who))]
