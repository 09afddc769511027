"""The audit log in the back office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai_site.audit import pages
from gongkai_site.office_menu import OwnAgencyMenuItem

_addresses = ([path("<int:agency_id>/", pages.events, name="events")], "audit")


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """``/admin/audit/<agency>/``."""
    return [path("audit/", include(_addresses))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """审计日志."""
    return OwnAgencyMenuItem(_("审计日志"), "audit:events", right="audit.view", icon_name="history", order=800)
