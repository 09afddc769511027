"""报送汇总: by year, who has filed, not filed, late, with errors; and reminding from there."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import SiteError
from gongkai_site.filings.actions import remind
from gongkai_site.filings.export import overview_workbook
from gongkai_site.filings.models import Reminder
from gongkai_site.filings.overview import Stand, Standing, overview, totals
from gongkai_site.filings.pages.preview import preview, reminders
from gongkai_site.filings.steps import superior_steps
from gongkai_site.filings.years import insist_year, usual_year, years_shown
from gongkai_site.office import actor, for_agency, page
from gongkai_site.policy import may
from gongkai_site.sheets.writing import XLSX

_PER_PAGE = 50


@for_agency("filing.view")
def start(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Go to the year that is being collected."""
    return redirect("filings:overview", agency.pk, usual_year(agency))


@for_agency("filing.view")
def overview_page(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    """Every agency that owes a report with its standing."""
    standings = overview(agency, insist_year(year))
    chosen = {name: request.GET.get(name, "").strip() for name in ("stand", "word")}
    narrowed = [each for each in standings if _chosen(each, chosen["stand"]) and chosen["word"] in each.agency.name]
    counts = totals(standings)
    choices = [("", _("全部"), counts["all"]), *((each.value, each.label, counts[each.value]) for each in Stand)]
    choices += [("late", _("逾期"), counts["late"]), ("errors", _("有差错"), counts["errors"])]
    return page(
        request,
        "filings/overview.html",
        {
            "year": year,
            "years": years_shown(agency, year),
            "choices": choices,
            "chosen": chosen,
            "shown": Paginator(narrowed, _PER_PAGE).get_page(request.GET.get("page")),
            "manages": may(actor(request), "filing.manage", agency),
            "owing": sum(not each.is_open and not each.copy for each in standings),
        },
        title=_("{year}年度报送汇总").format(year=year),
        agency=agency,
        steps=superior_steps(actor(request), agency, year, standings, timezone.localdate()),
    )


@for_agency("filing.view")
def export(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    """The same as an Excel file."""
    data = overview_workbook(agency, year, overview(agency, insist_year(year)))
    return HttpResponse(
        data,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{year}-filings.xlsx"'},
    )


@require_POST
@for_agency("filing.manage")
def remind_page(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    """Remind one agency, or all that have not filed what is summed."""
    asked = request.POST.get("of", "")
    owing = [each for each in overview(agency, insist_year(year)) if not each.is_open]
    wanted = [each.agency for each in owing if asked == str(each.agency.pk) or (asked == "all" and not each.copy)]
    before = 0
    if asked == "all":
        wanted, before = _not_yet_today(wanted, agency, year)
    if before:
        messages.info(request, _("{count}个单位今天已催报过，没有重复发送。").format(count=before))
    elif not wanted:
        messages.info(request, _("没有需要催报的单位，或者它刚刚报送了。"))
    if wanted and not request.POST.get("confirmed"):
        return preview(
            request,
            reminders(wanted, agency, year),
            superior=agency,
            title=_("催报{count}个单位：信件").format(count=len(wanted)),
            button=_("发出{count}封催报").format(count=len(wanted)),
            back=reverse("filings:overview", args=[agency.pk, year]),
            hidden=[("of", asked)],
        )
    reminded, unsaid = _remind(request, wanted, agency, year)
    if reminded:
        messages.success(request, _("已催报{count}个单位，邮件正在发出。").format(count=reminded))
    if unsaid:
        names = "、".join(unsaid[:10]) + ("……" if len(unsaid) > 10 else "")
        messages.warning(request, _("下列单位没有可用的电子邮箱，请电话联系：{names}").format(names=names))
    return redirect(reverse("filings:letters", args=[agency.pk, year]))


def _not_yet_today(wanted: list[Agency], superior: Agency, year: int) -> tuple[list[Agency], int]:
    """Leave out whom somebody reminded today, and say how many: the button for all may be pressed twice."""
    letters = Reminder.objects.filter(
        superior=superior, year=year, about=Reminder.About.DUE, automatic=False, problem=""
    )
    told = set(letters.filter(at__date=timezone.localdate()).values_list("agency_id", flat=True))
    left = [each for each in wanted if each.pk not in told]
    return left, len(wanted) - len(left)


def _remind(request: HttpRequest, wanted: Sequence[Agency], superior: Agency, year: int) -> tuple[int, list[str]]:
    reminded, unsaid = 0, []
    for each in wanted:
        try:
            made = remind(actor(request), each, year, superior)
        except SiteError as error:
            messages.error(request, str(error))
            continue
        if made.problem:
            unsaid.append(each.name)
        else:
            reminded += 1
    return reminded, unsaid


def _chosen(standing: Standing, stand: str) -> bool:
    if stand == "late":
        return standing.late
    if stand == "errors":
        return standing.is_open and bool(standing.errors)
    return not stand or standing.stand == stand
