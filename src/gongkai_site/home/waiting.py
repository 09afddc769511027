"""What waits for whom, gathered from every app: for one person's first page and menu, and for the mail."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from gongkai_site.agencies.due import dues
from gongkai_site.agencies.models import Agency
from gongkai_site.home.parts import PARTS
from gongkai_site.office import own_agencies
from gongkai_site.office.waiting import Turn, Waiting, dated, turns
from gongkai_site.policy import Actor
from gongkai_site.policy.holders import Holders
from gongkai_site.reach import everywhere, within
from gongkai_site.read_once import read_once


def everything(agencies: Collection[int] | None, today: dt.date) -> list[Waiting]:
    """What waits in these agencies (``None``: in all)."""
    asked = None if agencies is None else tuple(sorted(agencies))
    # A menu counts what waits in all of one's agencies, also on the page of one of them.
    with everywhere("for the mail that goes to all") if asked is None else within(asked):
        return [each for part in PARTS if part.waiting for each in part.waiting(asked, today)]


@read_once
def turns_of(actor: Actor, today: dt.date) -> list[Turn]:
    """What waits in the actor's own agencies, and how he stands to it."""
    agencies = tuple(sorted(each.pk for each in own_agencies(actor)))
    if not agencies:
        return []
    return turns(actor, everything(agencies, today), Holders(agencies, today))


def counted(found: Iterable[Turn]) -> Counter[str]:
    """By menu entry how many things it is this person's turn to do."""
    sums: Counter[str] = Counter()
    for each in found:
        if each.mine:
            sums[each.waiting.entry] += each.waiting.count
    return sums


def with_dates(found: Iterable[Turn], agencies: Iterable[Agency], today: dt.date) -> list[Turn]:
    """The same with the days by which the reports are due: a query for each year."""
    found, agencies = list(found), list(agencies)
    by_year = {year: _dates(agencies, year) for year in {each.waiting.due_year for each in found} if year is not None}
    return [
        replace(each, waiting=dated(each.waiting, by_year[each.waiting.due_year], today))
        if each.waiting.due_year is not None
        else each
        for each in found
    ]


def _dates(agencies: list[Agency], year: int) -> dict[int, dt.date | None]:
    return {pk: each.date for pk, each in dues(agencies, year).items()}
