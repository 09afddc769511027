"""Random histories of cases, likely and unlikely, as data for the clock: the same ones for the same seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2026, 12, 31)
Event = dict[str, Any]
History = dict[str, Any]

SETTINGS: dict[str, tuple[object, ...]] = {
    "counting.receipt_day_counts": (True,),
    "counting.conclusion": ("served",),
    "receipt.misdirected_mail": ("confirmed",),
    "receipt.unreachable_stops": (False,),
    "receipt.automatic_counts": (True,),
    "extension.once": (False,),
    "extension.before_end": (False,),
    "extension.max_days": (5, 10, 15),
    "consultation.from": ("served",),
    "consultation.reply_days": (5, 10),
    "reasons.delay_replaces": (False,),
    "service.electronic": ("dispatch",),
}
ROWS = (
    "（一）",
    "（二）",
    "（三）1",
    "（三）4",
    "（三）8",
    "（四）1",
    "（四）3",
    "（五）1",
    "（五）4",
    "（六）1",
    "（六）2",
    "（六）3",
)
WHO = ("甲公司", "乙公司", "丙厂", "区财政局", "市保密局")
CONSULTED = ("third_party", "co_maker", "agency")


def histories(seed: int, count: int) -> Iterator[History]:
    """Yield ``count`` cases; the ``n``-th depends on the seed and ``n`` alone."""
    for number in range(count):
        yield history(seed, number)


def history(seed: int, number: int) -> History:
    """The ``number``-th history of this seed."""
    return _Writer(random.Random(f"{seed}/{number}")).write()


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.events: list[Event] = []
        self.start = FIRST + dt.timedelta(days=chance.randrange((LAST - FIRST).days + 1))

    def write(self) -> History:
        kind = self.chance.choices(("request", "reconsideration", "lawsuit"), (86, 7, 7))[0]
        {"request": self.request, "reconsideration": self.reconsideration, "lawsuit": self.lawsuit}[kind]()
        settings: dict[str, object] = {}
        if self.maybe(40):
            for key in self.chance.sample(sorted(SETTINGS), self.chance.randint(1, 3)):
                settings[key] = self.chance.choice(SETTINGS[key])
        self.number()
        return {"case": {"kind": kind}, "settings": settings, "events": self.events}

    # Small words.

    def maybe(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def later(self, day: dt.date, least: int, most: int) -> dt.date:
        return day + dt.timedelta(days=self.chance.randint(least, most))

    def add(self, name: str, on: dt.date, **fields: object) -> dt.date:
        self.events.append({"event": name, "on": on, **fields})
        return on

    # Kinds of cases.

    def request(self) -> None:
        begun = self.receipt()
        if self.maybe(30):
            begun = self.correction(begun)
        for who in self.chance.sample(WHO, self.chance.choices((0, 1, 2, 3), (55, 25, 13, 7))[0]):
            self.consultation(begun, who)
        if self.maybe(30):
            self.extension(begun)
        if self.maybe(10):
            self.excess(begun)
        if self.maybe(12):
            begun = self.fee(begun)
        if self.maybe(60):
            self.answered(begun)
        if self.maybe(5):
            self.add("withdrawn", self.later(begun, 0, 50))
        if self.maybe(20):
            for _ in range(self.chance.randint(1, 3)):
                self.chance.choice(self.unlikely())(self.later(self.start, -10, 70))

    def receipt(self) -> dt.date:
        if self.maybe(55):
            return self.add("received", self.start, how=self.chance.choice(("counter", "signed_mail")))
        how = self.chance.choice(("ordinary_mail", "misdirected_mail", "web", "email", "fax"))
        day = self.add("arrived", self.start, how=how)
        if self.maybe(15):
            self.add("unreachable", self.later(day, 0, 5))
        return self.add("confirmed", self.later(day, 0, 12)) if self.maybe(70) else day

    def correction(self, begun: dt.date) -> dt.date:
        asked = self.later(begun, 0, 13)
        until = self.later(asked, 5, 40)
        self.add("correction_asked", asked, until=until, reason="内容不明确")
        if self.maybe(15):
            again = self.later(asked, 0, 30)
            self.add("correction_asked", again, until=self.later(again, 5, 30), reason="仍不明确")
        if not self.maybe(75):
            return begun
        supplied = self.later(asked, 0, 50)
        late = {"accepted_late": "住院"} if supplied > until and self.maybe(50) else {}
        return self.add("correction_received", supplied, **late)

    def consultation(self, begun: dt.date, who: str) -> None:
        kind = self.chance.choice(CONSULTED)
        asked = self.later(begun, 0, 35)
        served = {"served": self.later(asked, 0, 6)} if self.maybe(88) else {}
        self.add(f"{kind}_asked", asked, who=who, **served)
        if self.maybe(100 if kind == "agency" or not served else 70):
            self.add(f"{kind}_replied", self.later(asked, 0, 40), who=who)

    def extension(self, begun: dt.date) -> None:
        self.add("extended", self.later(begun, 0, 45), days=self.chance.choice((5, 10, 15, 20, 20, 20, 25)))
        if self.maybe(25):
            self.add("extended", self.later(begun, 10, 60), days=self.chance.choice((5, 10, 20)))

    def excess(self, begun: dt.date) -> None:
        asked = self.later(begun, 0, 20)
        self.add("reasons_asked", asked, until=self.later(asked, 5, 20))
        if self.maybe(70):
            given = self.add("reasons_received", self.later(asked, 0, 20))
            if self.maybe(70):
                noticed = self.later(given, 0, 10)
                self.add("delayed", noticed, until=self.later(noticed, 90, 160))

    def fee(self, begun: dt.date) -> dt.date:
        noticed = self.later(begun, 0, 35)
        served = {"served": self.later(noticed, 0, 6)} if self.maybe(90) else {}
        self.add("fee_notice", noticed, **served)
        return self.add("fee_paid", self.later(noticed, 0, 40)) if self.maybe(70) else begun

    def answered(self, begun: dt.date) -> None:
        decided = self.add("decided", self.later(begun, 0, 60), row=self.chance.choice(ROWS))
        kind = self.chance.choice(("handed", "post", "courier", "electronic", "none"))
        sent = self.later(decided, 0, 6)
        if kind == "handed":
            self.add("handed_over", sent)
        elif kind == "post":
            self.add("dispatched", sent, how="postal_enterprise")
            if self.maybe(50):
                self.add("served", self.later(sent, 1, 6), how="postal_enterprise")
        elif kind == "courier":
            self.add("dispatched", sent, how=self.chance.choice(("courier", "courier_collect")))
        elif kind == "electronic":
            self.add("dispatched", sent, how="electronic")
            if self.maybe(80):
                self.add("served", self.later(sent, 0, 4), how="electronic")

    def unlikely(self) -> list[Callable[[dt.date], object]]:
        """Events at any time, asked for by nothing."""
        who = self.chance.choice(WHO)
        return [
            lambda day: self.add("received", day, how="counter"),
            lambda day: self.add("arrived", day, how=self.chance.choice(("web", "ordinary_mail"))),
            lambda day: self.add("confirmed", day),
            lambda day: self.add("unreachable", day),
            lambda day: self.add("correction_asked", day, until=self.later(day, 5, 30), reason="内容不明确"),
            lambda day: self.add("correction_received", day),
            lambda day: self.add("extended", day, days=self.chance.randint(1, 30)),
            lambda day: self.add(f"{self.chance.choice(CONSULTED)}_replied", day, who=who),
            lambda day: self.add("reasons_asked", day, until=self.later(day, 5, 20)),
            lambda day: self.add("reasons_received", day),
            lambda day: self.add("fee_paid", day),
            lambda day: self.add("decided", day, row=self.chance.choice(ROWS)),
            lambda day: self.add("withdrawn", day),
            lambda day: self.add("handed_over", day),
        ]

    def reconsideration(self) -> None:
        procedure = self.chance.choice(("simplified", "ordinary", None))
        named = {"procedure": procedure} if procedure else {}
        self.add("reconsideration_notice", self.start, **named)
        if procedure != "ordinary" and self.maybe(30):
            self.add("procedure_changed", self.later(self.start, 0, 20), procedure="ordinary")
        if self.maybe(70):
            self.add("reconsideration_answered", self.later(self.start, 0, 25))
        if self.maybe(60):
            self.add("reconsideration_decided", self.later(self.start, 26, 95), **self.redo())

    def lawsuit(self) -> None:
        self.add("statement_of_claim", self.start)
        if self.maybe(70):
            self.add("defence_filed", self.later(self.start, 0, 25))
        if self.maybe(60):
            result = {"result": "ruling"} if self.maybe(25) else self.redo()
            self.add("judgment", self.later(self.start, 30, 180), **result)

    def redo(self) -> dict[str, object]:
        if self.maybe(50):
            return {}
        until = {"redo_until": self.later(self.start, 200, 260)} if self.maybe(60) else {}
        return {"result": "redo", **until}

    # Order, numbers, what was taken back.

    def number(self) -> None:
        """Number the events, take some back, and put them in some order."""
        entered_later = self.maybe(30)
        if not self.maybe(20):
            self.events.sort(key=lambda event: event["on"])
        for number, event in enumerate(self.events, 1):
            event["id"] = number
        if self.maybe(15):
            for _ in range(self.chance.randint(1, 2)):
                target = self.chance.choice(self.events)
                number = len(self.events) + 1
                day = self.later(target["on"], 0, 5)
                self.add("cancelled", day, cancels=target["id"], reason="误录", id=number)
        if entered_later:
            minutes = self.chance.sample(range(10 * 24 * 60), len(self.events))
            for event, minute in zip(self.events, minutes, strict=True):
                midnight = dt.datetime.combine(event["on"], dt.time())
                event["entered"] = midnight + dt.timedelta(minutes=minute)
            self.chance.shuffle(self.events)
