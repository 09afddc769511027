"""Cases written in a line each: ``"received 2025-03-03 how=counter"``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from gongkai.law.clock.answer import ClockAnswer
from gongkai.law.clock.calendar import Calendar
from gongkai.law.clock.case import Case, parse_case
from gongkai.law.clock.clock import Clock

CLOCK = Clock()
UNANNOUNCED = Clock(Calendar.known().without(2026))
RECEIVED = "received 2025-03-03 how=counter"


def event(line: str, number: int) -> dict[str, Any]:
    name, on, *fields = line.split()
    row: dict[str, Any] = {"id": number, "event": name, "on": on}
    for each in fields:
        key, _, value = each.partition("=")
        row[key] = int(value) if value.isdigit() else {"true": True, "false": False}.get(value, value)
    return row


def case(*lines: str, kind: str = "request", **settings: object) -> Case:
    """A case; settings are written ``extension__once=False``."""
    return parse_case(
        {
            "case": {"kind": kind},
            "settings": {key.replace("__", "."): value for key, value in settings.items()},
            "events": [event(line, number) for number, line in enumerate(lines, 1)],
        }
    )


def answer(*lines: str, kind: str = "request", clock: Clock = CLOCK, **settings: object) -> ClockAnswer:
    return clock.answer(case(*lines, kind=kind, **settings))


def alarms(given: ClockAnswer) -> dict[str, str]:
    """Alarms but the office's own, by code."""
    return {each.code: each.on.isoformat() for each in given.alarms if not each.code.startswith("own-")}


def due(given: ClockAnswer) -> tuple[str, str | None, str]:
    assert given.due is not None
    return given.due.what, given.due.on.isoformat() if given.due.on else None, given.due.state


def also(given: ClockAnswer) -> list[tuple[str, str | None]]:
    return [(each.what, each.on.isoformat() if each.on else None) for each in given.also_due]


def ignored(given: ClockAnswer) -> dict[int, str]:
    return {each.id: each.code for each in given.without_effect}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
