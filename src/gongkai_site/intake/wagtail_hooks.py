"""来文识读 in the back office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai_site.office_menu import OwnAgencyMenuItem


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """``/admin/intake/<agency>/…``."""
    return [path("intake/", include("gongkai_site.intake.pages.addresses"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """来文识读."""
    return OwnAgencyMenuItem(_("来文识读"), "intake:list", right="intake.view", icon_name="doc-full", order=400)
