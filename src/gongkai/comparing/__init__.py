"""Comparing (对比): what changed between two years of an agency, or differs between two agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.comparing.chart import Series, bar_chart
from gongkai.comparing.difference import CarriedMismatch, CellChange, Difference, ExtraChange, diff
from gongkai.comparing.outcomes import Outcome, outcome_chart, outcomes
from gongkai.comparing.prose import ProseChange
from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.comparing.prose import sentences
    from gongkai.comparing.words import cell_texts, section_name, words_of

__all__ = [
    "CarriedMismatch",
    "CellChange",
    "Difference",
    "ExtraChange",
    "Outcome",
    "ProseChange",
    "Series",
    "bar_chart",
    "cell_texts",
    "diff",
    "outcome_chart",
    "outcomes",
    "section_name",
    "sentences",
    "words_of",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "sentences": "gongkai.comparing.prose",
        **dict.fromkeys(("cell_texts", "section_name", "words_of"), "gongkai.comparing.words"),
    },
)
