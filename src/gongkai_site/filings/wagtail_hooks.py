"""报送汇总 in the back office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai_site.office_menu import OwnAgencyMenuItem


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """``/admin/filings/…``."""
    return [path("filings/", include("gongkai_site.filings.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """报送汇总."""
    return OwnAgencyMenuItem(_("报送汇总"), "filings:list", right="filing.view", icon_name="upload", order=500)
