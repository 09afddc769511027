"""The first page of the back office."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.home.panels import panels
from gongkai_site.home.workbench import desks
from gongkai_site.office import actor, page
from gongkai_site.policy import first_agency


def workbench(request: HttpRequest) -> HttpResponse:
    """What waits for the person signed in, and how his agencies stand."""
    who, today = actor(request), timezone.localdate()
    shown = panels(who, today)
    context = {
        "desks": desks(who, today),
        "first": first_agency(who, "people.view"),
        "below": [each for each in shown if each.panel.beside],
        "beside": [each for each in shown if not each.panel.beside],
    }
    return page(request, "home/workbench.html", context, title=_("工作台"))
