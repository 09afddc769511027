"""People in the back office."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _

from gongkai_site.office import Entry, Part, own_agency_entry
from gongkai_site.people import administrators, import_pages, moving_in_page, own_account, pages
from gongkai_site.people.steps import steps
from gongkai_site.policy import Actor, may

_addresses = (
    [
        path("administrators/", administrators.administrators, name="administrators"),
        path("administrators/add/", administrators.appoint, name="appoint"),
        path("administrators/<int:user_id>/<slug:what>/", administrators.administrator, name="administrator"),
        path("moving-in/", moving_in_page.moving_in, name="moving-in"),
        path("moving-in/<int:agency_id>/date/", moving_in_page.accept_date, name="accept-date"),
        path("import/", import_pages.importing, name="import"),
        path("export/", import_pages.export, name="export"),
        path("<int:agency_id>/", pages.people, name="list"),
        path("<int:agency_id>/add/", pages.add, name="add"),
        path("<int:agency_id>/<int:user_id>/", pages.person, name="person"),
        path("<int:agency_id>/<int:user_id>/edit/", pages.edit, name="edit"),
        path("<int:agency_id>/<int:user_id>/role/", pages.role, name="role"),
        path("<int:agency_id>/<int:user_id>/<slug:what>/", pages.account, name="account"),
        path("<int:agency_id>/roles/<int:membership_id>/end/", pages.end, name="end"),
        path("<int:agency_id>/roles/<int:membership_id>/function/", pages.function, name="function"),
        path("<int:agency_id>/functions/<int:assignment_id>/end/", pages.end_function, name="end-function"),
    ],
    "people",
)


def _administrators(who: Actor) -> str:
    return reverse("people:administrators") if may(who, "people.system") else ""


def _moving_in(who: Actor) -> str:
    return reverse("people:moving-in") if moving_in_page.may_see(who) else ""


PART = Part(
    urls=[path("people/", include(_addresses)), path("account/", own_account.account, name="own-account")],
    menu=[
        own_agency_entry("people", _("人员"), "people", 700, "people:list", right="people.view"),
        Entry("moving-in", _("入驻清单"), "check2-circle", 705, _moving_in),
        Entry("administrators", _("系统管理员"), "key", 710, _administrators),
    ],
    steps=steps,
)
