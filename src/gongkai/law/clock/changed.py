"""Which dates move when the calendar or the settings change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.law.clock.answer import ClockAnswer, Offered
from gongkai.law.clock.case import Case
from gongkai.law.clock.clock import Clock


@dataclass(frozen=True, slots=True)
class Moved:
    """One date of one case, before and after; ``None`` where there is none."""

    case: str
    what: str
    """``received``, ``period_begins``, ``concluded``, ``answered_on``, or what is due."""
    old: dt.date | None
    new: dt.date | None

    def to_json(self) -> dict[str, str | None]:
        """Return the four as JSON has them."""
        old, new = (day.isoformat() if day else None for day in (self.old, self.new))
        return {"case": self.case, "what": self.what, "old": old, "new": new}


def changed_dates(cases: Mapping[str, Case], old: Clock, new: Clock) -> list[Moved]:
    """Return every date that differs between two clocks, case by case in their order."""
    return [
        each
        for name, case in cases.items()
        for each in moved(name, old.answer(case, explain=False), new.answer(case, explain=False))
    ]


def moved(name: str, old: ClockAnswer, new: ClockAnswer) -> Iterator[Moved]:
    """Yield every date that differs between two answers to one case."""
    before, after = dict(_dates(old)), dict(_dates(new))
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield Moved(name, key[0], before.get(key), after.get(key))


def _dates(answer: ClockAnswer) -> Iterator[tuple[tuple[str, int], dt.date | None]]:
    """Dates by what they are; those of one kind (several opinions asked for) are told apart by their place."""
    for name in ("received", "period_begins", "answered_on"):
        yield (name, 0), getattr(answer, name)
    yield ("concluded", 0), answer.concluded.on if isinstance(answer.concluded, Offered) else answer.concluded
    number: dict[str, int] = {}
    for each in (*([answer.due] if answer.due else []), *answer.also_due):
        place = number.get(each.what, 0)
        number[each.what] = place + 1
        yield (each.what, place), each.on
