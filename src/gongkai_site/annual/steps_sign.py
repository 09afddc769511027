"""What to do next with a report: written, submitted, reviewed, signed, locked, published."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.annual.newest import newest_version
from gongkai_site.annual.scopes import write_right
from gongkai_site.annual.waiting import publishing_of, waiting_of
from gongkai_site.office import Step
from gongkai_site.office.waiting import steps_of_turns, turns
from gongkai_site.policy import Actor, may
from gongkai_site.policy.holders import Holders


def steps_of(actor: Actor, report: AnnualReport) -> list[Step]:
    """What this actor does next with this report; who must do something first is named."""
    things = waiting_of(report)
    if report.state == State.LOCKED:
        newest = newest_version(report)
        if newest is not None and not newest.placements.filter(withdrawn_on=None).exists():
            newest.report = report
            things = [publishing_of(newest)]
    found = steps_of_turns(turns(actor, things, Holders([report.agency_id], actor.on)))
    return [*found, *_beside(actor, report)]


def _beside(actor: Actor, report: AnnualReport) -> list[Step]:
    """What belongs to the same turn on another page or in another place of it."""
    if report.state == State.DRAFT and may(actor, write_right(report), report):
        return [Step(_("写完后提交审核"), _url("signoff", report) + "#do-submit")]
    if report.state == State.REVIEWED and may(actor, "report.sign_off", report):
        return [Step(_("在纸上签发的，打印审签单送领导签字"), _url("sheet", report))]
    return []


def _url(name: str, report: AnnualReport) -> str:
    return reverse(f"annual:{name}", args=[report.agency_id, report.year, report.scope])
