"""Files that leave the back office: versions in every format, the signed sheet's scan, the sheet as Word."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from gongkai_site.annual.models import AnnualReport, Version
from gongkai_site.annual.pages.reports import draft_for
from gongkai_site.annual.rendering import KINDS, file_name, render
from gongkai_site.annual.sheet import sheet
from gongkai_site.annual.sheet_docx import render_sheet
from gongkai_site.kept_files import opened
from gongkai_site.office import allowed

_SCANS = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
_WORD = KINDS["docx"].content_type


def version_file(request: HttpRequest, pk: int, kind: str, which: str) -> HttpResponse:
    """One version as a file."""
    version = allowed(request, "report.view", Version.objects.select_related("report__agency"), pk)
    return download(render(version, kind, which), KINDS[kind].content_type, file_name(version, kind, which))


def version_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed sheet of one version."""
    version = allowed(request, "report.view", Version.objects.select_related("report__agency"), pk)
    return _scan(version.signed_scan, f"{version}审签单")


def report_scan(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The signed sheet of the working copy."""
    report = draft_for(request, agency_id, year, scope)
    return _scan(report.signed_scan, f"{report}审签单")


def sheet_file(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The sheet for signature as Word."""
    report: AnnualReport = draft_for(request, agency_id, year, scope)
    return download(render_sheet(sheet(report)), _WORD, f"{report}审签单.docx")


def download(data: bytes, content_type: str, name: str) -> HttpResponse:
    """Answer with a file that the browser saves and never shows as a page of ours."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def _scan(scan: FieldFile, name: str) -> HttpResponse:
    if not scan:
        raise Http404("没有签发扫描件。")
    ending = str(scan.name).rsplit(".", 1)[-1]
    with opened(scan) as file:
        return download(file.read(), _SCANS[ending], f"{name}.{ending}")
