"""Who has handed up and who has not: each agency that owes a superior its report on a year, with its standing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.counted import owing, owing_copies
from gongkai_site.agencies.due import dues
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.superiors import as_below
from gongkai_site.filings.models import Filing, Reminder
from gongkai_site.filings.waiting import that_count
from gongkai_site.read_once import read_once

SOON = dt.timedelta(days=7)
"""A date that near deserves attention."""


class Stand(TextChoices):
    """How an agency's report stands with its superior."""

    MISSING = "missing", _("未报送")
    FILED = "filed", _("已报送，待审核")
    RETURNED = "returned", _("已退回，待重报")
    ACCEPTED = "accepted", _("已接收")


@dataclass(frozen=True, slots=True)
class Standing:
    """One agency that owes a report, and how that stands."""

    agency: Agency
    stand: Stand
    copy: bool
    """Whether it owes only a copy, which is not summed."""
    due: dt.date | None
    late: bool
    """Filed after the date, or still not filed though the date is past."""
    filing: Filing | None = None
    """The filing that counts: the open one, else the last returned."""
    reminded: dt.datetime | None = None

    @property
    def errors(self) -> int:
        """Errors that the checks found in what was filed."""
        return self.filing.errors if self.filing else 0

    @property
    def warnings(self) -> int:
        """Warnings that the checks found in what was filed."""
        return self.filing.warnings if self.filing else 0

    @property
    def is_open(self) -> bool:
        """Whether a report is there."""
        return self.stand in (Stand.FILED, Stand.ACCEPTED)


@read_once
def overview(superior: Agency, year: int, today: dt.date | None = None) -> list[Standing]:
    """Return the standing of every agency that owes ``superior`` a report on ``year``, then of those owing a copy.

    Agencies stand in the order of their paths. A handful of queries, however many agencies there are.
    """
    today = today or timezone.localdate()
    agencies = [(agency, False) for agency in as_below(owing(superior, year), superior)]
    agencies += [(agency, True) for agency in owing_copies(superior, year)]
    filings = filings_of(superior, year)
    known = {agency.pk for agency, _ in agencies}
    # What waits for a decision is shown, also where the agency was placed elsewhere since: else nobody decides it.
    agencies += [(each.agency, each.copy) for pk, each in filings.items() if pk not in known and each.is_filed]
    dates = due_dates([agency for agency, _ in agencies], year)
    reminded = dict(
        Reminder.objects.filter(superior=superior, year=year, about=Reminder.About.DUE, sent=True)
        .order_by()
        .values_list("agency_id")
        .annotate(Max("at"))
    )
    return [
        _standing(agency, copy, filings.get(agency.pk), dates.get(agency.pk), reminded.get(agency.pk), today)
        for agency, copy in agencies
    ]


def filings_of(superior: Agency, year: int) -> dict[int, Filing]:
    """By agency: the filing that counts, an open one before a returned one, the area's before the agency's own."""
    filings = Filing.objects.filter(superior=superior, year=year).exclude(state=Filing.State.REPLACED)
    counted = that_count(filings.select_related("agency").defer("apart"))
    return {agency: each for (_superior, agency, _year), each in counted.items()}


def totals(standings: Iterable[Standing]) -> dict[str, int]:
    """How many agencies there are of each standing, and how many are late or handed up with errors."""
    standings = list(standings)
    counted = Counter(each.stand for each in standings)
    return {
        "all": len(standings),
        **{stand.value: counted[stand] for stand in Stand},
        "late": sum(each.late for each in standings),
        "errors": sum(bool(each.errors) for each in standings if each.is_open),
    }


def due_dates(agencies: Iterable[Agency], year: int) -> Mapping[int, dt.date | None]:
    """By when each agency owes its report."""
    return {pk: each.date for pk, each in dues(agencies, year).items()}


def _standing(
    agency: Agency,
    copy: bool,
    filing: Filing | None,
    date: dt.date | None,
    reminded: dt.datetime | None,
    today: dt.date,
) -> Standing:
    if filing is None:
        stand = Stand.MISSING
    else:
        stand = Stand(filing.state)
    came = filing.filed_on if filing is not None and filing.is_open else today
    late = date is not None and came > date
    return Standing(agency, stand, copy, date, late, filing, reminded)
