"""Whose work a report is, and who else could review it: nobody passes what he alone wrote."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Q

from gongkai_site.annual.models import AnnualReport
from gongkai_site.audit.models import Event
from gongkai_site.people.models import Membership
from gongkai_site.policy.holders import holders

_WRITING = (
    "report.begin", "report.correct", "report.heading", "report.write", "report.override", "report.confirm-zero",
)  # fmt: skip


def alone_wrote(report: AnnualReport, submitting: int | None) -> int | None:
    """The account that alone had a hand in this version: began, wrote, set by hand or, now, submits it; else none."""
    hands = writers(report) | {submitting}
    return next(iter(hands)) if len(hands) == 1 else None


def writers(report: AnnualReport) -> set[int | None]:
    """The accounts that worked on the version under way, by the audit log."""
    made = Q(object_type="annual.annualreport", object_id=str(report.pk))
    for kind, rows in (
        ("annual.sectiontext", report.texts),
        ("annual.override", report.overrides),
        ("annual.zeroconfirmation", report.zeros),
    ):
        made |= Q(object_type=kind, object_id__in=[str(pk) for pk in rows.values_list("pk", flat=True)])
    locked = report.versions.aggregate(Max("event_number"))["event_number__max"] or 0
    found = Event.objects.filter(made, action__in=_WRITING, number__gt=locked).order_by()
    return set(found.values_list("actor_id", flat=True).distinct())


def other_reviewers(report: AnnualReport, user_id: int | None, on: dt.date) -> list[Membership]:
    """The roles of those who could review it in his stead."""
    return [each for each in holders(report.agency_id, "report.review", on) if each.user_id != user_id]


def must_leave_to_others(report: AnnualReport, user_id: int | None, on: dt.date) -> bool:
    """Whether he alone wrote what was submitted, and somebody else is there to review it."""
    return user_id is not None and report.written_alone_by_id == user_id and bool(other_reviewers(report, user_id, on))
