"""A large import on its way: waiting, running, done or refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus

from gongkai_site.agencies.models import Agency
from gongkai_site.office import actor, page
from gongkai_site.records.models import StagedFile
from gongkai_site.records.pages.frame import for_register
from gongkai_site.records.registry import Register
from gongkai_site.records.shown import shown
from gongkai_site.records.tasks import import_staged, look_at_staged, looking, running
from gongkai_site.worker_seen import SILENT, worker_seen_within

_LARGE = 200_000
"""Bytes of a file beyond which nobody should wait for its import: some five thousand rows."""


def goes_to_background(size: int) -> bool:
    """Whether a file of so many bytes is left to the worker: it is large, and there is a worker."""
    return size > _LARGE and worker_seen_within(SILENT)


def look(staged: StagedFile, *, keep: bool) -> dict[str, Any] | None:
    """Return what the worker found in a large file as it is laid out now; ``None`` while it still looks."""
    seen: dict[str, Any] | None = staged.shown
    if seen is not None and seen["revision"] == staged.revision and ("unreadable" in seen or seen["keep"] is keep):
        return seen
    found = looking(staged.pk, staged.revision, keep)
    if found is None:
        look_at_staged.enqueue(staged.pk, staged.revision, keep)
    elif found.status == TaskResultStatus.FAILED:
        # Whatever it was that the worker met shows itself here, with its traceback in the log.
        return shown(staged, keep=keep)
    return None


def looking_page(request: HttpRequest, agency: Agency, register: Register, staged: StagedFile) -> HttpResponse:
    """The page while the worker looks; it asks again by itself (htmx)."""
    context = {"register": register, "since": staged.at, "runs": True, "looks": True}
    title = _("导入：{name}").format(name=register.title)
    note = _("文件较大，正在后台读取和核对，可以先办别的事；好了这里会显示预览。")
    return page(request, "records/progress.html", context, title=title, agency=agency, note=note)


def enqueue(
    request: HttpRequest, staged: StagedFile, revision: int, keep: bool, confirmed: str, reason: str
) -> HttpResponse:
    """Leave the import to the worker, once, and show how it goes."""
    who = actor(request).user_id
    found = running(staged.pk, who)
    under_way = found is not None and found.status in (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    if who is not None and not under_way:
        import_staged.enqueue(staged.pk, who, revision, keep, confirmed, reason)
    return redirect("records:progress", staged.agency_id, staged.register, staged.pk)


@for_register("record.edit")
def progress(request: HttpRequest, agency: Agency, register: Register, pk: int) -> HttpResponse:
    """How far it is; the page asks again by itself (htmx) and leads on when it is over."""
    found = running(pk, actor(request).user_id)
    if found is None:
        raise Http404("没有这次导入。")
    if found.status in (TaskResultStatus.READY, TaskResultStatus.RUNNING):
        context = {
            "register": register,
            "since": found.started_at or found.enqueued_at,
            "runs": found.status == TaskResultStatus.RUNNING,
        }
        title = _("导入：{name}").format(name=register.title)
        note = _("导入在后台进行，可以先办别的事；有一行不能导入时，一行也不会导入。")
        return page(request, "records/progress.html", context, title=title, agency=agency, note=note)
    refused = found.return_value if found.status == TaskResultStatus.SUCCESSFUL else _("导入没有完成，请重试。")
    if refused:
        messages.error(request, refused)
        there = reverse("records:staged", args=[agency.pk, register.key, pk])
    else:
        messages.success(request, _("后台导入已完成。"))
        there = reverse("records:list", args=[agency.pk, register.key])
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": there})
    return redirect(there)
