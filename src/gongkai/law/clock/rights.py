"""By when the applicant may turn to a reconsideration body or a court."""

from __future__ import annotations

from gongkai.law.clock.answer import Due
from gongkai.law.clock.calendar import Calendar
from gongkai.law.clock.deadlines import deadline
from gongkai.law.clock.events import Event
from gongkai.law.clock.limits import limit
from gongkai.law.clock.rows import is_reconsidered_first
from gongkai.law.clock.service import Service


def rights_after(ended: Event | None, sent: Service, calendar: Calendar, *, explain: bool) -> list[Due]:
    """Return what may follow a decision, from the day on which the applicant knew of it.

    That is the day of signature or arrival; while it is not proven, the day of posting, and the date may still move.
    """
    reached = sent.reached_on or sent.answered_on
    if ended is None or ended.kind != "decided" or reached is None:
        return []
    untold = ".untold" if ended["told"] is False else ""
    unsure = () if sent.reached_on else ("service-not-proven",)
    ways = ["applicant_reconsideration"]
    if not is_reconsidered_first(ended["row"], ended.on):
        ways.append("applicant_lawsuit")
    return [
        deadline(way, limit(f"{way}{untold}", reached), reached, calendar, explain=explain, unsure=unsure)
        for way in ways
    ]
