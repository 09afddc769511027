"""The file itself and pictures of its pages: every one of them asks the policy anew."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.pages.of_desk import document_of
from gongkai_site.intake.pictures import page_picture
from gongkai_site.intake.storing import stored
from gongkai_site.kept_files import opened


@require_safe
def original(request: HttpRequest, agency_id: int, pk: int) -> HttpResponseBase:
    """Download the file as it came in; never shown in the browser, for it is foreign."""
    document = document_of(request, agency_id, pk, "intake.file")
    if not document.file:
        raise Http404("这份文件没有保存内容。")
    answer = FileResponse(opened(document.file), content_type="application/octet-stream")
    name = document.name.rsplit("!/", 1)[-1].rsplit("/", 1)[-1]
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return _guarded(answer)


@require_safe
def picture(request: HttpRequest, agency_id: int, pk: int, number: int) -> HttpResponseBase:
    """One page of a PDF or picture as PNG, rendered now."""
    document: IncomingDocument = document_of(request, agency_id, pk, "intake.file")
    if not document.file:
        raise Http404("这份文件没有保存内容。")
    image = page_picture(stored(document), number)
    if image is None:
        raise Http404("这份文件没有这一页。")
    return _guarded(HttpResponse(image, content_type="image/png"))


def _guarded(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
