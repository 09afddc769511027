"""Agencies in the back office."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.pages import agency, due, importing, listing, reorganising, rulings, sections
from gongkai_site.agencies.steps import steps
from gongkai_site.office import Entry, Part
from gongkai_site.policy import Actor, agencies_where, first_agency, may

_addresses = (
    [
        path("", listing.listing, name="list"),
        path("export/", listing.export, name="export"),
        path("import/", importing.importing, name="import"),
        path("add/", agency.add_top, name="add-top"),
        path("<int:agency_id>/", agency.opened, name="open"),
        path("<int:agency_id>/add/", agency.add_below, name="add"),
        path("<int:agency_id>/edit/", agency.edit, name="edit"),
        path("<int:agency_id>/correct/", agency.correct, name="correct"),
        path("<int:agency_id>/place/", agency.place, name="place"),
        path("<int:agency_id>/sections/add/", sections.add, name="add-section"),
        path("<int:agency_id>/sections/<int:section_id>/", sections.change, name="section"),
        path("<int:agency_id>/due/", due.year, name="due"),
        path("<int:agency_id>/rulings/", rulings.rulings, name="rulings"),
        path("<int:agency_id>/rulings/<str:key>/", rulings.lay_down, name="lay-down"),
        path("<int:agency_id>/rulings/<int:ruling_id>/withdraw/", rulings.withdraw, name="withdraw-ruling"),
        path("<int:agency_id>/reorganise/", reorganising.reorganise, name="reorganise"),
        path("<int:agency_id>/reorganise/<int:reorganisation_id>/undo/", reorganising.undo, name="undo"),
    ],
    "agencies",
)


def _list(who: Actor) -> str:
    """Shown to everybody who may see at least one agency, and to who makes the first."""
    # Of one's own agencies this is known without a query.
    own = first_agency(who, "agency.view") is not None
    shown = own or may(who, "agency.add") or agencies_where(who, "agency.view").exists()
    return reverse("agencies:list") if shown else ""


PART = Part(
    urls=[path("agencies/", include(_addresses))],
    menu=[Entry("agencies", _("单位"), "building", 600, _list)],
    steps=steps,
)
