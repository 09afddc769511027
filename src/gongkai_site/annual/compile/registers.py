"""What of each register the form counts: by which dates, told apart by which columns, in what measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet

from gongkai_site.annual.compile.fees import PROCESSING_FEE, counts_processing_fee
from gongkai_site.annual.compile.moments import CarriedIn, InForceAtEnd, InYear, Moment, OpenAtEnd, span
from gongkai_site.disputes.models import Dispute
from gongkai_site.reach import within
from gongkai_site.records.models import live
from gongkai_site.registers.models import Decision, DecisionCount, Fee, RegulatoryDocument
from gongkai_site.requests.models import Request


@dataclass(frozen=True)
class Counted:
    """One register as the form counts it."""

    key: str
    """The register's key, as in ``records.registry``."""
    model: type[Model]
    begins: str
    """The date from which a record concerns a year."""
    ends: str | None
    """The date after which it no longer does; ``None`` where it concerns only the year of ``begins``."""
    dimensions: tuple[str, ...]
    """The columns that tell cells apart."""
    moments: Mapping[str, Moment]
    """By name: when a record is counted."""
    only: Mapping[str, Any] = field(default_factory=dict)
    """What all counted records have in common."""
    measure: str | None = None
    """The column summed; ``None`` counts records."""
    apart: tuple[str, str, Callable[[int], bool]] | None = None
    """A column and the words in it of records that count only in years of which the function says so."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Every column that decides about counting."""
        dates = (each.name for each in self.model._meta.concrete_fields if each.name in self.model.date_fields)  # type: ignore[attr-defined]
        more = ((self.measure,) if self.measure else ()) + ((self.apart[0],) if self.apart else ())
        return (*dict.fromkeys((*dates, *self.dimensions, *self.only, *more, "voided", "agency_id")),)

    def touching(self, agency_ids: Iterable[int], year: int) -> QuerySet[Any]:
        """The live records that concern the year: all that any cell of the year can count, and few others."""
        first, last = span(year)
        if self.ends is None:
            dates = Q(**{f"{self.begins}__range": (first, last)})
        else:
            dates = Q(**{f"{self.begins}__lte": last}) & (
                Q(**{f"{self.ends}__isnull": True}) | Q(**{f"{self.ends}__gte": first})
            )
        counted = list(agency_ids)
        with within(counted):
            found = self.model._default_manager.filter(live(counted), dates, **self.only)
            return found.exclude(**left_out) if (left_out := self._left_out(year)) else found

    def _left_out(self, year: int) -> dict[str, str]:
        """What records have that do not count in a year."""
        if self.apart is None or self.apart[2](year):
            return {}
        return {f"{self.apart[0]}__contains": self.apart[1]}

    def touches(self, values: Mapping[str, Any], agency_ids: Iterable[int], year: int) -> bool:
        """Whether one record with these column values is among :meth:`touching`."""
        first, last = span(year)
        if values["voided"] or values["agency_id"] not in agency_ids:
            return False
        if any(values[name] != wanted for name, wanted in self.only.items()):
            return False
        if self.apart is not None and self.apart[1] in values[self.apart[0]] and not self.apart[2](year):
            return False
        begins = values[self.begins]
        if self.ends is None:
            return bool(first <= begins <= last)
        ends = values[self.ends]
        return bool(begins <= last and (ends is None or ends >= first))


DOCUMENTS = Counted(
    "documents",
    RegulatoryDocument,
    "made_on",
    "repealed_on",
    ("kind",),
    {"made": InYear("made_on"), "repealed": InYear("repealed_on"), "in_force": InForceAtEnd()},
)
DECISIONS = Counted("decisions", Decision, "decided_on", None, ("kind",), {"decided": InYear("decided_on")})
DECISION_COUNTS = Counted(
    "decision-counts", DecisionCount, "ends_on", None, ("kind",), {"decided": InYear("ends_on")}, measure="count"
)
FEES = Counted(
    "fees",
    Fee,
    "charged_on",
    None,
    (),
    {"charged": InYear("charged_on")},
    measure="amount_fen",
    apart=("item", PROCESSING_FEE, counts_processing_fee),
)
REQUESTS = Counted(
    "requests",
    Request,
    "received_on",
    "concluded_on",
    ("applicant_kind", "outcome"),
    {
        "received": InYear("received_on"),
        "carried_in": CarriedIn("received_on", "concluded_on"),
        "concluded": InYear("concluded_on"),
        "carried_out": OpenAtEnd("received_on", "concluded_on"),
    },
)
DISPUTES = Counted(
    "disputes",
    Dispute,
    "lodged_on",
    "concluded_on",
    ("kind", "result"),
    {"concluded": InYear("concluded_on"), "pending": OpenAtEnd("lodged_on", "concluded_on")},
    only={"part": Dispute.Part.ORIGINAL},
)

COUNTED: Mapping[str, Counted] = {
    each.key: each for each in (DOCUMENTS, DECISIONS, DECISION_COUNTS, FEES, REQUESTS, DISPUTES)
}
"""The registers behind the form's tables, in the form's order."""
