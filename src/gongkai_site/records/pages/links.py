"""Who asked, and which request a dispute arose from."""

from __future__ import annotations

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidRecord, SiteError
from gongkai_site.office import actor, page
from gongkai_site.records.actions import link_dispute
from gongkai_site.records.applicants import applicant_of, correct_applicant
from gongkai_site.records.forms import as_typed, controls
from gongkai_site.records.pages.frame import for_register, record_of, revision_of
from gongkai_site.records.plugs import Problem
from gongkai_site.records.registry import APPLICANT, Register


@for_register("record.edit")
def applicant(request: HttpRequest, agency: Agency, register: Register, pk: int) -> HttpResponse:
    """Add or correct who asked; only for those who handle the request."""
    if not register.applicant_fields:
        raise Http404
    record = record_of(request, "applicant.edit", agency, register, pk)
    fields = register.applicant_fields
    current = applicant_of(record)
    typed = as_typed(fields, current) if current else {}
    error: SiteError | None = None
    if request.method == "POST":
        typed = {each.name: request.POST.get(each.name, "") for each in fields}
        values = {name.removeprefix(APPLICANT): value for name, value in typed.items()}
        try:
            correct_applicant(
                actor(request),
                record,
                values,
                revision=revision_of(request),
                reason=request.POST.get("reason", ""),
            )
        except SiteError as caught:
            error = caught
        else:
            messages.success(request, _("已保存申请人信息。"))
            return redirect("records:open", agency.pk, register.key, record.pk)
    problems: list[Problem] = list(error.problems) if isinstance(error, InvalidRecord) else []  # type: ignore[arg-type] # problems are ours
    context = {
        "register": register,
        "record": record,
        "controls": controls(agency, fields, typed, problems),
        "error": error,
        "reason": request.POST.get("reason", ""),
        "revision": current.revision if current else 0,
        "told": _("申请人信息只有经办这件申请的人能看到，审计日志只记有变更，不记内容。"),
        "button": _("保存"),
    }
    return page(request, "records/reason.html", context, title=_("申请人信息"), agency=agency,
                status=error.status if error else 200)  # fmt: skip


@for_register("record.edit")
def link(request: HttpRequest, agency: Agency, register: Register, pk: int) -> HttpResponse:
    """Link a dispute to its request by the request's number; an empty number unlinks."""
    if register.key != "disputes":
        raise Http404
    record = record_of(request, "record.edit", agency, register, pk)
    field = register.by_name["request"]
    typed = {"request": record.request.number if record.request else ""}
    error: SiteError | None = None
    if request.method == "POST":
        typed = {"request": request.POST.get("request", "").strip()}
        try:
            link_dispute(
                actor(request),
                record,
                _request(agency, typed["request"]),
                revision=revision_of(request),
                reason=request.POST.get("reason", ""),
            )
        except SiteError as caught:
            error = caught
        else:
            messages.success(request, _("已保存。"))
            return redirect("records:open", agency.pk, register.key, record.pk)
    context = {
        "register": register,
        "record": record,
        "controls": controls(agency, [field], typed),
        "error": error,
        "reason": request.POST.get("reason", ""),
        "revision": record.revision,
        "told": _("填依申请公开台账里的登记编号；不再关联就清空。"),
        "button": _("保存"),
    }
    return page(request, "records/reason.html", context, title=_("关联申请：{record}").format(record=record),
                agency=agency, status=error.status if error else 200)  # fmt: skip


def _request(agency: Agency, number: str) -> object | None:
    if not number:
        return None
    found = apps.get_model("requests.Request").objects.filter(agency=agency, number=number, voided=False).first()
    if found is None:
        raise InvalidRecord(f"依申请公开台账里没有编号为“{number}”的申请。", advice="请核对登记编号。")
    return found
