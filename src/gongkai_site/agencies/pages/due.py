"""By when those below a superior owe their reports on a year, and why: what follows from law and rulings."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.counted import owing
from gongkai_site.agencies.due import KEY, dues, reporting_year
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.names import names_in
from gongkai_site.agencies.steps import without_due
from gongkai_site.agencies.superiors import as_below
from gongkai_site.office import Step, actor, for_agency, page
from gongkai_site.policy import may
from gongkai_site.policy.holders import holders, named

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
    """The date of every agency directly below, with its explanation."""
    wanted = year_of(request)
    shown = Paginator(owing(agency, wanted).order_by("path"), _PER_PAGE).get_page(request.GET.get("page"))
    due, names = dues(as_below(shown, agency), wanted), names_in(shown, wanted)
    lacking = without_due(agency, wanted)
    context = {
        "shown": shown,
        "rows": [(each, names[each.pk], due[each.pk]) for each in shown],
        "year": wanted,
        "years": range(_now() + 1, _now() - 4, -1),
        "edits": may(actor(request), "ruling.edit", agency),
        "key": KEY,
    }
    return page(
        request,
        "agencies/due.html",
        context,
        title=_("{year}年度报告报送期限").format(year=wanted),
        agency=agency,
        steps=_steps(agency, wanted, lacking, bool(context["edits"])),
    )


def _steps(agency: Agency, wanted: int, lacking: int, edits: bool) -> list[Step]:
    if not lacking:
        return []
    text = _("还有{n}个单位没有期限").format(n=lacking)
    if not edits:
        who = named(holders(agency.pk, "ruling.edit", timezone.localdate()))
        return [Step(_("等{who}设定期限").format(who=who or agency), why=text)]
    address = reverse("agencies:lay-down", args=[agency.pk, KEY])
    return [Step(text, address, _("《条例》没有为它们规定日期，请按通知设定"), urgent=True)]
