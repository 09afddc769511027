"""The file as it was brought, the output, and pictures of their pages: every one of them asks the policy anew."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai_site.kept_files import opened
from gongkai_site.redaction.pages.of_case import case_of, page_of


@require_safe
def source(request: HttpRequest, agency_id: int, pk: int) -> HttpResponseBase:
    """Download the file as it was brought; never shown in the browser, for it is foreign."""
    case = case_of(request, agency_id, pk, "redaction.view")
    answer = _given(case.file, "application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, case.name)
    return answer


@require_safe
def output(request: HttpRequest, agency_id: int, pk: int) -> HttpResponseBase:
    """Download the redacted file, once it was released."""
    case = case_of(request, agency_id, pk, "redaction.output")
    answer = _given(case.output, "application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, f"{case.title}（区分处理）.pdf")
    return answer


@require_safe
def before(request: HttpRequest, agency_id: int, pk: int, number: int) -> HttpResponseBase:
    """A page as it is."""
    return _given(page_of(case_of(request, agency_id, pk, "redaction.view"), number).picture, "image/png")


@require_safe
def after(request: HttpRequest, agency_id: int, pk: int, number: int) -> HttpResponseBase:
    """A page of the output, as it will go out."""
    return _given(page_of(case_of(request, agency_id, pk, "redaction.view"), number).after, "image/png")


def _given(file: FieldFile, kind: str) -> HttpResponseBase:
    if not file:
        raise Http404("没有这个文件。")
    answer = FileResponse(opened(file), content_type=kind)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
