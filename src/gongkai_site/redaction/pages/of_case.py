"""The case in an address: of the agency that the address names, once the policy allows it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, QueryDict

from gongkai_site.office import allowed
from gongkai_site.redaction.models import RedactionCase, RedactionPage

_LONGEST = 10


def case_of(request: HttpRequest, agency_id: int, pk: int, right: str) -> RedactionCase:
    """Return the case; 404 where it is not of this agency, :class:`NotAllowed` without the right."""
    cases = RedactionCase.objects.filter(agency__pk=agency_id)
    return allowed(request, right, cases.select_related("agency", "by", "submitted_by", "released_by"), pk)


def page_of(case: RedactionCase, number: int) -> RedactionPage:
    """Return a page of the case, or answer 404."""
    page = case.pages.filter(number=number).first()
    if page is None:
        raise Http404("这份文件没有这一页。")
    page.case = case
    return page


def revision_of(sent: QueryDict) -> int:
    """The revision that the page was opened at; one that nothing has where it is lacking."""
    return number_of(sent.get("revision", "")) or 0


def number_of(text: str) -> int | None:
    """A number as it was sent, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST else None
