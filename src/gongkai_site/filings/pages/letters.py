"""The letters sent to the agencies below: when, to whom, whether they went out."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.filings.models import Reminder
from gongkai_site.filings.years import insist_year
from gongkai_site.office import Step, for_agency, page

_PER_PAGE = 50


@for_agency("filing.view")
def letters_page(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    """The year's letters, newest first."""
    insist_year(year)
    letters = Reminder.objects.filter(superior=agency, year=year).select_related("agency", "by").order_by("-at", "-pk")
    stuck = letters.exclude(problem="").count()
    steps = [Step(_("返回报送汇总"), reverse("filings:overview", args=[agency.pk, year]))]
    if stuck:
        steps.insert(
            0, Step(_("有{count}封没有发出：核对电子邮箱，或者电话联系").format(count=stuck), "#letters", urgent=True)
        )
    return page(
        request,
        "filings/letters.html",
        {"year": year, "shown": Paginator(letters, _PER_PAGE).get_page(request.GET.get("page"))},
        title=_("{year}年度催报和退改通知").format(year=year),
        agency=agency,
        steps=steps,
    )
