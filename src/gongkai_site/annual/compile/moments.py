"""How dates place a record in a year: the same condition for the database and for one record's values."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from gongkai_site.registers.models import RegulatoryDocument


def span(year: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of the reporting year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


class Moment(ABC):
    """A condition on a record's dates in one year."""

    @abstractmethod
    def q(self, year: int) -> Q:
        """The condition for the database."""

    @abstractmethod
    def holds(self, values: Mapping[str, Any], year: int) -> bool:
        """The same for one record's values: its dates by field name, ``None`` where there is none."""


@dataclass(frozen=True, slots=True)
class InYear(Moment):
    """A date lies in the year, 1 January and 31 December included."""

    field: str

    def q(self, year: int) -> Q:
        """The condition for the database."""
        return Q(**{f"{self.field}__range": span(year)})

    def holds(self, values: Mapping[str, Any], year: int) -> bool:
        """The same for one record's values."""
        first, last = span(year)
        day = values[self.field]
        return day is not None and first <= day <= last


@dataclass(frozen=True, slots=True)
class CarriedIn(Moment):
    """Began before the year and had not ended before it."""

    begins: str
    ends: str

    def q(self, year: int) -> Q:
        """The condition for the database."""
        first, _ = span(year)
        return Q(**{f"{self.begins}__lt": first}) & (
            Q(**{f"{self.ends}__isnull": True}) | Q(**{f"{self.ends}__gte": first})
        )

    def holds(self, values: Mapping[str, Any], year: int) -> bool:
        """The same for one record's values."""
        first, _ = span(year)
        begins, ends = values[self.begins], values[self.ends]
        return begins is not None and begins < first and (ends is None or ends >= first)


@dataclass(frozen=True, slots=True)
class OpenAtEnd(Moment):
    """Began by the end of the year and has not ended by then."""

    begins: str
    ends: str

    def q(self, year: int) -> Q:
        """The condition for the database."""
        _, last = span(year)
        return Q(**{f"{self.begins}__lte": last}) & (
            Q(**{f"{self.ends}__isnull": True}) | Q(**{f"{self.ends}__gt": last})
        )

    def holds(self, values: Mapping[str, Any], year: int) -> bool:
        """The same for one record's values."""
        _, last = span(year)
        begins, ends = values[self.begins], values[self.ends]
        return begins is not None and begins <= last and (ends is None or ends > last)


@dataclass(frozen=True, slots=True)
class InForceAtEnd(Moment):
    """A document of the stock on 31 December."""

    def q(self, year: int) -> Q:
        """The condition for the database."""
        return RegulatoryDocument.in_force(span(year)[1])

    def holds(self, values: Mapping[str, Any], year: int) -> bool:
        """The same for one record's values."""
        _, last = span(year)
        repealed, expires = values["repealed_on"], values["expires_on"]
        return (
            values["made_on"] <= last
            and values["in_force_from"] <= last
            and (repealed is None or repealed > last)
            and (expires is None or expires >= last)
        )
