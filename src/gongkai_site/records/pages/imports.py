"""Uploading a table, laying out its columns, looking at what would happen, importing; earlier imports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency, Section
from gongkai_site.errors import SiteError, UnreadableFile
from gongkai_site.office import Step, actor, allowed, opened, page
from gongkai_site.policy import may, require
from gongkai_site.records.actions import import_rows, undo_import
from gongkai_site.records.headers import ColumnMap, Header, likelier
from gongkai_site.records.models import ImportBatch, StagedFile
from gongkai_site.records.pages.background import enqueue, goes_to_background
from gongkai_site.records.pages.frame import for_register, revision_of
from gongkai_site.records.pasting import pasted_file
from gongkai_site.records.preview import Preview, address, missing_columns, preview
from gongkai_site.records.registry import REGISTERS, Register
from gongkai_site.records.staging import (
    chosen,
    discard,
    imported_before,
    lay_out,
    own,
    stage_file,
    tables_of,
)
from gongkai_site.sheets.words import tidy
from gongkai_site.sheets.tables import MAX_BYTES, Table

_TOLD = 200
_SAMPLE = 5
_COLUMNS = 60


@for_register("record.edit")
def upload(request: HttpRequest, agency: Agency, register: Register) -> HttpResponse:
    """Choose a file; it is kept and laid out, nothing is imported yet."""
    error: SiteError | None = None
    if request.method == "POST":
        try:
            staged = stage_file(actor(request), agency, register.key, *_uploaded(request, register))
        except SiteError as caught:
            error = caught
        else:
            return redirect("records:staged", agency.pk, register.key, staged.pk)
    waiting = StagedFile.objects.filter(agency=agency, register=register.key, by_id=actor(request).user_id).first()
    steps = []
    if waiting:
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


def _uploaded(request: HttpRequest, register: Register) -> tuple[str, bytes]:
    if "pasted" in request.POST:
        return pasted_file(register, request.POST["pasted"])
    file = request.FILES.get("file")
    if file is None:
        raise UnreadableFile("还没有选择文件。", advice="请先选择要导入的Excel或CSV文件。")
    if (file.size or 0) > MAX_BYTES:
        raise UnreadableFile(f"文件超过上限{MAX_BYTES // 1_000_000}MB。", advice="请按月份拆成几个文件后再上传。")
    return file.name or "", file.read()


@for_register("record.edit")
def staged(request: HttpRequest, agency: Agency, register: Register, pk: int) -> HttpResponse:
    """Lay out the columns, look at what importing would do, and do it."""
    files = StagedFile.objects.filter(agency=agency, register=register.key).select_related("agency")
    file = allowed(request, "record.edit", files, pk)
    own(actor(request), file)
    error: SiteError | None = None
    if request.method == "POST":
        try:
            if (answer := _act(request, register, file)) is not None:
                return answer
        except SiteError as caught:
            error = caught
            file.refresh_from_db()
    tables = tables_of(file)
    table, header = chosen(file, tables)
    missing = missing_columns(register, file.mapping) if header else []
    keep = "keep" in request.GET
    found = (
        preview(agency, register, table, header, file.mapping, keep_doubtful=keep) if header and not missing else None
    )
    context = {
        "register": register,
        "staged": file,
        "tables": tables,
        "table": table,
        "header": header,
        "missing": missing,
        "rows": _mapping_rows(agency, register, header, file.mapping) if header else [],
        "sample": _sample(table, header),
        "found": found,
        "errors": found.errors[:_TOLD] if found else [],
        "doubts": found.doubts[:_TOLD] if found else [],
        "first": _first(register, found),
        "keep": keep,
        "before": imported_before(agency, register.key, file.sha256, file.sheet),
        "error": error,
        "reason": request.POST.get("reason", ""),
    }
    steps = _steps(header, missing, found)
    if header is None or missing:
        steps = _other(agency, register, table) + steps
    return page(request, "records/staged.html", context, title=_("导入：{name}").format(name=register.title),
                agency=agency, steps=steps, status=error.status if error else 200)  # fmt: skip


def _act(request: HttpRequest, register: Register, file: StagedFile) -> HttpResponse | None:
    who, agency = actor(request), file.agency
    revision = revision_of(request)
    wanted = request.POST.get("do")
    if wanted == "discard":
        discard(who, file)
        messages.success(request, _("已放弃，没有导入任何内容。"))
        return redirect("records:import", agency.pk, register.key)
    if wanted == "import":
        keep, reason = "keep" in request.POST, request.POST.get("reason", "")
        if goes_to_background(file):
            return enqueue(request, file, revision, keep, reason)
        batch = import_rows(who, file, revision=revision, keep_doubtful=keep, reason=reason)
        messages.success(
            request, _("已导入{rows}行，跳过重复{skipped}行。").format(rows=batch.rows, skipped=batch.skipped)
        )
        return redirect("records:list", agency.pk, register.key)
    mapping = _mapping(request, register) if wanted == "columns" else None
    lay_out(
        who,
        file,
        sheet=request.POST.get("sheet", file.sheet),
        header_top=_number(request, "header_top", file.header_top),
        header_rows=_number(request, "header_rows", file.header_rows),
        mapping=mapping,
        revision=revision,
    )
    return redirect("records:staged", agency.pk, register.key, file.pk)


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 8 else otherwise


def _mapping(request: HttpRequest, register: Register) -> ColumnMap:
    mapping: ColumnMap = {}
    for name in register.by_name:
        text = request.POST.get(f"column-{name}", "")
        if text.startswith("="):
            mapping[name] = text
        elif text.isdecimal() and len(text) < 5:
            mapping[name] = int(text)
    return mapping


def _mapping_rows(agency: Agency, register: Register, header: Header, mapping: ColumnMap) -> list[dict[str, Any]]:
    columns = [(str(at), f"{address(1, at)[:-1]}列 {header.title(at)[:40]}") for at in range(len(header.parts))]
    columns = [each for each, parts in zip(columns, header.parts, strict=True) if parts][:_COLUMNS]
    rows = []
    for each in register.by_name.values():
        fixed = [(f"={label}", label) for _value, label in each.choices]
        if each.kind == "section":
            names = Section.objects.filter(agency=agency, closed=False).values_list("name", flat=True)
            fixed = [(f"={name}", name) for name in names]
        rows.append({"field": each, "columns": columns, "fixed": fixed, "chosen": str(mapping.get(each.name, ""))})
    return rows


def _sample(table: Table, header: Header | None) -> list[tuple[int, list[str]]]:
    start = header.top if header else 0
    rows = table.rows[start : start + _SAMPLE + (header.bottom - header.top if header else 10)]
    return [
        (start + number, [tidy(cell)[:40] if cell is not None else "" for cell in row[:_COLUMNS]])
        for number, row in enumerate(rows, 1)
    ]


def _first(register: Register, found: Preview | None) -> list[tuple[int, list[str]]]:
    fields = list(register.listed)
    return [
        (number, [each.of(entry.values) for each in fields])
        for number, entry in (found.entries[:_SAMPLE] if found else [])
    ]


def _other(agency: Agency, register: Register, table: Table) -> list[Step]:
    """Where to go with a table of another register."""
    likely = likelier(register, table, REGISTERS.values())
    if likely is None:
        return []
    text = _("这张表看起来是“{name}”台账的，请到那里导入").format(name=likely.title)
    why = _("确实要导入“{name}”的，按下面的提示继续").format(name=register.title)
    return [Step(text, reverse("records:import", args=(agency.pk, likely.key)), why, urgent=True)]


def _steps(header: Header | None, missing: list[str], found: Preview | None) -> list[Step]:
    if header is None:
        return [Step(_("没有找到表头，请填写表头在第几行"), "#layout", urgent=True)]
    if missing:
        text = _("请为这些栏选择表格里的列：{names}").format(names="、".join(missing))
        return [Step(text, "#columns", _("表格里没有的，可选一个适用全部行的值"), urgent=True)]
    if found is not None and found.errors:
        text = _("有{number}处错误，请在原文件中改正后重新上传").format(number=len(found.errors))
        return [Step(text, "#errors", _("有错误时一行也不会导入"), urgent=True)]
    return [Step(_("核对预览，然后点“确认导入”"), "#confirm")]


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
