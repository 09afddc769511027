"""The registers in the back office: addresses, and the menu 台账 with one entry for each."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem, SubMenuItem

from gongkai_site.office_menu import first_agency
from gongkai_site.policy import Actor
from gongkai_site.records.registry import REGISTERS


class RegistersMenuItem(MenuItem):  # type: ignore[misc] # Wagtail ships no types
    """台账 and its registers; the policy is asked once for all of them, for they share one right."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the actor may look at the registers of any of his agencies."""
        return first_agency(Actor.of(request), "record.view") is not None

    def render_component(self, request: HttpRequest) -> SubMenuItem:
        """Return the entry with one below it for each register."""
        agency = first_agency(Actor.of(request), "record.view")
        items = []
        if agency is not None:
            overview = reverse("records:overview", args=(agency.pk,))
            items.append(LinkMenuItem("records-overview", _("全部台账"), overview, icon_name="list-ul"))
            items += [
                LinkMenuItem(
                    f"records-{each.key}",
                    each.title,
                    reverse("records:list", args=(agency.pk, each.key)),
                    icon_name="table",
                )
                for each in REGISTERS.values()
            ]
        return SubMenuItem(self.name, self.label, items, icon_name=self.icon_name)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """``/admin/records/…``."""
    return [path("records/", include("gongkai_site.records.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """台账."""
    return RegistersMenuItem(_("台账"), "#", name="records", icon_name="folder-open-inverse", order=200)
