"""The panels of the first page as one person finds them, gathered from every app."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from gongkai_site.home.parts import PARTS
from gongkai_site.office import Panel
from gongkai_site.policy import Actor


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
