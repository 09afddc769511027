"""The reporting year of a page."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from gongkai_site.agencies.models import Agency
from gongkai_site.filings.models import Filing
from gongkai_site.read_once import read_once

FIRST = 2008
"""The 《条例》 came into force on 1 May 2008."""


@read_once
def usual_year(superior: Agency, today: dt.date | None = None) -> int:
    """The year that is being collected: the year before, or a later one of which something is already there."""
    newest = Filing.objects.filter(superior=superior).aggregate(Max("year"))["year__max"] or 0
    return int(max((today or timezone.localdate()).year - 1, newest))


def years_shown(superior: Agency, year: int) -> list[int]:
    """The years that can be chosen, newest first."""
    known = set(Filing.objects.filter(superior=superior).order_by().values_list("year", flat=True).distinct())
    return sorted({*known, year, timezone.localdate().year - 1, timezone.localdate().year}, reverse=True)


def insist_year(year: int) -> int:
    """Answer 404 for a year that no report can be on."""
    if not FIRST <= year <= timezone.localdate().year:
        raise Http404("没有这一年度。")
    return year
