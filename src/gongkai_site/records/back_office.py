"""The registers in the back office: addresses, and the menu 台账 with one entry for each."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from gongkai_site.office import Entry, Part, own_agency_entry
from gongkai_site.policy import Actor
from gongkai_site.records.panels import PANELS
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.steps import steps


def _registers(who: Actor) -> Sequence[Entry]:
    every = own_agency_entry("records-overview", _("全部台账"), "list-ul", 0, "records:overview", right="record.view")
    return [
        every,
        *(
            own_agency_entry(
                f"records-{each.key}", each.title, "table", 1, "records:list", right="record.view", more=(each.key,)
            )
            for each in REGISTERS.values()
        ),
    ]


_OVERVIEW = own_agency_entry("records", _("台账"), "journals", 200, "records:overview", right="record.view")

PART = Part(
    urls=[path("records/", include("gongkai_site.records.urls"))],
    menu=[Entry(_OVERVIEW.key, _OVERVIEW.label, _OVERVIEW.icon, _OVERVIEW.order, _OVERVIEW.address, _registers)],
    steps=steps,
    panels=PANELS,
)
