"""The agencies whose reports can come to a desk, as the January kit's roster: itself, those below, local copies."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q, QuerySet

from gongkai.january import RosterEntry
from gongkai_site.agencies.models import Agency, Reorganisation


def agencies_of(desk: Agency) -> QuerySet[Agency]:
    """The agencies whose reports may lie on this desk; abolished ones too, for their past reports."""
    below = Q(path__startswith=desk.path) if desk.path else Q(pk=desk.pk)
    return Agency.objects.filter(below | Q(pk=desk.pk) | Q(local_government=desk))


def roster_of(desk: Agency) -> list[RosterEntry]:
    """Return the desk's roster; ``row`` of an entry is the agency's id, other names are those it had before."""
    agencies = list(agencies_of(desk).select_related("superior", "local_government"))
    former: dict[int, list[str]] = defaultdict(list)
    renamed = Reorganisation.objects.filter(what=Reorganisation.What.RENAMED, agency__in=agencies)
    for agency_id, old_name in renamed.values_list("agency_id", "old_name"):
        former[agency_id].append(old_name)
    return [_entry(agency, former[agency.pk]) for agency in agencies]


def _entry(agency: Agency, former: list[str]) -> RosterEntry:
    superior = agency.superior
    return RosterEntry(
        name=agency.name,
        place=agency.place or _place_of(agency.local_government) or _place_of(superior),
        superior=superior.name if superior else "",
        aliases=tuple(name for name in (agency.short_name, *former) if name),
        row=agency.pk,
    )


def _place_of(agency: Agency | None) -> str:
    return agency.place if agency else ""
