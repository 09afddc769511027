"""Addresses of the registers behind section two that are more than a list."""

from __future__ import annotations

from django.urls import include, path

from gongkai_site.office import Part
from gongkai_site.registers import pages

_addresses = ([path("<int:agency_id>/in-force/", pages.in_force, name="in-force")], "registers")

PART = Part(urls=[path("registers/", include(_addresses))])
