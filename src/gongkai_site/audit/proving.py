"""Proving what events say: the hash of each, its text by the digest; text is gone only where that was lawful."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from gongkai_site.audit.former import former_hash
from gongkai_site.audit.models import ANONYMISED, CARRIED_OVER
from gongkai_site.audit.sealing import chained, joined

_FIRST = "0" * 64


class Kept(NamedTuple):
    """One event with its text, as the database holds them; the hashed columns first, in their order."""

    number: int
    at: str
    actor_id: int | None
    actor: str
    agency_id: int | None
    action: str
    object_type: str
    object_id: str
    plain_before: str
    plain_after: str
    digest: str
    carried: str
    previous: str
    hash: str
    salt: str | None
    """``None`` where the text was destroyed."""
    title: str
    before: str
    after: str
    reason: str


COLUMNS = (*Kept._fields[:14], *(f"sealed__{name}" for name in Kept._fields[14:]))
"""How a query of events calls the members of :class:`Kept`."""
_HASHED = Kept._fields.index("carried")
_NAMED = Kept._fields.index("plain_before")


class Proof:
    """Takes events in their order, and says by ``broken`` where one does not prove itself."""

    def __init__(self, broken: Callable[[int, str], None]) -> None:
        self._broken = broken
        self._lost: dict[tuple[str, str], list[int]] = defaultdict(list)
        """The events without text, by thing."""
        self._anonymised: dict[tuple[str, str], int] = {}
        """The last event that says that a thing was anonymised."""
        self._run, self._carried_until, self._carried_over = _FIRST, 0, False
        self.destroyed = 0

    def take(self, event: Kept) -> None:
        """Prove one event; what is wrong with it is said once."""
        altered = event.salt is not None and chained(event.salt, event[-4:]) != event.digest
        if event.salt is None:
            self._lost[event.object_type, event.object_id].append(event.number)
        elif altered:
            event = event._replace(salt=None)
        sound = self._carried(event) if event.carried else chained(event.previous, event[:_HASHED]) == event.hash
        if event.action == ANONYMISED:
            self._anonymised[event.object_type, event.object_id] = event.number
        elif event.action == CARRIED_OVER:
            sound = self._closes(event) and sound
        if not sound:
            self._broken(event.number, "内容与哈希不符，事件被改动过")
        elif altered:
            self._broken(event.number, "文字与摘要不符，被改动过")

    def end(self) -> None:
        """Once all were taken: text may be gone only of things that a later event anonymised."""
        if self._carried_until and not self._carried_over:
            self._broken(self._carried_until, "按旧格式转入的事件没有转入的记载")
        for thing, numbers in self._lost.items():
            until = self._anonymised.get(thing, 0)
            for number in numbers:
                if number < until:
                    self.destroyed += 1
                else:
                    self._broken(number, "文字不在了，日志里没有匿名化的事件")

    def _carried(self, event: Kept) -> bool:
        """An event of an earlier release: how it stands now by the second hash, its clear text by the first."""
        run = chained(self._run, (*event[:_HASHED], event.hash))
        self._run, self._carried_until = event.carried, event.number
        if run != event.carried or self._carried_over:
            return False
        if event.salt is None:
            return True
        try:
            before, after = joined(event.plain_before, event.before), joined(event.plain_after, event.after)
        except ValueError:
            return False
        clear = (*event[:_NAMED], event.title, before, after, event.reason)
        return former_hash(event.previous, clear) == event.hash

    def _closes(self, event: Kept) -> bool:
        """Whether the carried events end as the event says that tells of it; none may follow, and no second such."""
        twice, self._carried_over = self._carried_over, True
        try:
            said = json.loads(event.plain_after)
            return not twice and (said["until"], said["carried"]) == (self._carried_until, self._run)
        except (ValueError, TypeError, KeyError):
            return False
