"""Dropping files: a hundred at once, each taken in by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.intake.actions import lay
from gongkai_site.intake.limits import MOST_BYTES, MOST_FILES
from gongkai_site.intake.matching import EARLIEST
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.office import actor, for_agency, page
from gongkai_site.policy import Actor

_NAMED = 10


@dataclass
class _Dropped:
    new: int = 0
    known: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@for_agency("intake.edit")
def upload(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Show the form, or take in what came with it and show the results."""
    today = timezone.localdate()
    context: dict[str, Any] = {"years": range(today.year, EARLIEST - 1, -1), "year": "", "error": None}
    status = 200
    if request.method == "POST":
        context["year"] = request.POST.get("year", "")
        try:
            files = _files(request)
            year = _year(context["year"])
        except SiteError as error:
            context["error"], status = error, 400
        else:
            return _take(request, agency, files, year)
    note = _("选择文件后点“上传”。识读在后台进行，可以先办别的事。")
    return page(
        request, "intake/upload.html", context, title=_("上传报告文件"), agency=agency, note=note, status=status
    )


def _files(request: HttpRequest) -> list[UploadedFile[bytes]]:
    files = [file for file in request.FILES.getlist("files") if file.name]
    if not files:
        raise InvalidInput("没有选择文件。", advice="请选择一份或多份报告文件，也可以选压缩包。")
    if len(files) > MOST_FILES:
        raise InvalidInput(f"一次最多上传{MOST_FILES}份文件。", advice="请打成压缩包，或分几次上传。")
    if sum(file.size or 0 for file in files) > MOST_BYTES:
        raise InvalidInput(f"一次上传的文件合计不能超过{MOST_BYTES // 1_000_000}MB。", advice="请分几次上传。")
    return files


def _year(text: str) -> int | None:
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise InvalidInput(f"年度“{text}”不对。", advice="请从列表中选择。")
    return int(text) if text else None


def _take(request: HttpRequest, agency: Agency, files: list[UploadedFile[bytes]], year: int | None) -> HttpResponse:
    before = IncomingDocument.objects.aggregate(last=Max("pk"))["last"] or 0
    dropped = _Dropped()
    for file in files:
        _take_one(actor(request), agency, file, year, dropped)
    if dropped.new:
        messages.success(request, _("收到{n}份文件。").format(n=dropped.new))
    if dropped.known:
        named = "、".join(dropped.known[:_NAMED]) + ("……" if len(dropped.known) > _NAMED else "")
        messages.info(request, _("{n}份此前已上传，没有重复收取：{named}").format(n=len(dropped.known), named=named))
    for problem in dropped.failed:
        messages.error(request, problem)
    return redirect(f"{reverse('intake:list', args=[agency.pk])}?after={before}")


def _take_one(who: Actor, agency: Agency, file: UploadedFile[bytes], year: int | None, dropped: _Dropped) -> None:
    try:
        taken = lay(who, agency, file.name or "", file.read(), expected_year=year)
    except SiteError as error:
        dropped.failed.append(f"{file.name}：{error}")
        return
    dropped.new += len(taken.new)
    dropped.known += [f"{each.name}（{each.get_status_display()}）" for each in taken.known]
