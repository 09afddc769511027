"""Which rulings bind an agency on a day: the nearest superior's first, the most special of each first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from gongkai.law import year_end
from gongkai_site.agencies.models import Agency, Ruling
from gongkai_site.read_once import read_once


def day_of(year: int) -> dt.date:
    """The day of which rulings are asked for a report on ``year``: the last it reports on, as of the law."""
    return year_end(year)


def superiors_of(agency: Agency) -> list[int]:
    """The ids of those above an agency for disclosure, the nearest first."""
    return [int(each) for each in reversed(agency.path.split("/")) if each and int(each) != agency.pk]


def rulings_on(agencies: Iterable[Agency], key: str) -> list[Ruling]:
    """Fetch the rulings on ``key`` of all superiors of these agencies, with one query."""
    return _rulings_of(frozenset(pk for each in agencies for pk in superiors_of(each)), key)


@read_once
def _rulings_of(above: frozenset[int], key: str) -> list[Ruling]:
    return list(Ruling.objects.filter(superior__in=above, key=key, voided=False).select_related("superior", "agency"))


def binding(rulings: Iterable[Ruling], agency: Agency, day: dt.date) -> Iterator[Ruling]:
    """Yield the rulings in force that bind the agency: nearest superior first, then for it alone, its kind, all.

    A ruling holds until the next by the same superior for the same; one without a value ends what was before it.
    """
    newest: dict[tuple[int, int], Ruling] = {}
    for each in sorted(rulings, key=lambda each: (each.since, each.pk or 0)):
        rank = _rank(each, agency)
        if rank is not None and each.since <= day and not each.voided:
            newest[each.superior_id, rank] = each
    for superior in superiors_of(agency):
        for rank in range(3):
            found = newest.get((superior, rank))
            if found is not None and found.value:
                yield found


def _rank(ruling: Ruling, agency: Agency) -> int | None:
    if ruling.agency_id is not None:
        return 0 if ruling.agency_id == agency.pk else None
    if ruling.kind:
        return 1 if ruling.kind == agency.kind else None
    return 2
