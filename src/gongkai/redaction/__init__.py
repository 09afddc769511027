"""Redaction: pages as pictures, blackened where they are marked, rebuilt without anything else, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily
from gongkai.redaction.model import Box, Decision, Duplicate, LeftOut, Mark, Marks, PageDecision, PagePlan

if TYPE_CHECKING:
    from gongkai.redaction.checking.survival import Survival
    from gongkai.redaction.finding.duplicates import find_duplicates
    from gongkai.redaction.finding.marking import Findings, Wanted, begin, marks_for
    from gongkai.redaction.grounds import Ground, decision_in_words, ground_on, grounds_on
    from gongkai.redaction.opening.pages import PageWords, Sign
    from gongkai.redaction.pages import Pages, open_pages
    from gongkai.redaction.planning import plan, planned, undecided
    from gongkai.redaction.reading_back import ReadBack, read_back
    from gongkai.redaction.record import ByGround, Record, summary
    from gongkai.redaction.redacting import Redacted, bound, preview, redact
    from gongkai.redaction.written import marks_digest, marks_from_json, marks_to_json, schema

__all__ = [
    "Box",
    "ByGround",
    "Decision",
    "Duplicate",
    "Findings",
    "Ground",
    "LeftOut",
    "Mark",
    "Marks",
    "PageDecision",
    "PagePlan",
    "PageWords",
    "Pages",
    "ReadBack",
    "Record",
    "Redacted",
    "Sign",
    "Survival",
    "Wanted",
    "begin",
    "bound",
    "decision_in_words",
    "find_duplicates",
    "ground_on",
    "grounds_on",
    "marks_digest",
    "marks_for",
    "marks_from_json",
    "marks_to_json",
    "open_pages",
    "plan",
    "planned",
    "preview",
    "read_back",
    "redact",
    "schema",
    "summary",
    "undecided",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(("Survival",), "gongkai.redaction.checking.survival"),
        **dict.fromkeys(("find_duplicates",), "gongkai.redaction.finding.duplicates"),
        **dict.fromkeys(("Findings", "Wanted", "begin", "marks_for"), "gongkai.redaction.finding.marking"),
        **dict.fromkeys(("Ground", "decision_in_words", "ground_on", "grounds_on"), "gongkai.redaction.grounds"),
        **dict.fromkeys(("PageWords", "Sign"), "gongkai.redaction.opening.pages"),
        **dict.fromkeys(("Pages", "open_pages"), "gongkai.redaction.pages"),
        **dict.fromkeys(("plan", "planned", "undecided"), "gongkai.redaction.planning"),
        **dict.fromkeys(("ReadBack", "read_back"), "gongkai.redaction.reading_back"),
        **dict.fromkeys(("ByGround", "Record", "summary"), "gongkai.redaction.record"),
        **dict.fromkeys(("Redacted", "bound", "preview", "redact"), "gongkai.redaction.redacting"),
        **dict.fromkeys(("marks_digest", "marks_from_json", "marks_to_json", "schema"), "gongkai.redaction.written"),
    },
)
