"""The list of an agency's redactions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.office import Step, actor, for_agency
from gongkai_site.office.lists import listed
from gongkai_site.policy import may, visible
from gongkai_site.redaction.listing import CasesTable, Narrowed
from gongkai_site.redaction.models import RedactionCase

_PER_PAGE = 50


@for_agency("redaction.view")
def cases(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Every file that was brought."""
    who = actor(request)
    things = visible(who, "redaction.view", RedactionCase.objects.filter(agency=agency))
    narrowed = Narrowed(request.GET, things.select_related("by", "released_by").order_by("-at", "-pk"))
    edits = may(who, "redaction.edit", agency)
    upload = Step(
        _("上传要遮盖的文件"), reverse("redaction:upload", args=[agency.pk]), _("PDF、扫描件、Word、Excel、图片")
    )
    return listed(
        request,
        "redaction/list.html",
        CasesTable(narrowed.qs).arranged(request, _PER_PAGE),
        {"form": narrowed.form, "edits": edits},
        title=_("遮盖后公开"),
        agency=agency,
        steps=[upload] if edits else [],
    )
