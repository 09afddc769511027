"""Consolidation (汇总): many agencies' reports summed cell by cell into one, with every sum open on its parts."""

from gongkai.consolidation.area import area_sums
from gongkai.consolidation.consolidate import consolidate
from gongkai.consolidation.model import (
    Consolidated,
    Contribution,
    Gap,
    LeftOut,
    Member,
    Role,
    SumDifference,
    placed_name,
)

__all__ = [
    "Consolidated",
    "Contribution",
    "Gap",
    "LeftOut",
    "Member",
    "Role",
    "SumDifference",
    "area_sums",
    "consolidate",
    "placed_name",
]
