"""A year of requests and disputes: what last year carried over, what came in, how it ended, what goes over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from gongkai_site.demonstration.chance import Chance
from gongkai_site.demonstration.plan import YEAR, AgencyPlan, matters

_KINDS = {
    "natural_person": 78,
    "business": 10,
    "legal_service": 5,
    "other_organisation": 3,
    "research": 2,
    "nonprofit": 2,
}
_OUTCOMES = {
    "granted": 46,
    "partly_granted": 13,
    "unavailable.not_held": 20,
    "unavailable.needs_creation": 4,
    "unavailable.still_unclear": 1,
    "refused.third_party": 2,
    "refused.internal_affairs": 1,
    "refused.process_information": 2,
    "refused.enforcement_file": 2,
    "refused.administrative_query": 2,
    "refused.other_law": 1,
    "not_handled.petition": 3,
    "not_handled.repeated": 2,
    "other.correction_overdue": 1,
}
_CHANNELS = {"online": 62, "post": 25, "counter": 9, "email": 4}


@dataclass(frozen=True, slots=True)
class RequestPlan:
    """One registered request; ``outcome`` and ``concluded_on`` are empty while it is carried over."""

    number: str
    received_on: dt.date
    channel: str
    applicant_kind: str
    applicant: str
    subject: str
    section: str = ""
    outcome: str = ""
    concluded_on: dt.date | None = None

    def values(self) -> dict[str, Any]:
        """The register's fields, the applicant's among them."""
        return {
            "number": self.number,
            "applicant.name": self.applicant,
            "section": self.section,
            "received_on": self.received_on,
            "channel": self.channel,
            "applicant_kind": self.applicant_kind,
            "subject": self.subject,
            "outcome": self.outcome,
            "concluded_on": self.concluded_on,
        }


@dataclass(frozen=True, slots=True)
class DisputePlan:
    """One reconsideration or lawsuit over the request of that number."""

    kind: str
    number: str
    request: str
    part: str
    lodged_on: dt.date
    result: str
    concluded_on: dt.date | None

    def values(self) -> dict[str, Any]:
        """The register's fields."""
        return {
            "kind": self.kind,
            "request": self.request,
            "number": self.number,
            "part": self.part,
            "lodged_on": self.lodged_on,
            "result": self.result,
            "concluded_on": self.concluded_on,
        }


def last_day(plan: AgencyPlan) -> dt.date:
    """The last day on which the agency works in the year."""
    return plan.merged.on - dt.timedelta(1) if plan.merged else dt.date(YEAR, 12, 31)


def year_of_requests(plan: AgencyPlan, share: float = 1.0) -> list[RequestPlan]:
    """All requests that the year's form counts: carried in, and received in the year, in order of receipt."""
    chance = Chance(plan.key, "requests", YEAR)
    carried = [kind for kind, number in plan.carried.items() for _ in range(number)]
    made = [_carried_in(plan, chance, kind, number) for number, kind in enumerate(carried, start=1)]
    received = round(plan.requests * share) if plan.requests else 0
    end = last_day(plan)
    days = sorted(chance.day(dt.date(YEAR, 1, 2), end) for _ in range(received))
    return made + [_received(plan, chance, day, number) for number, day in enumerate(days, start=1)]


def _received(plan: AgencyPlan, chance: Chance, day: dt.date, number: int) -> RequestPlan:
    made = _asked(plan, chance, chance.weighted(_KINDS), day, f"{YEAR}-{number:03}")
    return _concluded(plan, chance, made, day + dt.timedelta(chance.between(4, 26)))


def _carried_in(plan: AgencyPlan, chance: Chance, kind: str, number: int) -> RequestPlan:
    day = chance.day(dt.date(YEAR - 1, 12, 12), dt.date(YEAR - 1, 12, 30))
    made = _asked(plan, chance, kind, day, f"{YEAR - 1}-9{number:02}")
    return _concluded(plan, chance, made, chance.day(dt.date(YEAR, 1, 3), dt.date(YEAR, 1, 24)))


def _asked(plan: AgencyPlan, chance: Chance, kind: str, day: dt.date, number: str) -> RequestPlan:
    known = matters()
    among = {"natural_person": "applicants", "business": "businesses"}.get(kind, "organisations")
    return RequestPlan(
        number=number,
        received_on=day,
        channel=chance.weighted(_CHANNELS),
        applicant_kind=kind,
        applicant=chance.pick(known[among]),
        subject=chance.pick(known["requests"]).format(place=plan.short_name),
        section=chance.pick(plan.sections) if plan.sections else "",
    )


def _concluded(plan: AgencyPlan, chance: Chance, made: RequestPlan, on: dt.date) -> RequestPlan:
    """Conclude it, unless that would be after the year: then it is carried over. Merged offices conclude in time."""
    end = last_day(plan)
    if plan.merged:
        on = min(on, end)
    if on > end:
        return made
    return replace(made, outcome=chance.weighted(_OUTCOMES), concluded_on=on)


def year_of_disputes(plan: AgencyPlan, requests: list[RequestPlan]) -> Iterator[DisputePlan]:
    """Reconsiderations and lawsuits over requests that were not granted."""
    chance = Chance(plan.key, "disputes", YEAR)
    refused = [each for each in requests if each.outcome and each.outcome != "granted" and each.concluded_on]
    for number in range(1, min(plan.disputes, len(refused)) + 1):
        about = chance.pick(refused)
        refused.remove(about)
        ended = about.concluded_on or about.received_on
        lodged = min(ended + dt.timedelta(chance.between(8, 50)), dt.date(YEAR, 12, 31))
        kind = chance.weighted({"reconsideration": 6, "litigation_direct": 1, "litigation_after_reconsideration": 3})
        concluded = lodged + dt.timedelta(chance.between(40, 120))
        over = concluded <= dt.date(YEAR, 12, 31)
        yield DisputePlan(
            kind=kind,
            number=_case_number(plan, kind, number),
            request=about.number,
            part="co_defendant" if kind == "litigation_after_reconsideration" and number % 5 == 0 else "original",
            lodged_on=lodged,
            result=chance.weighted({"upheld": 6, "corrected": 2, "other": 2}) if over else "",
            concluded_on=concluded if over else None,
        )


def _case_number(plan: AgencyPlan, kind: str, number: int) -> str:
    if kind == "reconsideration":
        return f"澄政复〔{YEAR}〕{number + len(plan.key):02}号"
    return f"（{YEAR}）云09行初{number + 10 * len(plan.key)}号"
