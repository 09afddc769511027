"""The first page (工作台): for each of one's agencies what to do next, and the panels, gathered from every app."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from gongkai_site.agencies.models import Agency
from gongkai_site.home.parts import PARTS
from gongkai_site.office import Panel, Step, own_agencies
from gongkai_site.policy import Actor


@dataclass(frozen=True, slots=True)
class Desk:
    """What one agency has for the person today."""

    agency: Agency
    roles: tuple[str, ...]
    steps: tuple[Step, ...]


def desks(actor: Actor, today: dt.date | None = None) -> list[Desk]:
    """One desk for each agency in which the actor has a role; urgent steps come first."""
    today = today or timezone.localdate()
    memberships = actor.memberships()
    return [
        Desk(
            agency,
            tuple(dict.fromkeys(each.get_role_display() for each in memberships if each.agency_id == agency.pk)),
            tuple(sorted(_steps(actor, agency, today), key=lambda step: not step.urgent)),
        )
        for agency in own_agencies(actor)
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel with what it has to say today."""

    panel: Panel
    data: Mapping[str, Any]

    @property
    def html(self) -> str:
        """What its template makes of it."""
        return render_to_string(self.panel.template, dict(self.data))


def panels(actor: Actor, today: dt.date | None = None) -> list[Shown]:
    """The panels that have something to say to this person, in their order."""
    today = today or timezone.localdate()
    wanted = (each for part in PARTS for each in part.panels if each.is_for(actor))
    asked = ((each, each.data(actor, today)) for each in sorted(wanted, key=lambda each: each.order))
    return [Shown(each, data) for each, data in asked if data is not None]


def _steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    return [step for part in PARTS if part.steps for step in part.steps(actor, agency, today)]
