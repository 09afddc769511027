"""The log as pages: of one agency, newest first, and the history of a single thing."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.audit.changed import Change, changes
from gongkai_site.audit.listing import EventTable, Narrowed
from gongkai_site.audit.models import Event
from gongkai_site.office import actor, for_agency
from gongkai_site.office.lists import listed
from gongkai_site.policy import may

__all__ = ["Change", "changes", "events", "history"]
_PER_PAGE = 50


def history(object_type: str, object_id: object) -> QuerySet[Event]:
    """The events of one thing, oldest first. The caller has asked the policy for the thing itself."""
    return Event.objects.filter(object_type=object_type, object_id=str(object_id))


@for_agency("audit.view")
def events(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The agency's events, filtered by word, action and day."""
    inside = may(actor(request), "report.records", agency)
    narrowed = Narrowed(request.GET, Event.objects.filter(agency_id=agency.pk).order_by("-number"), inside=inside)
    table = EventTable(narrowed.qs, inside=inside)
    table.arranged(request, _PER_PAGE)
    return listed(
        request,
        "audit/events.html",
        table,
        {"form": narrowed.form},
        title=_("审计日志"),
        agency=agency,
        note=_("日志只增不改。如需证明未被改动，请系统管理员运行 gongkai audit verify。"),
    )
