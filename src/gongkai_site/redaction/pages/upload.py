"""Bringing a file: uploaded for the purpose, or one that lies on the desk of documents."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.office import actor, allowed, for_agency, page
from gongkai_site.redaction.actions import bring, bring_document
from gongkai_site.redaction.limits import LIMITS


@for_agency("redaction.edit")
def upload(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Show the form, or take the file in and lead to its case."""
    error, status = None, 200
    if request.method == "POST":
        try:
            file = request.FILES.get("file")
            if file is None or not file.name:
                raise InvalidInput("没有选择文件。", advice="请选择要遮盖的文件。")
            if (file.size or 0) > LIMITS.max_bytes:
                raise InvalidInput(f"文件超过{LIMITS.max_bytes // 1_000_000}MB。", advice="请拆分后再上传。")
            case = bring(actor(request), agency, file.name, file.read(), title=request.POST.get("title", ""))
        except SiteError as refused:
            error, status = refused, 400
        else:
            messages.success(request, _("收到文件，正在打开。"))
            return redirect("redaction:case", agency.pk, case.pk)
    context = {"error": error, "title": request.POST.get("title", ""), "pages": LIMITS.redaction_pages}
    return page(request, "redaction/upload.html", context, title=_("上传要遮盖的文件"), agency=agency, status=status)


@require_POST
def from_document(request: HttpRequest, agency_id: int, document_id: int) -> HttpResponse:
    """Bring the file of a document that was handed in."""
    documents = IncomingDocument.objects.filter(agency__pk=agency_id).select_related("agency")
    document = allowed(request, "intake.file", documents, document_id)
    case = bring_document(actor(request), document)
    messages.success(request, _("收到文件，正在打开。"))
    return redirect("redaction:case", agency_id, case.pk)
