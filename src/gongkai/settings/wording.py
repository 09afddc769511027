"""Titles, headings, dates, names and facts in prose."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure


@dataclass(frozen=True)
class Wording:
    """Titles, headings, dates, names and facts in prose."""

    area_above_own: float = measure(
        1.5,
        1.0,
        100.0,
        "How many times the table's figure all departments' requests are where the table may be one office's own",
    )
