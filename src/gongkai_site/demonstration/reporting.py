"""Reports: last year's read in or locked and published; this year's begun, drafted, and some of them on their way."""

from __future__ import annotations

import datetime as dt

from gongkai.consolidation import Member, consolidate
from gongkai.report import Report
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.actions.lock import lock_document
from gongkai_site.annual.actions.publish import publish
from gongkai_site.annual.models import Origin, Scope, Version
from gongkai_site.demonstration.county import County
from gongkai_site.demonstration.last_year import last_years_report, told
from gongkai_site.demonstration.plan import YEAR, AgencyPlan, report_file
from gongkai_site.intake.actions import accept, assign, read_document, record_verdicts, take_in
from gongkai_site.intake.actions.deciding import Decision
from gongkai_site.intake.cells import cell_states
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor

LAST = YEAR - 1
_PUBLISHED = dt.date(YEAR, 1, 17)
_AREA_PUBLISHED = dt.date(YEAR, 3, 21)


def last_years_reports(county: County) -> dict[str, Version]:
    """Put last year's reports on file: the real ones as documents, the invented ones locked; then the county's."""
    versions = {}
    for plan in county.plans():
        if plan.report:
            versions[plan.key] = _read_in(county, plan)
        elif not plan.lacks_last_year:
            versions[plan.key] = _lock(county, plan, last_years_report(plan), Scope.OWN)
    for key, version in versions.items():
        publish(county.who(key), version, own_pages=True, on=_PUBLISHED)
    area = _lock(county, _plan(county, "county"), _area(county, versions), Scope.AREA)
    publish(county.who("county"), area, own_pages=True, on=_AREA_PUBLISHED)
    return versions


def _plan(county: County, key: str) -> AgencyPlan:
    return next(plan for plan in county.plans() if plan.key == key)


def _lock(county: County, plan: AgencyPlan, report: Report, scope: str) -> Version:
    """Lock a report that the office itself gives, or for the area the one that the supervisor consolidated."""
    agency = county.agencies[plan.key]
    if scope == Scope.AREA:
        actor, right, origin = county.who(plan.key, Role.SUPERVISOR), "consolidation.write", Origin.CONSOLIDATED
    else:
        actor, right, origin = county.who(plan.key), "intake.edit", Origin.DOCUMENT
    return lock_document(actor, agency, LAST, scope, report, right=right, on=agency, origin=origin)


def _read_in(county: County, plan: AgencyPlan) -> Version:
    """Read the published document at the desk of the supervisor above, and accept what was read."""
    agency = county.agencies[plan.key]
    desk, actor = _desk(county, plan)
    (document,) = take_in(actor, desk, plan.report, report_file(plan.report))
    (document,) = read_document(document)
    if (document.of_agency_id, document.of_year) != (agency.pk, LAST):
        assign(actor, document, agency, LAST, revision=document.revision)
        document.refresh_from_db()
    _accept_doubts(actor, document)
    document.refresh_from_db()
    return accept(actor, document, revision=document.revision)


def _accept_doubts(actor: Actor, document: IncomingDocument) -> None:
    """Accept each doubtful cell as it was read, as a person would who compared it with the page."""
    doubtful = {
        key: Decision(state.read, "已对照原件核对")
        for key, state in cell_states(document).items()
        if state.is_undecided
    }
    if doubtful:
        record_verdicts(actor, document, doubtful, revision=document.revision)


def _desk(county: County, plan: AgencyPlan) -> tuple[Agency, Actor]:
    key = "county" if plan.superior else plan.key
    return county.agencies[key], county.who(key, Role.SUPERVISOR)


def _area(county: County, versions: dict[str, Version]) -> Report:
    """Last year's consolidated report of the county: its own level and below, each office once."""
    below = county.agencies["county"].path
    members = [
        Member(
            name=plan.name,
            place=plan.place,
            role="own" if plan.key == "county" else "below",
            report=versions[plan.key].as_report() if plan.key in versions else None,
        )
        for plan in county.plans()
        if county.agencies[plan.key].path.startswith(below)
    ]
    made = consolidate(members, year=LAST, agency=county.agencies["county"].name)
    return told(_plan(county, "county"), made.report)
