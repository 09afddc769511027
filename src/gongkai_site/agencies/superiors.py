"""Under whom agencies stood: a report is owed to the superior of its year's end, also after the agency was moved."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.law import year_end
from gongkai_site.agencies.models import Agency, FormerSuperior
from gongkai_site.read_once import read_once


@read_once
def superior_in(agency: Agency, year: int) -> Agency | None:
    """The agency's superior for disclosure at the end of ``year``."""
    moved = _since(year).filter(agency=agency).select_related("superior").order_by("until", "id").first()
    return agency.superior if moved is None else moved.superior


def owed_to(agency: Agency, year: int) -> Agency | None:
    """Whom the report on ``year`` goes to: the superior of the year's end, or today's where that one is no more."""
    was = superior_in(agency, year)
    return agency.superior if was is None or was.abolished_on is not None else was


def superiors_in(agencies: Iterable[Agency], year: int) -> dict[int, int | None]:
    """The ids of the superiors at the end of ``year`` by the agencies' ids, with one query for all."""
    found = {each.pk: each.superior_id for each in agencies}
    for each in _since(year).filter(agency__in=found).order_by("-until", "-id"):
        found[each.agency_id] = each.superior_id
    return found


def below_in(superior: Agency, year: int) -> Q:
    """The agencies directly below ``superior`` at the end of ``year``, as a filter of agencies."""
    since = _since(year)
    later = since.filter(agency=OuterRef("pk"))
    earlier = since.filter(
        Q(until__lt=OuterRef("until")) | Q(until=OuterRef("until"), id__lt=OuterRef("id")), agency=OuterRef("agency")
    )
    was = since.filter(~Exists(earlier), superior=superior).values("agency")
    return Q(~Exists(later), superior=superior) | Q(pk__in=was)


def as_below(agencies: Iterable[Agency], superior: Agency) -> list[Agency]:
    """The agencies as they stood below ``superior``, whose rulings bound them, wherever they stand now.

    What is returned is to be shown and not saved.
    """
    found = list(agencies)
    moved = [each for each in found if each.superior_id != superior.pk]
    for each in moved:
        each.superior, each.path = superior, f"{superior.path}{each.pk}/"
    return sorted(found, key=lambda each: each.path) if moved else found


def _since(year: int) -> QuerySet[FormerSuperior]:
    return FormerSuperior.objects.filter(until__gt=year_end(year))
