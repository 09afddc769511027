"""The day on which a decision counts as answered, by kind of service (国办公开办函〔2016〕235号)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.clock.answer import Alarm, WithoutEffect
from gongkai.law.clock.events import Event
from gongkai.law.clock.receipt import ENDS
from gongkai.law.clock.settings import Value

SERVICE = ("dispatched", "handed_over", "served")
_BY_CARRIER = ("postal_enterprise", "courier", "courier_collect")


@dataclass(frozen=True, slots=True)
class Service:
    """How the answer reached the applicant."""

    answered_on: dt.date | None
    reached_on: dt.date | None
    """When the applicant had it, as far as that is proven."""
    alarms: tuple[Alarm, ...]
    without_effect: tuple[WithoutEffect, ...] = ()


def service(events: Sequence[Event], rules: Mapping[str, Value]) -> Service:
    """Tell the day of answering: signature, posting, or arrival in the announced channel, whichever came first.

    What was sent before there was a decision is not the answer.
    """
    ended = next((each for each in events if each.kind in ENDS), None)
    decided = ended.on if ended and ended.kind == "decided" else dt.date.max
    answered: list[dt.date] = []
    reached: list[dt.date] = []
    electronic: Event | None = None
    alarms: list[Alarm] = []
    astray: list[WithoutEffect] = []
    for each in events:
        if each.kind in SERVICE and each.on < decided:
            astray.append(WithoutEffect(each.id, "no-decision"))
            alarms.append(Alarm(each.on, "unknown-order", each.id))
        elif each.kind == "dispatched":
            if each["how"] in _BY_CARRIER or rules["service.electronic"] == "dispatch":
                answered.append(each.on)
            else:
                electronic = electronic or each
            if each["how"] in ("courier", "courier_collect"):
                alarms.append(Alarm(each.on, "other-courier", each.id))
            if each["how"] == "courier_collect":
                alarms.append(Alarm(each.on, "freight-collect", each.id))
        elif each.kind in ("handed_over", "served"):
            answered.append(each.on)
            reached.append(each.on)
    if electronic and not reached:
        alarms.append(Alarm(electronic.on, "service-not-proven", electronic.id))
    return Service(min(answered, default=None), min(reached, default=None), tuple(alarms), tuple(astray))
