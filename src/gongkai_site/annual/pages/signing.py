"""What the buttons of the page of review and sign-off do, each by its actions."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai_site.annual.actions.correct import open_correction
from gongkai_site.annual.actions.lock import lock
from gongkai_site.annual.actions.review import explain, return_to_draft, review
from gongkai_site.annual.actions.signoff import LARGEST_SCAN, sign_off, sign_on_screen
from gongkai_site.annual.actions.submit import recall, submit
from gongkai_site.annual.models import AnnualReport
from gongkai_site.annual.pages.reports import day_sent, number_sent
from gongkai_site.errors import InvalidInput
from gongkai_site.office import actor


def done(request: HttpRequest, report: AnnualReport) -> str:
    """Do what the form's button says and return what to tell. Raises :class:`SiteError` where it is refused."""
    step = _STEPS.get(request.POST.get("do", ""))
    if step is None:
        raise InvalidInput("没有这一步。", advice="请刷新页面后重试。")
    return step(request, report)


def _submit(request: HttpRequest, report: AnnualReport) -> str:
    submit(actor(request), report, number_sent(request, "revision"), request.POST.get("note", ""))
    return _("已提交审核。")


def _submit_and_review(request: HttpRequest, report: AnnualReport) -> str:
    """Both at once, by who may do both and is not alone with what he wrote; two actions, all or nothing."""
    with transaction.atomic():
        _submit(request, report)
        review(actor(request), report, report.revision, seen=request.POST.get("seen", ""))
    return _("已审核通过。请领导签发。")


def _recall(request: HttpRequest, report: AnnualReport) -> str:
    recall(actor(request), report, number_sent(request, "revision"))
    return _("已收回，可以继续修改。")


def _approve(request: HttpRequest, report: AnnualReport) -> str:
    """The leader signs on screen, and where he says so the report is locked at once."""
    sign_on_screen(actor(request), report, number_sent(request, "revision"), seen=request.POST.get("seen", ""))
    return _("已签发。现在可以锁定报告。")


def _approve_and_lock(request: HttpRequest, report: AnnualReport) -> str:
    with transaction.atomic():
        _approve(request, report)
        version = lock(actor(request), report, report.revision)
    return _("已签发，并锁定为第{number}版。").format(number=version.number)


def _review(request: HttpRequest, report: AnnualReport) -> str:
    review(actor(request), report, number_sent(request, "revision"), seen=request.POST.get("seen", ""))
    return _("已审核通过。请领导签发。")


def _explain(request: HttpRequest, report: AnnualReport) -> str:
    sent = request.POST
    explain(actor(request), report, sent.get("rule", ""), sent.get("message", ""), sent.get("reason", ""))
    return _("已记录说明。")


def _return(request: HttpRequest, report: AnnualReport) -> str:
    return_to_draft(actor(request), report, number_sent(request, "revision"), request.POST.get("reason", ""))
    return _("已退回起草，可以继续修改。")


def _sign(request: HttpRequest, report: AnnualReport) -> str:
    file = request.FILES.get("scan")
    if file is not None and (file.size or 0) > LARGEST_SCAN:
        raise InvalidInput("扫描件过大。", advice="请上传 20MB 以内的 PDF、JPG 或 PNG 文件。")
    sign_off(
        actor(request),
        report,
        number_sent(request, "revision"),
        leader=request.POST.get("leader", ""),
        on=day_sent(request, "on", "签发日期"),
        scan=file.read() if file is not None else b"",
    )
    return _("已登记签发。现在可以锁定报告。")


def _sign_and_lock(request: HttpRequest, report: AnnualReport) -> str:
    """Record the leader's signature on paper and lock what he signed; two actions, all or nothing."""
    with transaction.atomic():
        _sign(request, report)
        version = lock(actor(request), report, report.revision)
    return _("已登记签发，并锁定为第{number}版。").format(number=version.number)


def _lock(request: HttpRequest, report: AnnualReport) -> str:
    version = lock(actor(request), report, number_sent(request, "revision"))
    return _("已锁定为第{number}版。").format(number=version.number)


def _correct(request: HttpRequest, report: AnnualReport) -> str:
    open_correction(actor(request), report, number_sent(request, "revision"), request.POST.get("reason", ""))
    return _("已开始更正，原版本仍可查看。请修改后重新审核、签发、锁定。")


_STEPS: dict[str, Callable[[HttpRequest, AnnualReport], str]] = {
    "submit": _submit,
    "submit-review": _submit_and_review,
    "recall": _recall,
    "approve": _approve,
    "approve-lock": _approve_and_lock,
    "review": _review,
    "review-print": _review,
    "explain": _explain,
    "return": _return,
    "sign": _sign,
    "sign-lock": _sign_and_lock,
    "lock": _lock,
    "correct": _correct,
}
