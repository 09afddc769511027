"""People in the back office; Wagtail's own pages about users stay shut, for nobody holds their permissions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai_site.office_menu import OwnAgencyMenuItem
from gongkai_site.people import administrators, pages
from gongkai_site.policy import Actor, may

_addresses = (
    [
        path("administrators/", administrators.administrators, name="administrators"),
        path("administrators/add/", administrators.appoint, name="appoint"),
        path("administrators/<int:user_id>/<slug:what>/", administrators.administrator, name="administrator"),
        path("<int:agency_id>/", pages.people, name="list"),
        path("<int:agency_id>/add/", pages.add, name="add"),
        path("<int:agency_id>/<int:user_id>/", pages.person, name="person"),
        path("<int:agency_id>/<int:user_id>/edit/", pages.edit, name="edit"),
        path("<int:agency_id>/<int:user_id>/role/", pages.role, name="role"),
        path("<int:agency_id>/<int:user_id>/<slug:what>/", pages.account, name="account"),
        path("<int:agency_id>/roles/<int:membership_id>/end/", pages.end, name="end"),
    ],
    "people",
)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """``/admin/people/<agency>/…``."""
    return [path("people/", include(_addresses))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """人员."""
    return OwnAgencyMenuItem(_("人员"), "people:list", right="people.view", icon_name="group", order=700)


class AdministratorsMenuItem(MenuItem):  # type: ignore[misc] # Wagtail ships no types
    """Shown to system administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the actor looks after them."""
        return may(Actor.of(request), "people.system")


@hooks.register("register_admin_menu_item")
def administrators_item() -> MenuItem:
    """系统管理员."""
    address = reverse_lazy("people:administrators")
    return AdministratorsMenuItem(_("系统管理员"), address, name="administrators", icon_name="key", order=710)


@hooks.register("construct_main_menu")
def leave_out_wagtail_users(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's own menu of users and groups is not used."""
    items[:] = [item for item in items if item.name not in {"users", "groups"}]
