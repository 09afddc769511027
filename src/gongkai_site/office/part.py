"""What one app adds to the back office: addresses, entries of the menu, steps and panels on the first page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, reverse
from django.utils.functional import Promise

from gongkai_site.agencies.models import Agency
from gongkai_site.office.page import Step
from gongkai_site.office.panel import Panel
from gongkai_site.office.waiting import Find
from gongkai_site.policy import Actor, first_agency

Words = str | Promise
Steps = Callable[[Actor, Agency, dt.date], list[Step]]


def _nowhere(who: Actor) -> Sequence[Entry]:
    return ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu. ``address`` gives "" where the actor has no business there: it is then not shown."""

    key: str
    label: Words
    icon: str
    """A name of ``static/office/icons.svg``."""
    order: int
    address: Callable[[Actor], str]
    below: Callable[[Actor], Sequence[Entry]] = _nowhere


@dataclass(frozen=True, slots=True)
class Part:
    """What an app brings into the back office; ``home/parts.py`` lists the parts of all."""

    urls: Sequence[URLPattern | URLResolver] = ()
    menu: Sequence[Entry] = ()
    steps: Steps | None = None
    """What else there is to do in one agency, for the first page."""
    waiting: Find | None = None
    """What waits for somebody: on his first page, as a count in the menu, by mail."""
    panels: Sequence[Panel] = ()


def own_agencies(actor: Actor) -> list[Agency]:
    """The agencies in which the actor has a role today, each once, in the order of his roles."""
    return list({each.agency_id: each.agency for each in actor.memberships()}.values())


def own_agency_entry(
    key: str, label: Words, icon: str, order: int, url_name: str, *, right: str, more: tuple[object, ...] = ()
) -> Entry:
    """An entry that leads to a page of one's own agency: ``url_name`` with its id and ``more``."""

    def address(who: Actor) -> str:
        agency = first_agency(who, right)
        return reverse(url_name, args=(agency.pk, *more)) if agency else ""

    return Entry(key, label, icon, order, address)
