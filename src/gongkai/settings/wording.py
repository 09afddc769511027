"""Titles, headings, dates, names and facts in prose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """Titles, headings, dates, names and facts in prose."""
