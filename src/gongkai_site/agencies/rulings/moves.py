"""What a ruling would move: reports that get another date, and, from the app that knows reports, other findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Model

from gongkai_site.agencies.due import KEY as DUE
from gongkai_site.agencies.due import dues_by, reporting_year
from gongkai_site.agencies.models import Agency, Ruling
from gongkai_site.agencies.rulings.in_force import rulings_on

_YEARS = 10
"""Most years looked at."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One agency's report on one year, before and after, in words."""

    agency: Agency
    year: int
    before: str
    after: str
    report: Model | None = None
    """Whose findings are told: it is shown to those only who may see it."""


Mover = Callable[[Sequence[Agency], range, Sequence[Ruling], Sequence[Ruling]], Iterable[Moved]]
"""Called with the agencies below, the years, and the rulings on the key before and after."""
_MOVERS: dict[str, Mover] = {}


def register_mover(key: str, mover: Mover) -> None:
    """Say what rulings on ``key`` move; for the app that knows (``AppConfig.ready``)."""
    _MOVERS[key] = mover


def moved_by(ruling: Ruling, today: dt.date, *, taken_back: bool = False) -> list[Moved]:
    """Return what entering (or taking back) a ruling moves, in the order of agencies and years."""
    superior = ruling.superior
    below = list(Agency.objects.filter(path__startswith=superior.path).exclude(pk=superior.pk).order_by("path"))
    now = rulings_on(below, ruling.key)
    rest = [each for each in now if not _same(each, ruling)]
    after = rest if taken_back else [*rest, ruling]
    years = range(ruling.since.year, min(max(reporting_year(today), ruling.since.year), ruling.since.year + _YEARS) + 1)
    return list(_MOVERS[ruling.key](below, years, now, after)) if ruling.key in _MOVERS else []


def _same(one: Ruling, other: Ruling) -> bool:
    """Whether one takes the other's place: by the same superior, from the same day, for the same."""
    names = ("superior_id", "since", "kind", "agency_id")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def dates_moved(
    below: Sequence[Agency], years: range, before: Sequence[Ruling], after: Sequence[Ruling]
) -> Iterator[Moved]:
    """The reports that get another date."""
    for year in years:
        was, will = dues_by(below, year, before), dues_by(below, year, after)
        for each in below:
            if was[each.pk].date != will[each.pk].date:
                yield Moved(each, year, _said(was[each.pk].date), _said(will[each.pk].date))


def _said(day: dt.date | None) -> str:
    return day.isoformat() if day else "没有期限"


register_mover(DUE, dates_moved)
