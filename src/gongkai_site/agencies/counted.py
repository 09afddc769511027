"""Whose records a year's report counts, and who owes one: each agency's figures once, also after a reorganisation."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from gongkai.law import year_end
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.superiors import below_in
from gongkai_site.read_once import read_once


def standing(on: dt.date) -> Q:
    """Agencies that exist on a day."""
    return (Q(established_on=None) | Q(established_on__lte=on)) & (Q(abolished_on=None) | Q(abolished_on__gt=on))


@read_once
def counted_agencies(agency: Agency, year: int) -> list[int]:
    """Return the ids of the agencies whose records the agency's report on ``year`` counts.

    The agency itself and, at any distance, those it had taken over by the end of the year: what they did in the year
    before they were merged is in the successor's report, once, and nowhere else.
    """
    counted = [agency.pk]
    layer = [agency.pk]
    while layer:
        layer = list(
            Agency.objects.filter(successor__in=layer, abolished_on__lte=year_end(year))
            .exclude(pk__in=counted)
            .values_list("pk", flat=True)
        )
        counted += layer
    return counted


def owing(superior: Agency, year: int) -> QuerySet[Agency]:
    """The agencies directly below ``superior`` for disclosure that owe it a report on ``year``.

    Those that exist at the end of the year: one merged during the year owes none, its successor does.
    """
    return Agency.objects.filter(standing(year_end(year)), below_in(superior, year))


def owing_copies(government: Agency, year: int) -> QuerySet[Agency]:
    """The vertical departments in the government's division: they give it a copy that is not summed.

    《条例》第三条第四款.
    """
    return Agency.objects.filter(standing(year_end(year)), local_government=government, vertical=True).exclude(
        below_in(government, year)
    )


def owing_any(collecting: Agency, year: int) -> QuerySet[Agency]:
    """The agencies that give ``collecting`` a report on ``year`` at all: to be summed, or a copy."""
    return owing(collecting, year) | owing_copies(collecting, year)
