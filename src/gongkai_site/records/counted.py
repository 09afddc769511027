"""How many records each register of an agency holds: all registers in one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from gongkai_site.agencies.models import Agency
from gongkai_site.records.listing import in_year
from gongkai_site.records.registry import REGISTERS, Register


@dataclass(frozen=True, slots=True)
class Numbers:
    """Records that stand: of the year, of the year before, and those of any year that still wait."""

    this: int
    last: int
    open: int


def numbers(agency: Agency, year: int) -> Mapping[str, Numbers]:
    """Count the records of every register, by its key."""
    first, *others = (_counting(register, agency, year) for register in REGISTERS.values())
    return {key: Numbers(*counted) for key, *counted in first.union(*others, all=True)}


def _counting(register: Register, agency: Agency, year: int) -> QuerySet[Any, Any]:
    standing = register.model._default_manager.filter(agency=agency, voided=False).order_by()
    # A constant is nothing to group by: each register gives one row, an empty one too.
    return (
        standing.annotate(key=Value(register.key))
        .values("key")
        .annotate(
            this=Count("pk", filter=in_year(register, year)),
            last=Count("pk", filter=in_year(register, year - 1)),
            waiting=Count("pk", filter=Q(**register.filters()) if register.open_where else Q(pk=None)),
        )
        .values_list("key", "this", "last", "waiting")
    )
