"""Comparing (对比): what changed between two years of an agency, or differs between two agencies."""

from gongkai.comparing.chart import Series, bar_chart
from gongkai.comparing.difference import CarriedMismatch, CellChange, Difference, ExtraChange, diff
from gongkai.comparing.outcomes import Outcome, outcome_chart, outcomes
from gongkai.comparing.prose import ProseChange

__all__ = [
    "CarriedMismatch",
    "CellChange",
    "Difference",
    "ExtraChange",
    "Outcome",
    "ProseChange",
    "Series",
    "bar_chart",
    "diff",
    "outcome_chart",
    "outcomes",
]
