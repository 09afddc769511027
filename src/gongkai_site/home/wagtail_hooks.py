"""What the back office shows of Wagtail: its frame and account pages; menus of parts not in use are left out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai_site.home.workbench import Workbench

_UNUSED = frozenset({"explorer", "images", "documents", "reports", "settings", "help", "snippets"})


@hooks.register("construct_main_menu")
def leave_out_unused(request: HttpRequest, items: list[Any]) -> None:
    """Hide Wagtail's own menus; later parts of the site bring them back with their own rights."""
    items[:] = [item for item in items if item.name not in _UNUSED]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """工作台: the way back from everywhere; the sign above the menu is one too, but does not look it."""
    return MenuItem(_("工作台"), reverse_lazy("wagtailadmin_home"), name="workbench", icon_name="home", order=1)


@hooks.register("construct_homepage_panels")
def only_the_workbench(request: HttpRequest, panels: list[Any]) -> None:
    """The first page shows what to do next and nothing else."""
    panels[:] = [Workbench()]


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's counts of pages and pictures are left out."""
    items.clear()


@hooks.register("insert_global_admin_css")
def style_sheet() -> SafeString:
    """Our styles on Wagtail's first page too."""
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))
