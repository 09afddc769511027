"""The first page (工作台): for each of one's agencies what to do next, gathered from every app."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.admin.ui.components import Component

from gongkai_site.agencies.models import Agency
from gongkai_site.office import Step
from gongkai_site.office_menu import first_agency, own_agencies
from gongkai_site.policy import Actor

Source = Callable[[Actor, Agency, dt.date], list[Step]]
_APPS = ("annual", "filings", "records", "intake", "people", "agencies")


@dataclass(frozen=True, slots=True)
class Desk:
    """What one agency has for the person today."""

    agency: Agency
    roles: tuple[str, ...]
    steps: tuple[Step, ...]


def sources() -> tuple[Source, ...]:
    """The ``steps`` function of every app that has one, in the order they are shown in."""
    modules = [f"gongkai_site.{app}.steps" for app in _APPS]
    return tuple(import_module(name).steps for name in modules if find_spec(name) is not None)


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
    return [step for source in sources() for step in source(actor, agency, today)]


class Workbench(Component):  # type: ignore[misc] # Wagtail ships no types
    """The panel on Wagtail's first page."""

    order = 10

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        """Return the panel for the person signed in."""
        request = (parent_context or {})["request"]
        actor = Actor.of(request)
        return render_to_string(
            "home/workbench.html",
            {
                "desks": desks(actor),
                "actor": actor,
                "first": first_agency(actor, "people.view"),
                "today": timezone.localdate(),
            },
            request,
        )
