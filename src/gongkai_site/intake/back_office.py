"""来文识读 in the back office."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from gongkai_site.intake.steps import steps
from gongkai_site.office import Part, own_agency_entry

PART = Part(
    urls=[path("intake/", include("gongkai_site.intake.pages.addresses"))],
    menu=[
        own_agency_entry("intake", _("来文识读"), "file-earmark-arrow-down", 400, "intake:list", right="intake.view")
    ],
    steps=steps,
)
