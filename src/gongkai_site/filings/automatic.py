"""Who is reminded by itself on a day."""

from __future__ import annotations

import datetime as dt
import logging

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import SiteError
from gongkai_site.filings.actions import remind_automatically
from gongkai_site.filings.letters import recipients, schedule_on
from gongkai_site.filings.overview import Stand, Standing, overview

logger = logging.getLogger(__name__)


def remind_all(today: dt.date) -> int:
    """Remind every agency that has reached the next day of its schedule; return how many were.

    An agency that cannot be reminded holds up no other.
    """
    year = today.year - 1
    superiors = Agency.objects.filter(subordinates__isnull=False, abolished_on=None).distinct()
    return sum(_remind_below(superior, year, today) for superior in superiors)


def _remind_below(superior: Agency, year: int, today: dt.date) -> int:
    due = [
        (each, day, stage)
        for each in overview(superior, year, today)
        if (day := each.due) is not None and (stage := _stage(each, today)) is not None
    ]
    to = recipients([each.agency for each, _, _ in due], today)
    reminded = 0
    for each, day, stage in due:
        try:
            made = remind_automatically(
                each.agency, superior, year, stage=stage, due=day, today=today, to=to[each.agency.pk]
            )
        except SiteError as error:
            logger.warning("%s was not reminded: %s", each.agency, error)
        else:
            reminded += made is not None
    return reminded


def _stage(standing: Standing, today: dt.date) -> int | None:
    if standing.due is None or standing.stand not in (Stand.MISSING, Stand.RETURNED):
        return None
    return schedule_on(standing.due).stage((standing.due - today).days)
