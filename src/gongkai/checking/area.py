"""What the agencies of an area handed in, summed: what an area's own report is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.report import How, Number


@dataclass(frozen=True, slots=True)
class AreaSums:
    """The sums over an area's agencies on one year and form (``gongkai.consolidation.area_sums`` makes them)."""

    form: str
    year: int | None
    agencies: int
    """How many reports are summed."""
    cells: Mapping[str, Number | None]
    """Every cell's exact sum; ``None`` where no agency has a number."""
    left_out: tuple[tuple[str, str], ...] = ()
    """The agencies whose figures are lacking, each with the reason in Chinese."""
    gaps: Mapping[str, tuple[tuple[str, How], ...]] = field(default_factory=dict)
    """By cell: the agencies without a number there, and how the cell stands in their report."""
    doubted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By cell: the agencies whose number the reader had to infer."""
