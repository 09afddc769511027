"""A chart is a table with a sentence that says what it shows; ``static/office/charts.js`` draws the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

BARS, ROWS, STEPS = "bars", "rows", "steps"
"""Upright bars, lying bars, and a line that rises in steps by day."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. Every figure stands in the table, so that nothing is said by a colour or by a script alone."""

    key: str
    """Unique on its page."""
    kind: str
    title: str
    heads: Sequence[str]
    """Of the column of labels and of each series."""
    rows: Sequence[tuple[str, Sequence[int | None]]]
    """Label and figures; the label of a chart by day is the day as ISO 8601 writes it."""
    mark: str = ""
    """A day to mark."""
    mark_name: str = ""
    more: Sequence[str] = field(default_factory=tuple)
    """Further sentences on the figures, below the drawing."""

    @property
    def is_empty(self) -> bool:
        """Whether no figure but zero is in it."""
        return not any(value for _, values in self.rows for value in values)
