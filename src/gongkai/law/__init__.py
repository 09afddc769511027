"""The law as data: provisions to cite, deadlines, kinds of agencies, rows that answers lead to, remedies, fees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.law.agencies import Agency, classify, may_make_rules
from gongkai.law.deadlines import Deadline, statutory_deadline
from gongkai.law.divisions import Place, locate
from gongkai.law.statutes import Citation, Document, citation, citations, provisions
from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.law.agencies import Kind, Level
    from gongkai.law.dated import year_end
    from gongkai.law.deadlines import deadline_of
    from gongkai.law.division_codes import division, full_code
    from gongkai.law.fees import Excess, Fee, Filed, Pages, fee_by_item, fee_by_page
    from gongkai.law.outcomes import Answer, Outcome, Question, outcome, outcome_keys, questions_on, walk
    from gongkai.law.remedies import Office, Remedy, remedy_for

__all__ = [
    "Agency",
    "Answer",
    "Citation",
    "Deadline",
    "Document",
    "Excess",
    "Fee",
    "Filed",
    "Kind",
    "Level",
    "Office",
    "Outcome",
    "Pages",
    "Place",
    "Question",
    "Remedy",
    "citation",
    "citations",
    "classify",
    "deadline_of",
    "division",
    "fee_by_item",
    "fee_by_page",
    "full_code",
    "locate",
    "may_make_rules",
    "outcome",
    "outcome_keys",
    "provisions",
    "questions_on",
    "remedy_for",
    "statutory_deadline",
    "walk",
    "year_end",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(("Kind", "Level"), "gongkai.law.agencies"),
        "year_end": "gongkai.law.dated",
        "deadline_of": "gongkai.law.deadlines",
        **dict.fromkeys(("division", "full_code"), "gongkai.law.division_codes"),
        **dict.fromkeys(("Excess", "Fee", "Filed", "Pages", "fee_by_item", "fee_by_page"), "gongkai.law.fees"),
        **dict.fromkeys(("Office", "Remedy", "remedy_for"), "gongkai.law.remedies"),
        **dict.fromkeys(
            ("Answer", "Outcome", "Question", "outcome", "outcome_keys", "questions_on", "walk"), "gongkai.law.outcomes"
        ),
    },
)
