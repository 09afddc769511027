"""保密审查 in the back office."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from gongkai_site.office import Part, own_agency_entry
from gongkai_site.screening.waiting import waiting

PART = Part(
    urls=[path("screening/", include("gongkai_site.screening.addresses"))],
    menu=[own_agency_entry("screening", _("保密审查"), "search", 450, "screening:list", right="screening.view")],
    waiting=waiting,
)
