"""The audit log in the back office."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from gongkai_site.audit import pages
from gongkai_site.office import Part, own_agency_entry

_addresses = ([path("<int:agency_id>/", pages.events, name="events")], "audit")

PART = Part(
    urls=[path("audit/", include(_addresses))],
    menu=[own_agency_entry("audit", _("审计日志"), "clock-history", 800, "audit:events", right="audit.view")],
)
