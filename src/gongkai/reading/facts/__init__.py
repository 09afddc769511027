"""The figures a report states in its prose, with subject, unit, scope and sentence; comparisons, parts of a whole."""

from __future__ import annotations

from gongkai.reading.facts.changes import Change, Share, changes_of
from gongkai.reading.facts.parts import Part, Parts, parts_of
from gongkai.reading.facts.sentences import quantities_of, sentences_of
from gongkai.reading.facts.states import facts_in, facts_of

__all__ = [
    "Change",
    "Part",
    "Parts",
    "Share",
    "changes_of",
    "facts_in",
    "facts_of",
    "parts_of",
    "quantities_of",
    "sentences_of",
]
