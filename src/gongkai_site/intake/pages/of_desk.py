"""The document in an address: on the desk that the address names, once the policy allows it."""

from __future__ import annotations

from django.http import HttpRequest

from gongkai_site.intake.models import IncomingDocument
from gongkai_site.office import allowed


def document_of(request: HttpRequest, agency_id: int, pk: int, right: str) -> IncomingDocument:
    """Return the document; 404 where it does not lie on this desk, :class:`NotAllowed` without the right."""
    things = IncomingDocument.objects.filter(agency__pk=agency_id)
    return allowed(request, right, things.select_related("agency", "of_agency", "version__report__agency", "by"), pk)
