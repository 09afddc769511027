"""Third parties, co-makers and other agencies asked for their opinion (《条例》第三十二条至第三十四条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.law.clock.answer import Alarm, Due, WithoutEffect
from gongkai.law.clock.calendar import ONE_DAY, Calendar
from gongkai.law.clock.deadlines import deadline
from gongkai.law.clock.events import Event
from gongkai.law.clock.limits import Limit
from gongkai.law.clock.periods import Pause
from gongkai.law.clock.settings import Value

PARTIES = ("third_party", "co_maker", "agency")
ASKED = tuple(f"{each}_asked" for each in PARTIES)
REPLIED = tuple(f"{each}_replied" for each in PARTIES)


@dataclass(frozen=True, slots=True)
class Consultation:
    """One opinion asked for, with the reply if there is one."""

    party: str
    asked: Event
    last_day: dt.date | None
    """The last day for the reply; ``None`` where the law sets none, or the consulted one's receipt is not proven."""
    reply: Event | None = None

    @property
    def is_proven(self) -> bool:
        """Whether the consulted one's receipt is known, or need not be."""
        return self.asked["served"] is not None or self.reply is not None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return self.reply is None

    @property
    def is_late(self) -> bool:
        """Whether the reply came after the last day."""
        return self.reply is not None and self.last_day is not None and self.reply.on > self.last_day

    def until(self) -> dt.date | None:
        """Return the last day of the time needed: the reply or the last day for it, whichever is earlier."""
        known = [each for each in (self.last_day, self.reply.on if self.reply else None) if each]
        return min(known, default=None)

    def pause(self, rules: Mapping[str, Value], calendar: Calendar) -> Pause | None:
        """Return the working days that the consultation needs; ``None`` while its beginning is not proven."""
        begins: dt.date | None = self.asked.on if rules["consultation.from"] == "dispatch" else self.asked["served"]
        if begins is None:
            return None
        until = self.until()
        return Pause(calendar.index(begins) + 1, calendar.index(until) if until else None)


def consultations(
    events: Sequence[Event], rules: Mapping[str, Value], calendar: Calendar
) -> tuple[list[Consultation], list[Event]]:
    """Pair each opinion asked for with its reply; returned beside them are the replies to which nothing was asked."""
    found: list[Consultation] = []
    stray: list[Event] = []
    for each in events:
        if each.kind in ASKED:
            party = each.kind.removesuffix("_asked")
            served = each["served"]
            days = rules["consultation.reply_days"] if party != "agency" else None
            found.append(Consultation(party, each, calendar.after(served, int(days)) if served and days else None))
        elif each.kind in REPLIED:
            place = next((place for place, asked in enumerate(found) if _answers(each, asked)), None)
            if place is None:
                stray.append(each)
            else:
                found[place] = replace(found[place], reply=each)
    return found, stray


def alarms(
    found: Sequence[Consultation], rules: Mapping[str, Value], calendar: Calendar, done: dt.date | None
) -> list[Alarm]:
    """Return what to look at: silence, receipt not proven. Nothing falls due after the case is done."""
    raised: list[Alarm] = []
    for each in found:
        if each.party == "agency":
            last = calendar.after(each.asked.on, int(rules["own.agency_reply_days"]))
            code = "agency-silent"
        elif each.last_day:
            last, code = each.last_day, "consulted-silent"
        else:
            if not each.is_proven and done is None:
                raised.append(Alarm(each.asked.on, "service-not-proven", each.asked.id))
            continue
        ended = min(filter(None, (each.reply.on if each.reply else None, done)), default=None)
        if ended is None or ended > last:
            raised.append(Alarm(last + ONE_DAY, code, each.asked.id))
    return raised


def late_replies(found: Sequence[Consultation]) -> list[WithoutEffect]:
    """Return the replies that came when their time had run out."""
    return [WithoutEffect(each.reply.id, "reply-late") for each in found if each.reply and each.is_late]


def due(found: Sequence[Consultation], rules: Mapping[str, Value], calendar: Calendar, *, explain: bool) -> list[Due]:
    """Return by when those who are asked must reply."""
    number = int(rules["consultation.reply_days"])
    return [
        replace(
            deadline(
                "consulted_answer",
                Limit("consulted_answer", number, "working", (REPLY_BASIS[each.party],)),
                each.asked["served"],
                calendar,
                explain=explain,
            ),
            waiting_for=each.party,
        )
        for each in found
        if each.is_open and each.last_day
    ]


REPLY_BASIS = {"third_party": "third-party-reply", "co_maker": "co-maker-reply"}


def _answers(reply: Event, asked: Consultation) -> bool:
    return (
        asked.is_open
        and asked.party == reply.kind.removesuffix("_replied")
        and (reply["who"] is None or asked.asked["who"] is None or reply["who"] == asked.asked["who"])
    )
