"""The address at which drafts are kept."""

from __future__ import annotations

from django.urls import path

from gongkai_site.drafts import pages
from gongkai_site.office import Part

PART = Part(urls=[path("draft/", pages.draft, name="draft")])
