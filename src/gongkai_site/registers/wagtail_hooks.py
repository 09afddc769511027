"""Addresses of the registers behind section two that are more than a list."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from gongkai_site.registers import pages

_addresses = ([path("<int:agency_id>/in-force/", pages.in_force, name="in-force")], "registers")


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """``/admin/registers/<agency>/…``."""
    return [path("registers/", include(_addresses))]
