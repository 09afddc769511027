"""What is sent from a document's page besides the verdicts: whose it is, not used, read again, accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.intake import actions
from gongkai_site.intake.actions import Published
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.pages.of_desk import document_of
from gongkai_site.intake.pages.verify import document_page, revision_of
from gongkai_site.intake.roster import agencies_of
from gongkai_site.office import actor

Doing = Callable[[IncomingDocument], str]


def assign_to(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Name agency and year by hand."""

    def do(document: IncomingDocument) -> str:
        chosen = _number(request.POST, "of_agency", "请选择单位。")
        agency = agencies_of(document.agency).filter(pk=chosen).first()
        if agency is None:
            raise InvalidInput("请从名单中选择单位。")
        year = _number(request.POST, "of_year", "请填写四位数的年度。")
        actions.assign(actor(request), document, agency, year, revision=revision_of(request.POST))
        return _("已指定为{agency}{year}年度的报告。").format(agency=agency, year=year)

    return _do(request, agency_id, pk, do)


def refuse_it(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Do not use it, for a reason."""

    def do(document: IncomingDocument) -> str:
        reason = request.POST.get("reason", "")
        actions.refuse(actor(request), document, revision=revision_of(request.POST), reason=reason)
        return _("已记为不采用。")

    return _do(request, agency_id, pk, do)


def restore_it(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Take a refusal back."""

    def do(document: IncomingDocument) -> str:
        actions.restore(actor(request), document, revision=revision_of(request.POST))
        return _("已撤回。")

    return _do(request, agency_id, pk, do)


def read_again(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Queue the reading anew."""

    def do(document: IncomingDocument) -> str:
        actions.reread(actor(request), document, revision_of(request.POST))
        return _("已重新排队识读，已核对的结果都保留。")

    return _do(request, agency_id, pk, do)


def accept_it(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Accept it as a locked version."""

    def do(document: IncomingDocument) -> str:
        sent = request.POST
        version = actions.accept(
            actor(request),
            document,
            revision=revision_of(sent),
            scope=sent.get("scope", ""),
            correction="correction" in sent,
            reason=sent.get("reason", ""),
            published=_published(sent),
        )
        return _("已接收：{version}。").format(version=version)

    return _do(request, agency_id, pk, do)


def _do(request: HttpRequest, agency_id: int, pk: int, do: Doing) -> HttpResponse:
    """Do it where it was sent; whoever comes back to this address by reloading sees the document's page."""
    page = reverse("intake:document", args=[agency_id, pk])
    if request.method != "POST":
        document_of(request, agency_id, pk, "intake.view")
        return redirect(page)
    document = document_of(request, agency_id, pk, "intake.edit")
    try:
        messages.success(request, do(document))
    except SiteError as error:
        fresh = document_of(request, agency_id, pk, "intake.edit")
        return document_page(request, fresh, sent=request.POST, problem=str(error), status=error.status)
    return redirect(page)


def _number(sent: QueryDict, name: str, advice: str) -> int:
    text = sent.get(name, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise InvalidInput(advice)
    return int(text)


def _published(sent: QueryDict) -> Published | None:
    """Where and when it had gone up, if any of it was filled in."""
    platform, url, on = (sent.get(name, "").strip() for name in ("platform", "url", "published_on"))
    if not url and not platform:
        return None
    try:
        day = dt.date.fromisoformat(on)
    except ValueError:
        raise InvalidInput("公开日期没有填写或不对。", advice="请按2025-01-20的样子填写。") from None
    return Published(platform, url, day)
