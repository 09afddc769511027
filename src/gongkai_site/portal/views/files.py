"""The files of a published version: always downloads, so that none is run as a page of this site."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai_site.annual.models import Scope
from gongkai_site.annual.rendering import KINDS, file_name, render
from gongkai_site.portal.addresses import FILES, version_path
from gongkai_site.portal.answer import etag_of, public_data, public_page, unchanged
from gongkai_site.portal.published import numbered, readable, versions_of_report


@require_safe
def file(
    request: HttpRequest, agency_id: int, year: int, number: int, kind: str, scope: Scope = Scope.OWN
) -> HttpResponse:
    """Send the version as one kind of file, as it was locked."""
    version = numbered(versions_of_report(agency_id, year, scope), number)
    if kind not in FILES:
        raise Http404
    if not readable(version):
        said = {"version": version, "path": version_path(version)}
        return public_page(request, "portal/withdrawn.html", said, status=410)
    first = min((each.on for each in version.placements.all() if each.stands), default=None)
    etag = etag_of(request, version.sha256, kind, first)
    if (answer := unchanged(request, etag)) is not None:
        return answer
    response = public_data(render(version, kind), KINDS[kind].content_type, etag=etag)
    response["Content-Disposition"] = content_disposition_header(True, file_name(version, kind)) or "attachment"
    return response
