"""The annual report in the back office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai_site.office_menu import OwnAgencyMenuItem


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """``/admin/annual/…``."""
    return [path("annual/", include("gongkai_site.annual.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """年度报告."""
    return OwnAgencyMenuItem(_("年度报告"), "annual:list", right="report.view", icon_name="doc-full", order=300)
