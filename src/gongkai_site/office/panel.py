"""A panel of the first page: what one app shows a person there, gathered once for all of his agencies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from gongkai_site.policy import Actor, first_agency


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: who sees it, what it holds, and the template that shows it."""

    key: str
    title: str | Promise
    order: int
    right: str
    """Shown to who holds this right in an agency of his own; "" to everybody."""
    data: Callable[[Actor, dt.date], Mapping[str, Any] | None]
    """What the template shows, or None where there is nothing to say: the panel is then left out."""
    template: str
    beside: bool = False
    """Whether it stands below the steps; the others stand in the column beside them."""

    def is_for(self, actor: Actor) -> bool:
        """Whether this person may see it at all; asks no query beyond the roles already read."""
        return not self.right or bool(actor.memberships() and first_agency(actor, self.right))
