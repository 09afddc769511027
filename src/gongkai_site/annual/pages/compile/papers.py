"""Handing out the working papers."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gongkai_site.annual.figures import figures
from gongkai_site.annual.models import Scope
from gongkai_site.annual.pages.reports import report_for
from gongkai_site.annual.papers import papers
from gongkai_site.sheets.writing import XLSX


@require_GET
def papers_file(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The Excel working papers of an agency's own report."""
    report = report_for(request, "report.records", agency_id, year, scope)
    if scope != Scope.OWN:
        raise Http404("汇总报告没有工作底稿，请打开各单位的数字。")
    answer = HttpResponse(papers(report, figures(report)), content_type=XLSX)
    name = quote(f"{report.agency}{year}年度报告工作底稿.xlsx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
