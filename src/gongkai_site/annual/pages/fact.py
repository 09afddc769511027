"""The records that a figure of facts counts."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.annual.factfigures import fact_figures
from gongkai_site.annual.pages.reports import place, report_for
from gongkai_site.annual.prose.lookup import fact_agencies
from gongkai_site.office import Step, actor, page
from gongkai_site.policy import visible

_PER_PAGE = 50


def fact(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """One figure (``?key=``) with what it counts and the records behind it."""
    report = report_for(request, "report.records", agency_id, year, scope)
    figures = fact_figures(fact_agencies(report.agency, year, scope), year)
    figure = figures.get(request.GET.get("key", ""))
    if figure is None:
        raise Http404("没有这个数字。")
    records = figure.records().select_related("agency")
    seen = Paginator(visible(actor(request), "record.view", records), _PER_PAGE)
    return page(
        request,
        "annual/write_fact.html",
        {
            "figure": figure,
            "shown": seen.get_page(request.GET.get("page")),
            "hidden": records.count() - seen.count,
            "date": figure.model.date_fields[0],  # type: ignore[attr-defined] # every register's model has them
        },
        title=figure.label,
        agency=report.agency,
        steps=[Step(_("返回撰写"), reverse("annual:write", args=place(report)))],
    )
