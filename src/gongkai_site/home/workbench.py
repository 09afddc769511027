"""The first page (工作台): for each of one's agencies what to do next, gathered from every app."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from gongkai_site.agencies.models import Agency
from gongkai_site.home.parts import PARTS
from gongkai_site.home.waiting import turns_of, with_dates
from gongkai_site.office import Step, own_agencies
from gongkai_site.office.waiting import Turn, put_together
from gongkai_site.policy import Actor, may


@dataclass(frozen=True, slots=True)
class Desk:
    """What one agency has for the person today."""

    agency: Agency
    roles: tuple[str, ...]
    steps: tuple[Step, ...]


def desks(actor: Actor, today: dt.date | None = None) -> list[Desk]:
    """One desk for each agency in which the actor has a role; urgent steps come first, whom he waits for last."""
    today = today or timezone.localdate()
    memberships, own = actor.memberships(), own_agencies(actor)
    waiting = put_together(with_dates(turns_of(actor, today), own, today))
    return [
        Desk(
            agency,
            tuple(dict.fromkeys(each.get_role_display() for each in memberships if each.agency_id == agency.pk)),
            tuple(_steps(actor, agency, today, [each for each in waiting if each.waiting.agency == agency.pk])),
        )
        for agency in own
    ]


def _steps(actor: Actor, agency: Agency, today: dt.date, found: list[Turn]) -> list[Step]:
    mine = [each.step(named=True) for each in found if each.mine]
    mine += [step for part in PARTS if part.steps for step in part.steps(actor, agency, today)]
    others = [
        each.wait(named=True)
        for each in found
        if not each.mine and each.waiting.waits and each.waiting.seen and may(actor, each.waiting.seen, agency)
    ]
    return [*sorted(mine, key=lambda step: not step.urgent), *others]
