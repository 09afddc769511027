"""The first page of the back office."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.home.waiting import of_request
from gongkai_site.home.workbench import desks
from gongkai_site.office import actor, page
from gongkai_site.policy import first_agency


def workbench(request: HttpRequest) -> HttpResponse:
    """What waits for the person signed in."""
    who = actor(request)
    context = {
        "desks": desks(who, found=of_request(request)),
        "first": first_agency(who, "people.view"),
        "today": timezone.localdate(),
    }
    return page(request, "home/workbench.html", context, title=_("工作台"))
