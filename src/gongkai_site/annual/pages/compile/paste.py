"""A table pasted onto the report's form: the dry run, and setting by hand what differs."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.checking import table_name
from gongkai_site.annual.figures import figures
from gongkai_site.annual.models import State
from gongkai_site.annual.pages.reports import place, report_for
from gongkai_site.annual.pasting import PastePlan, override_cells, plan_paste
from gongkai_site.annual.scopes import write_right
from gongkai_site.errors import EditedMeanwhile, SiteError, WrongState
from gongkai_site.office import Step, actor, page
from gongkai_site.policy import require


def paste(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """Show the box; with a block what it would change; confirmed, do it for the reason given."""
    report = report_for(request, "report.view", agency_id, year, scope)
    require(actor(request), write_right(report), report)
    if report.state != State.DRAFT:
        raise WrongState("报告已不在起草状态，不能手工调整。", advice="请先退回起草。")
    now = figures(report)
    plan: PastePlan | None = None
    error: SiteError | None = None
    sent = {name: request.POST.get(name, "") for name in ("table", "pasted", "reason")}
    if request.method == "POST":
        try:
            plan = plan_paste(now, year, sent["table"], sent["pasted"])
            if "confirm" in request.POST and not plan.faults:
                if request.POST.get("digest") != _digest(plan):
                    raise EditedMeanwhile("预览之后数字有变动，没有调整。", advice="请核对新的预览后再确认。")
                values = {each.cell.key: each.pasted for each in plan.settings}
                count = override_cells(actor(request), report, values, sent["reason"])
                messages.success(request, _("已手工调整{n}格。合计不会自动改变，请查看校验结果。").format(n=count))
                return redirect("annual:report", *place(report))
        except SiteError as refused:
            error = refused
    context = {
        "report": report,
        "tables": [(each.key, table_name(now.form, each.key).zh) for each in now.form.tables],
        "sent": sent,
        "plan": plan,
        "digest": _digest(plan) if plan else "",
        "error": error,
        "back": reverse("annual:report", args=place(report)),
    }
    note, steps = _told(plan)
    return page(
        request, "annual/paste.html", context, title=_("粘贴数字"), agency=report.agency,
        note=note, steps=steps, status=error.status if error else 200,
    )  # fmt: skip


def _digest(plan: PastePlan) -> str:
    told = "\n".join(f"{each.cell.key} {each.before} {each.pasted}" for each in plan.settings)
    return hashlib.sha256(told.encode()).hexdigest()


def _told(plan: PastePlan | None) -> tuple[str, list[Step]]:
    """What the page says of itself, and what to do on it."""
    if plan is None:
        return _("粘贴的数字是手工调整，须写明原因；台账能算出的，请改台账。"), []
    if plan.faults:
        return _("现在没有改动任何数字。"), [Step(_("按下面列出的行和列改正后重新粘贴"), "#faults", urgent=True)]
    if plan.settings:
        return _("现在还没有改动任何数字。"), [Step(_("核对下面的改动，写明原因后确认"), "#settings")]
    return _("粘贴的数字与现在的完全一致，不需要调整。"), []
