"""The first page (工作台): for each of one's agencies what to do next, gathered from every app."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from gongkai_site.agencies.models import Agency
from gongkai_site.home.parts import PARTS
from gongkai_site.office import Step, own_agencies
from gongkai_site.policy import Actor
from gongkai_site.reach import within


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


def _steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    with within((agency.pk,)):
        return [step for part in PARTS if part.steps for step in part.steps(actor, agency, today)]
