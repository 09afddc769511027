"""The annual report in the back office."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from gongkai_site.annual.waiting import waiting
from gongkai_site.office import Part, own_agency_entry

PART = Part(
    urls=[path("annual/", include("gongkai_site.annual.urls"))],
    menu=[own_agency_entry("annual", _("年度报告"), "file-earmark-text", 300, "annual:list", right="report.view")],
    waiting=waiting,
)
