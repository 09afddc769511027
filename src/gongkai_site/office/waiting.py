"""What waits for somebody: computed from the states of things when asked, kept nowhere; each app tells of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gongkai_site.office.page import Step
from gongkai_site.policy import Actor
from gongkai_site.policy.holders import Holders, named

if TYPE_CHECKING:
    from gongkai_site.people.models import Membership

Find = Callable[[tuple[int, ...] | None, dt.date], list["Waiting"]]
"""What waits in these agencies (``None``: in all) on a day; one query for each kind of thing, however many agencies."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that somebody in an agency must do next."""

    kind: str
    thing: str
    """What waits, as ``label id``."""
    agency: int
    right: str
    """Who holds it in the agency may do it."""
    entry: str
    """The key of the menu entry that counts it."""
    text: str
    """What to do, said to those who do it."""
    url: str
    posts: tuple[tuple[str, str], ...] = ()
    """What is sent there to do it at once, where nothing is left to be asked."""
    waits: str = ""
    """The same said to the others, with ``{who}``; empty where they need not know."""
    read: str = ""
    """Where the others can read what it is about."""
    otherwise: str = ""
    """Whom others wait for where nobody holds the right."""
    seen: str = ""
    """The right by which others see that it waits."""
    title: str = ""
    """What it is about, for a page where several stand together."""
    why: str = ""
    since: dt.datetime | None = None
    due_year: int | None = None
    """It must be done before the report on this year is due."""
    until: dt.date | None = None
    urgent: bool = False
    roles: tuple[str, ...] = ()
    """Of those who hold the right, whose turn it is: the first of these roles that anybody has; empty: all of them."""
    not_for: int | None = None
    """Who may not, where somebody else could: the account that alone wrote it."""
    together: str = ""
    """What is said of several of the same kind, with ``{count}``, instead of each for itself."""
    count: int = 1
    told: bool = True
    """Whether those whose turn it is are written to."""

    @property
    def mark(self) -> str:
        """What it is told by: the same thing that waits again later is another."""
        return f"{self.kind} {self.thing} {self.since.isoformat() if self.since else ''}".strip()


@dataclass(frozen=True, slots=True)
class Turn:
    """A thing that waits, and how one person stands to it."""

    waiting: Waiting
    mine: bool
    """Whether it is his turn."""
    allowed: bool
    """Whether he may do it, though it be another's turn."""
    who: str
    """Whose turn it is, by name and role."""

    def step(self, *, named: bool = False) -> Step:
        """The step of who does it; ``named`` says what it is about."""
        each = self.waiting
        text = f"{each.title}：{each.text}" if named and each.title else each.text
        return Step(text, each.url, each.why, each.urgent, posts=each.posts)

    def wait(self, *, named: bool = False) -> Step:
        """What is told to who must wait for somebody else."""
        each = self.waiting
        text = each.waits.format(who=self.who or each.otherwise)
        return Step(f"{each.title}：{text}" if named and each.title else text, each.read)


def whose(each: Waiting, holders: Holders) -> list[Membership]:
    """The roles whose turn it is."""
    holding = holders.of(each.agency, each.right)
    others = [one for one in holding if one.user_id != each.not_for]
    holding = others or holding
    for role in each.roles:
        if having := [one for one in holding if one.role == role]:
            return having
    return holding


def turns(actor: Actor, things: Iterable[Waiting], holders: Holders) -> list[Turn]:
    """How the actor stands to each thing."""
    found = []
    for each in things:
        holding = holders.of(each.agency, each.right)
        others = [one for one in holding if one.user_id != each.not_for]
        allowed = any(one.user_id == actor.user_id for one in others or holding)
        turn = whose(each, holders)
        found.append(Turn(each, any(one.user_id == actor.user_id for one in turn), allowed, named(turn)))
    return found


def steps_of_turns(found: Iterable[Turn]) -> list[Step]:
    """For the page of one thing: what this person can do here and now, and for whom he must wait."""
    steps = []
    for each in found:
        if not each.mine and each.waiting.waits:
            steps.append(each.wait())
        if each.allowed:
            steps.append(each.step())
    return steps


def put_together(found: Iterable[Turn]) -> list[Turn]:
    """Several of one kind with one address become one that counts them."""
    groups: dict[tuple[object, ...], list[Turn]] = {}
    for each in found:
        one = each.waiting
        key = (one.kind, one.agency, one.url) if one.together else (one.mark, one.right)
        groups.setdefault(key, []).append(each)
    return [_together(group) for group in groups.values()]


def _together(group: list[Turn]) -> Turn:
    first, count = group[0].waiting, sum(each.waiting.count for each in group)
    if not first.together:
        return group[0]
    said = replace(first, text=first.together.format(count=count), title="", count=count)
    return replace(group[0], waiting=said)


def dated(each: Waiting, dates: Mapping[int, dt.date | None], today: dt.date) -> Waiting:
    """The thing with the day until which it must be done, said in its reason; urgent in the last week."""
    day = dates.get(each.agency)
    if day is None:
        return each
    left = (day - today).days
    if left > 0:
        said = _("期限{date}，还有{days}天").format(date=day, days=left)
    else:
        said = _("期限就是今天") if left == 0 else _("期限{date}，已逾期{days}天").format(date=day, days=-left)
    why = f"{each.why}；{said}" if each.why else said
    return replace(each, until=day, why=why, urgent=each.urgent or left <= 7)
