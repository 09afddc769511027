"""Uploading a table, and the imports made before: their files, and taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import SiteError, UnreadableFile
from gongkai_site.kept_files import opened
from gongkai_site.office import Step, actor, allowed, page
from gongkai_site.policy import may, require
from gongkai_site.records.actions import undo_import
from gongkai_site.records.blank import blank_workbook
from gongkai_site.records.models import ImportBatch, StagedFile
from gongkai_site.records.pages.background import goes_to_background
from gongkai_site.records.pages.frame import for_register
from gongkai_site.records.pasting import pasted_file
from gongkai_site.records.registry import Register
from gongkai_site.records.staging import stage_file
from gongkai_site.sheets.tables import MAX_BYTES
from gongkai_site.sheets.writing import XLSX


@for_register("record.edit")
def upload(request: HttpRequest, agency: Agency, register: Register) -> HttpResponse:
    """Choose a file; it is kept and laid out, nothing is imported yet."""
    error: SiteError | None = None
    if request.method == "POST":
        try:
            name, data = _uploaded(request, register)
            staged = stage_file(actor(request), agency, register.key, name, data, later=goes_to_background(len(data)))
        except SiteError as caught:
            error = caught
        else:
            return redirect("records:staged", agency.pk, register.key, staged.pk)
    waiting = StagedFile.objects.filter(agency=agency, register=register.key, by_id=actor(request).user_id).first()
    steps = []
    if waiting and "unreadable" not in (waiting.shown or {}):
        address_ = reverse("records:staged", args=(agency.pk, register.key, waiting.pk))
        steps.append(Step(_("继续导入上次上传的{name}").format(name=waiting.file_name), address_))
    batches = ImportBatch.objects.filter(agency=agency, register=register.key).select_related("by")[:30]
    context = {
        "register": register,
        "error": error,
        "batches": batches,
        "files": _may_open(request, register, agency),
        "pasted": request.POST.get("pasted", ""),
    }
    return page(request, "records/upload.html", context, title=_("导入：{name}").format(name=register.title),
                agency=agency, steps=steps, status=error.status if error else 200,
                note=_("从原来的系统导出Excel或CSV，不用改列名，直接上传；核对列对应和预览后再确认导入。"))  # fmt: skip


@for_register("record.edit")
def blank(request: HttpRequest, agency: Agency, register: Register) -> HttpResponse:
    """The register's blank workbook; the columns of applicants only for those who may enter them."""
    applicants = bool(register.applicant_fields) and may(
        actor(request), "applicant.edit", register.model(agency=agency)
    )
    return HttpResponse(
        blank_workbook(register, agency, applicants=applicants),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{register.key}-blank.xlsx"'},
    )


def _uploaded(request: HttpRequest, register: Register) -> tuple[str, bytes]:
    if "pasted" in request.POST:
        return pasted_file(register, request.POST["pasted"])
    file = request.FILES.get("file")
    if file is None:
        raise UnreadableFile("还没有选择文件。", advice="请先选择要导入的Excel或CSV文件。")
    if (file.size or 0) > MAX_BYTES:
        raise UnreadableFile(f"文件超过上限{MAX_BYTES // 1_000_000}MB。", advice="请按月份拆成几个文件后再上传。")
    return file.name or "", file.read()


def _may_open(request: HttpRequest, register: Register, agency: Agency) -> bool:
    who = actor(request)
    return may(who, "record.export", agency) and (not register.applicant_fields or may(who, "applicant.file", agency))


@for_register("record.export")
def file(request: HttpRequest, agency: Agency, register: Register, pk: int) -> FileResponse:
    """An imported file as it was uploaded; one with applicants only for those who may see all of them."""
    batches = ImportBatch.objects.filter(agency=agency, register=register.key)
    batch = allowed(request, "record.export", batches, pk)
    if register.applicant_fields:
        require(actor(request), "applicant.file", batch)
    if not batch.file:
        raise Http404("这个文件里的记录已经匿名化，文件已删除。")
    answer = FileResponse(
        opened(batch.file), as_attachment=True, filename=batch.file_name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@for_register("record.edit")
def undo(request: HttpRequest, agency: Agency, register: Register, pk: int) -> HttpResponse:
    """Void everything that a wrong import added."""
    batch = allowed(request, "record.edit", ImportBatch.objects.filter(agency=agency, register=register.key), pk)
    error: SiteError | None = None
    if request.method == "POST":
        try:
            number = undo_import(actor(request), batch, reason=request.POST.get("reason", ""))
        except SiteError as caught:
            error = caught
        else:
            messages.success(request, _("已撤销导入，作废{number}条记录。").format(number=number))
            return redirect("records:import", agency.pk, register.key)
    context = {
        "register": register,
        "error": error,
        "reason": request.POST.get("reason", ""),
        "told": _("这次导入的记录将全部作废，仍可查看，不再计入年报。其中已经更正过的也会作废。"),
        "button": _("撤销导入"),
    }
    title = _("撤销导入：{batch}").format(batch=batch)
    status = error.status if error else 200
    return page(request, "records/reason.html", context, title=title, agency=agency, status=status)
