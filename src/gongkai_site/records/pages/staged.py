"""A staged file: lay out its columns, look at what importing it would do, mend cells, and import it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency, Section
from gongkai_site.errors import SiteError
from gongkai_site.office import Step, actor, allowed, page
from gongkai_site.records.actions import import_rows
from gongkai_site.records.headers import ColumnMap
from gongkai_site.records.models import StagedFile
from gongkai_site.records.pages.background import enqueue, goes_to_background, look, looking_page
from gongkai_site.records.pages.frame import for_register, revision_of
from gongkai_site.records.registry import REGISTERS, Register
from gongkai_site.records.shown import shown
from gongkai_site.records.staging import UNOPENED, choose, discard, imported_before, lay_out, mend, own

_CELL = "cell:"


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
    keep = "keep" in request.GET or "keep" in request.POST
    if file.choices.get(UNOPENED) or goes_to_background(file.file.size):
        seen = look(file, keep=keep)
    else:
        seen = shown(file, keep=keep)
    if seen is None:
        if error is not None:
            messages.error(request, str(error))
        return looking_page(request, agency, register, file)
    if "unreadable" in seen:
        # It stays until the next file takes its place.
        messages.error(request, seen["unreadable"])
        return redirect("records:import", agency.pk, register.key)
    return _page(request, agency, register, file, seen, error)


def _page(
    request: HttpRequest,
    agency: Agency,
    register: Register,
    file: StagedFile,
    seen: dict[str, Any],
    error: SiteError | None,
) -> HttpResponse:
    context = {
        "register": register,
        "staged": file,
        "seen": seen,
        "found": seen["found"],
        "without": file.choices.get("without", []),
        "unit": file.choices.get("unit", ""),
        "rows": _mapping_rows(agency, register, seen["columns"], file.mapping) if seen["columns"] else [],
        "before": imported_before(agency, register.key, file.sha256, file.sheet),
        "error": error,
        "reason": request.POST.get("reason", ""),
    }
    return page(request, "records/staged.html", context, title=_("导入：{name}").format(name=register.title),
                agency=agency, steps=_steps(agency, register, seen), status=error.status if error else 200)  # fmt: skip


def _act(request: HttpRequest, register: Register, file: StagedFile) -> HttpResponse | None:
    who, agency = actor(request), file.agency
    revision = revision_of(request)
    wanted = request.POST.get("do")
    here = redirect("records:staged", agency.pk, register.key, file.pk)
    if wanted == "discard":
        discard(who, file)
        messages.success(request, _("已放弃，没有导入任何内容。"))
        return redirect("records:import", agency.pk, register.key)
    if wanted == "import":
        return _import(request, register, file, revision)
    if wanted == "mend":
        edits = {
            name.removeprefix(_CELL): str(text)
            for name, text in request.POST.items()
            if name.startswith(_CELL) and text != request.POST.get(f"was:{name.removeprefix(_CELL)}", "")
        }
        if edits:
            mend(who, file, edits, revision=revision)
        return here
    if wanted == "choose":
        without = [each for each in request.POST.getlist("table") if each not in request.POST.getlist("read")]
        choose(who, file, unit=request.POST.get("unit", ""), without=without, revision=revision)
        return here
    lay_out(
        who,
        file,
        sheet=request.POST.get("sheet", file.sheet),
        header_top=_number(request, "header_top", file.header_top),
        header_rows=_number(request, "header_rows", file.header_rows),
        mapping=_mapping(request, register) if wanted == "columns" else None,
        revision=revision,
    )
    return here


def _import(request: HttpRequest, register: Register, file: StagedFile, revision: int) -> HttpResponse:
    keep, reason = "keep" in request.POST, request.POST.get("reason", "")
    confirmed = request.POST.get("confirmed", "")
    if goes_to_background(file.file.size):
        return enqueue(request, file, revision, keep, confirmed, reason)
    batch = import_rows(actor(request), file, revision=revision, keep_doubtful=keep, confirmed=confirmed, reason=reason)
    messages.success(request, _("已导入{rows}行，跳过重复{skipped}行。").format(rows=batch.rows, skipped=batch.skipped))
    return redirect("records:list", file.agency_id, register.key)


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


def _mapping_rows(
    agency: Agency, register: Register, columns: list[list[str]], mapping: ColumnMap
) -> list[dict[str, Any]]:
    rows = []
    for each in register.by_name.values():
        fixed = [(f"={label}", label) for _value, label in each.choices]
        if each.kind == "section":
            names = Section.objects.filter(agency=agency, closed=False).values_list("name", flat=True)
            fixed = [(f"={name}", name) for name in names]
        rows.append({"field": each, "columns": columns, "fixed": fixed, "chosen": str(mapping.get(each.name, ""))})
    return rows


def _steps(agency: Agency, register: Register, seen: dict[str, Any]) -> list[Step]:
    steps = []
    if seen["other"]:
        likely = REGISTERS[seen["other"]]
        text = _("这张表看起来是“{name}”台账的，请到那里导入").format(name=likely.title)
        why = _("确实要导入“{name}”的，按下面的提示继续").format(name=register.title)
        steps.append(Step(text, reverse("records:import", args=(agency.pk, likely.key)), why, urgent=True))
    found = seen["found"]
    if not seen["columns"]:
        steps.append(Step(_("没有找到表头，请填写表头在第几行"), "#layout", urgent=True))
    elif seen["missing"]:
        text = _("请为这些栏选择表格里的列：{names}").format(names="、".join(seen["missing"]))
        steps.append(Step(text, "#columns", _("表格里没有的，可选一个适用全部行的值"), urgent=True))
    elif seen["units_missing"]:
        text = _("表格没有写明{names}的单位，请选择").format(names="、".join(seen["units_missing"]))
        steps.append(Step(text, "#choose", _("选错单位，年报的数字会差几千、几万倍"), urgent=True))
    elif found is None:
        steps.append(Step(_("请至少选择一个要读的工作表"), "#choose", urgent=True))
    elif found["errors_count"]:
        text = _("有{number}处错误，请在下面改正，或改好原文件重新上传").format(number=found["errors_count"])
        steps.append(Step(text, "#errors", _("有错误时一行也不会导入"), urgent=True))
    elif found["questions_count"]:
        text = _("有{number}处须先核对确认").format(number=found["questions_count"])
        steps.append(Step(text, "#questions", urgent=True))
    else:
        steps.append(Step(_("核对预览，然后点“确认导入”"), "#confirm"))
    return steps
