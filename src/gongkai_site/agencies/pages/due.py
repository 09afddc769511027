"""A superior's due dates for a year: its notices, and what follows for each agency below."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies import actions
from gongkai_site.agencies.counted import owing
from gongkai_site.agencies.due import dues, reporting_year
from gongkai_site.agencies.forms import DueForm, ReasonForm
from gongkai_site.agencies.models import Agency, DueDate
from gongkai_site.agencies.names import names_in
from gongkai_site.agencies.pages.forms import form_page
from gongkai_site.agencies.steps import without_due
from gongkai_site.office import Step, actor, for_agency, found, page
from gongkai_site.policy import may

_PER_PAGE = 100


def year_of(request: HttpRequest) -> int:
    """The reporting year that the address asks for, else the one in hand."""
    asked = request.GET.get("year", "")
    return (
        int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and 2008 <= int(asked) <= 2100 else _now()
    )


def _now() -> int:
    return reporting_year(timezone.localdate())


@for_agency("agency.view")
def year(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The notices of the year and the date of every agency directly below, with its explanation."""
    wanted = year_of(request)
    shown = Paginator(owing(agency, wanted).order_by("path"), _PER_PAGE).get_page(request.GET.get("page"))
    due, names = dues(shown, wanted), names_in(shown, wanted)
    lacking = without_due(agency, wanted)
    context = {
        "shown": shown,
        "rows": [(each, names[each.pk], due[each.pk]) for each in shown],
        "notices": DueDate.objects.filter(superior=agency, year=wanted).select_related("agency"),
        "year": wanted,
        "years": range(_now() + 1, _now() - 4, -1),
        "edits": may(actor(request), "due.edit", agency),
    }
    return page(
        request,
        "agencies/due.html",
        context,
        title=_("{year}年度报告报送期限").format(year=wanted),
        agency=agency,
        steps=_steps(agency, wanted, lacking, bool(context["edits"])),
    )


@for_agency("due.edit")
def set_due(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Set a date by notice."""
    wanted = year_of(request)

    def save(data: dict[str, Any], _revision: int) -> DueDate:
        return actions.set_due_date(actor(request), agency, year=wanted, **data)

    return form_page(
        request,
        DueForm(request.POST or None, among=Agency.objects.filter(superior=agency)),
        save,
        title=_("设定{year}年度报告报送期限").format(year=wanted),
        agency=agency,
        back=_back(agency, wanted),
        note=_(
            "对同一类型或单位再次设定，会替换原来的日期。早于《条例》第四十九条的日期以通知为准；"
            "晚于它的，不能推迟法律规定的日期。"
        ),
    )


@for_agency("due.edit")
def withdraw(request: HttpRequest, agency: Agency, notice_id: int) -> HttpResponse:
    """Withdraw a notice's date."""
    notice = found(DueDate.objects.filter(superior=agency).select_related("superior", "agency"), notice_id)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data, _revision: actions.withdraw_due_date(actor(request), notice, reason=data["reason"]),
        title=_("撤回报送期限"),
        agency=agency,
        back=_back(agency, notice.year),
        button=_("撤回"),
        note=f"{notice.basis}：{notice.due}",
    )


def _back(agency: Agency, wanted: int) -> str:
    return f"{reverse('agencies:due', args=[agency.pk])}?year={wanted}"


def _steps(agency: Agency, wanted: int, lacking: int, edits: bool) -> list[Step]:
    if not lacking:
        return [Step(_("全部下级都有期限。点开说明可以看到每个日期的依据。"))]
    text = _("还有{n}个单位没有期限").format(n=lacking)
    if not edits:
        return [Step(text)]
    address = f"{reverse('agencies:set-due', args=[agency.pk])}?year={wanted}"
    return [Step(text, address, _("《条例》没有为它们规定日期，请按通知设定"), urgent=True)]
