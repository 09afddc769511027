"""What agencies were called: a report bears the name of its year's end, also after the agency was renamed."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.law import year_end
from gongkai_site.agencies.models import Agency, Reorganisation
from gongkai_site.read_once import read_once


@read_once
def name_in(agency: Agency, year: int) -> str:
    """The agency's name at the end of ``year``."""
    return names_in((agency,), year)[agency.pk]


def names_in(agencies: Iterable[Agency], year: int) -> dict[int, str]:
    """Return the names at the end of ``year`` by id, with one query for all."""
    names = {each.pk: each.name for each in agencies}
    later = Reorganisation.objects.filter(
        agency__in=names, what=Reorganisation.What.RENAMED, on__gt=year_end(year), voided=False
    ).order_by("-on", "-id")
    for each in later:
        names[each.agency_id] = each.old_name
    return names


def label(agency: Agency) -> str:
    """The name with the place behind it, as forms and lists show it where namesakes may stand side by side."""
    return f"{agency.name}（{agency.place}）" if agency.place and agency.place not in agency.name else agency.name
