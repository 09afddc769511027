"""A year of rules, decisions and fees (section two of the form)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gongkai_site.demonstration.chance import Chance
from gongkai_site.demonstration.plan import YEAR, AgencyPlan, matters
from gongkai_site.demonstration.requests import last_day

Row = dict[str, Any]


def normative_documents(plan: AgencyPlan) -> Iterator[Row]:
    """The stock from earlier years, some of it repealed in the year, and what the year made."""
    chance = Chance(plan.key, "documents", YEAR)
    for number in range(1, plan.documents.stock + 1):
        year = YEAR - 1 - (number - 1) % 6
        made = chance.day(dt.date(year, 2, 1), dt.date(year, 11, 28))
        row = _document(plan, chance, made, number)
        if number <= plan.documents.repealed:
            row["repealed_on"] = chance.day(dt.date(YEAR, 3, 3), last_day(plan))
        yield row
    for number in range(1, plan.documents.made + 1):
        made = chance.day(dt.date(YEAR, 1, 20), min(last_day(plan), dt.date(YEAR, 11, 14)))
        yield _document(plan, chance, made, number + 50)


def _document(plan: AgencyPlan, chance: Chance, made: dt.date, number: int) -> Row:
    titles = matters()["documents"]
    title = titles[(number + len(plan.name)) % len(titles)].format(place=plan.short_name)
    return {
        "kind": "normative",
        "number": f"{plan.short_name[-4:]}规〔{made.year}〕{number}号",
        "title": title,
        "made_on": made,
        "in_force_from": made + dt.timedelta(chance.between(0, 30)),
    }


_MATTERS = {"licence": "licences", "penalty": "penalties", "compulsion": "compulsions"}
_WORDS = {"licence": "许", "penalty": "罚", "compulsion": "强"}


def decisions(plan: AgencyPlan, share: float = 1.0) -> Iterator[Row]:
    """Single decisions."""
    chance = Chance(plan.key, "decisions", YEAR)
    for kind, number in plan.decisions.items():
        days = sorted(chance.day(dt.date(YEAR, 1, 2), last_day(plan)) for _ in range(round(number * share)))
        for count, day in enumerate(days, start=1):
            yield {
                "kind": kind,
                "number": f"{plan.short_name[-4:]}{_WORDS[kind]}字〔{YEAR}〕第{count}号",
                "matter": chance.pick(matters()[_MATTERS[kind]]),
                "decided_on": day,
            }


def decision_counts(plan: AgencyPlan) -> Iterator[Row]:
    """Numbers by quarter, where an office has no more."""
    chance = Chance(plan.key, "counts", YEAR)
    quarters = [(1, 3, 31), (4, 6, 30), (7, 9, 30), (10, 12, 31)]
    for kind, number in plan.counts.items():
        for (first, last, day), count in zip(quarters, chance.parts(number, 4), strict=True):
            yield {
                "kind": kind,
                "starts_on": dt.date(YEAR, first, 1),
                "ends_on": dt.date(YEAR, last, day),
                "count": count,
            }


def fees(plan: AgencyPlan) -> Iterator[Row]:
    """Charges by month, adding up to the year's exactly; one of them is a refund."""
    chance = Chance(plan.key, "fees", YEAR)
    for item, yuan in plan.fees.items():
        refund = 12_050
        fen = chance.parts(round(Decimal(str(yuan)) * 100) + refund, 12)
        for month, amount in enumerate(fen, start=1):
            yield _fee(item, dt.date(YEAR, month, 25), amount, f"{len(item):02}{month:02}001")
        yield _fee(item, dt.date(YEAR, 9, 26), -refund, f"{len(item):02}09002")


def _fee(item: str, on: dt.date, fen: int, receipt: str) -> Row:
    return {"item": item, "receipt": receipt, "charged_on": on, "amount": f"{Decimal(fen) / 100:.2f}"}
