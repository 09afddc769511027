"""How far one's own report on the year has come: from the draft to where the public reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Placement, Scope, State
from gongkai_site.filings.models import OPEN, Filing
from gongkai_site.office import own_agencies
from gongkai_site.policy import Actor, may

_BEHIND = {State.DRAFT: 0, State.REVIEWED: 2, State.SIGNED_OFF: 3, State.LOCKED: 4}
"""How many of the first four stages a report has behind it; in a state between, the compiling."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way: gone, or the one at which the report stands."""

    name: str
    done: bool
    here: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One report with its stages."""

    agency: Agency
    year: int
    address: str
    stages: tuple[Stage, ...]


def way_panel(actor: Actor, today: dt.date) -> Mapping[str, Any] | None:
    """The reports on the year before of one's own agencies; None where none was begun (the steps say to begin)."""
    own = [each for each in own_agencies(actor) if may(actor, "report.records", each)]
    ways = [_way(each) for each in _reports(own, today.year - 1)]
    return {"ways": ways} if ways else None


def _reports(agencies: list[Agency], year: int) -> list[AnnualReport]:
    """With what became of their versions, in one query."""
    filings = Filing.objects.filter(version__report=OuterRef("pk"), copy=False)
    found = AnnualReport.objects.filter(agency__in=agencies, year=year, scope=Scope.OWN).select_related("agency")
    return list(
        found.annotate(
            is_out=Exists(filings.filter(state__in=OPEN)),
            is_accepted=Exists(filings.filter(state=Filing.State.ACCEPTED)),
            is_public=Exists(Placement.objects.filter(version__report=OuterRef("pk"), withdrawn_on=None)),
        )
    )


def _way(report: Any) -> Way:
    behind = _BEHIND.get(State(report.state), 1)
    done = [(name, index < behind) for index, name in enumerate((_("编制"), _("审核"), _("签发"), _("锁定")))]
    if report.agency.superior_id:
        done += [(_("报送"), report.is_out), (_("接收"), report.is_accepted)]
    done.append((_("公开"), report.is_public))
    here = next((index for index, (_name, gone) in enumerate(done) if not gone), None)
    stages = tuple(Stage(name, gone, index == here) for index, (name, gone) in enumerate(done))
    address = reverse("annual:report", args=[report.agency_id, report.year, report.scope])
    return Way(report.agency, report.year, address, stages)
