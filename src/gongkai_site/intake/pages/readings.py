"""Earlier readings of a document: put back in place of the present one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongkai_site.errors import SiteError
from gongkai_site.intake.actions import restore_reading
from gongkai_site.intake.pages.of_desk import document_of
from gongkai_site.intake.pages.verify import document_page, revision_of
from gongkai_site.office import actor, found


def restore_it(request: HttpRequest, agency_id: int, pk: int, reading_id: int) -> HttpResponse:
    """Put the reading back, for a reason."""
    if request.method != "POST":
        document_of(request, agency_id, pk, "intake.view")
        return redirect("intake:document", agency_id, pk)
    document = document_of(request, agency_id, pk, "intake.edit")
    reading = found(document.earlier.all(), reading_id)
    reason = request.POST.get("reason", "")
    try:
        restore_reading(actor(request), document, reading, revision=revision_of(request.POST), reason=reason)
    except SiteError as error:
        fresh = document_of(request, agency_id, pk, "intake.edit")
        return document_page(request, fresh, sent=request.POST, problem=str(error), status=error.status)
    messages.success(request, _("已换用所选的识读，已核对的结果都保留。"))
    return redirect("intake:document", agency_id, pk)
