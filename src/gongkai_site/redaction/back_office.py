"""遮盖后公开 in the back office."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from gongkai_site.office import Part, own_agency_entry
from gongkai_site.redaction.waiting import waiting

PART = Part(
    urls=[path("redaction/", include("gongkai_site.redaction.pages.addresses"))],
    menu=[own_agency_entry("redaction", _("遮盖后公开"), "pencil", 410, "redaction:list", right="redaction.view")],
    waiting=waiting,
)
"""Files of which parts must not go out."""
