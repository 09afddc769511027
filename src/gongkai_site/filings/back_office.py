"""报送汇总 in the back office."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from gongkai_site.filings.panels import PANELS
from gongkai_site.filings.steps import steps
from gongkai_site.filings.waiting import waiting
from gongkai_site.office import Part, own_agency_entry

PART = Part(
    urls=[path("filings/", include("gongkai_site.filings.urls"))],
    menu=[own_agency_entry("filings", _("报送汇总"), "send-check", 500, "filings:list", right="filing.view")],
    steps=steps,
    panels=PANELS,
    waiting=waiting,
)
