"""One record: seen with its history, added, corrected, voided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.audit.actions_named import action_name
from gongkai_site.audit.pages import changes, history
from gongkai_site.errors import EditedMeanwhile, InvalidRecord, SiteError
from gongkai_site.office import Step, actor, page
from gongkai_site.policy import may
from gongkai_site.records.actions import add_record, correct_record, correction_of, doubts_of, void_record
from gongkai_site.records.applicants import applicant_of
from gongkai_site.records.entry import EntryContext
from gongkai_site.records.forms import as_typed, controls
from gongkai_site.records.pages.frame import for_register, record_of, revision_of
from gongkai_site.records.plugs import LINKS, MARKS, PROPOSALS, Problem
from gongkai_site.records.registry import REGISTERS, Register, RegisterField


@for_register("record.view")
def open_record(request: HttpRequest, agency: Agency, register: Register, pk: int) -> HttpResponse:
    """Everything a record says, who changed it and why, and what it is linked to."""
    record = record_of(request, "record.view", agency, register, pk)
    who = actor(request)
    events = list(history(record._meta.label_lower, record.pk))
    if record.batch_id:
        events = [*history("records.importbatch", record.batch_id), *events]
    applicant_seen = bool(register.applicant_fields) and may(who, "applicant.view", record)
    applicant = applicant_of(record) if applicant_seen else None
    context = {
        "register": register,
        "record": record,
        "batch_place": record.batch.place(record.batch_row or 0) if record.batch else "",
        "values": [(each, each.of(record)) for each in register.fields],
        "marks": [mark for make in MARKS[register.key] for mark in make(record, None)],
        "links": [link for make in LINKS[register.key] for link in make(agency, record)],
        "history": [(event, action_name(event.action), changes(event)) for event in events],
        "applicant_seen": applicant_seen,
        "applicant": [(each, getattr(applicant, each.column)) for each in register.applicant_fields if applicant],
        "edits": may(who, "record.edit", record) and not record.voided,
        "anonymises": may(who, "record.anonymise", record),
        "edits_applicant": bool(register.applicant_fields) and may(who, "applicant.edit", record),
    }
    steps = []
    if context["edits"] and register.open_where and _waits(register, record):
        address = reverse("records:correct", args=(agency.pk, register.key, record.pk))
        steps.append(Step(_("办完后补上日期和结果"), address))
    return page(request, "records/record.html", context, title=str(record), agency=agency, steps=steps)


def _waits(register: Register, record: Any) -> bool:
    return bool(register.model._default_manager.filter(pk=record.pk, voided=False, **register.filters()).exists())


@for_register("record.edit")
def add(request: HttpRequest, agency: Agency, register: Register) -> HttpResponse:
    """The empty form; with errors, what was typed stands in it again."""
    who = actor(request)
    fields = _fields_to_add(who, agency, register)
    if request.method != "POST":
        year = timezone.localdate().year
        typed = dict(PROPOSALS[register.key](agency, year)) if register.key in PROPOSALS else {}
        typed |= {each.name: request.GET[each.name] for each in register.fields if each.name in request.GET}
        return _form(request, agency, register, fields, typed, title=_("新增：{name}"))
    typed = _typed(request, fields)
    entry = doubts_of(EntryContext(agency, register), typed)
    if entry.errors or (entry.doubts and "confirmed" not in request.POST):
        return _form(request, agency, register, fields, typed, entry.problems, title=_("新增：{name}"), status=400)
    try:
        record = add_record(who, agency, register.key, typed)
    except SiteError as error:
        return _form(request, agency, register, fields, typed, _problems(error), error=error, title=_("新增：{name}"),
                     status=error.status)  # fmt: skip
    messages.success(request, _("已登记：{record}").format(record=record))
    if "again" in request.POST:
        return redirect("records:add", agency.pk, register.key)
    return redirect("records:open", agency.pk, register.key, record.pk)


def _fields_to_add(who: Any, agency: Agency, register: Register) -> list[RegisterField]:
    if not register.applicant_fields or not may(who, "applicant.edit", register.model(agency=agency)):
        return list(register.fields)
    return [*register.fields, *register.applicant_fields]


def _typed(request: HttpRequest, fields: list[RegisterField]) -> dict[str, str]:
    return {each.name: request.POST.get(each.name, "") for each in fields}


@for_register("record.edit")
def correct(request: HttpRequest, agency: Agency, register: Register, pk: int) -> HttpResponse:
    """The form filled in; a reason is required. Somebody else's change meanwhile is shown beside what was typed."""
    record = record_of(request, "record.edit", agency, register, pk)
    fields = list(register.fields)
    stored = as_typed(fields, record)
    common = {"record": record, "reason": request.POST.get("reason", ""), "revision": record.revision}
    if request.method != "POST":
        return _form(request, agency, register, fields, stored, title=_("更正：{name}"), **common)
    typed = _typed(request, fields)
    context = EntryContext(agency, register, changing=record.pk)
    entry = correction_of(context, record, typed)
    if entry.errors or (entry.doubts and "confirmed" not in request.POST):
        common["revision"] = revision_of(request)
        return _form(request, agency, register, fields, typed, entry.problems, title=_("更正：{name}"), status=400,
                     **common)  # fmt: skip
    try:
        correct_record(actor(request), record, typed, revision=revision_of(request), reason=common["reason"])
    except EditedMeanwhile as error:
        return _form(request, agency, register, fields, typed, error=error, now=stored, title=_("更正：{name}"),
                     status=error.status, **common)  # fmt: skip
    except SiteError as error:
        common["revision"] = revision_of(request)
        return _form(request, agency, register, fields, typed, _problems(error), error=error, title=_("更正：{name}"),
                     status=error.status, **common)  # fmt: skip
    messages.success(request, _("已更正：{record}").format(record=record))
    return redirect("records:open", agency.pk, register.key, record.pk)


@for_register("record.edit")
def void(request: HttpRequest, agency: Agency, register: Register, pk: int) -> HttpResponse:
    """Ask for the reason, then void."""
    record = record_of(request, "record.edit", agency, register, pk)
    error: SiteError | None = None
    if request.method == "POST":
        try:
            void_record(actor(request), record, revision=revision_of(request), reason=request.POST.get("reason", ""))
        except SiteError as caught:
            error = caught
        else:
            messages.success(request, _("已作废：{record}").format(record=record))
            return redirect("records:open", agency.pk, register.key, record.pk)
    context = {
        "register": register,
        "record": record,
        "error": error,
        "reason": request.POST.get("reason", ""),
        "revision": record.revision,
        "told": _(
            "作废后这条记录不再计入年报和各种统计，但仍可查看，不能恢复。只有登记错了才作废；内容有误请用“更正”。"
        ),
        "button": _("作废"),
    }
    return page(request, "records/reason.html", context, title=_("作废：{record}").format(record=record), agency=agency,
                status=error.status if error else 200)  # fmt: skip


def _problems(error: SiteError) -> list[Problem]:
    return list(error.problems) if isinstance(error, InvalidRecord) else []  # type: ignore[arg-type] # problems are ours


def _form(
    request: HttpRequest,
    agency: Agency,
    register: Register,
    fields: list[RegisterField],
    typed: dict[str, str],
    problems: list[Problem] | None = None,
    *,
    title: str,
    error: SiteError | None = None,
    now: dict[str, str] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    problems = problems or []
    own = [each for each in fields if not each.personal]
    context = {
        "register": register,
        "registers": REGISTERS.values(),
        "controls": controls(agency, own, typed, problems, now),
        "applicant_controls": controls(agency, [each for each in fields if each.personal], typed, problems),
        "error": error,
        "wrong": [each for each in problems if not each.doubt],
        "doubtful": [each for each in problems if each.doubt],
        **more,
    }
    return page(
        request, "records/form.html", context, title=title.format(name=register.title), agency=agency, status=status
    )
