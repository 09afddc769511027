"""The law as data: provisions, the clock, agencies, the rows that answers lead to, remedies, fees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.law.agencies import Agency, classify, may_make_rules
from gongkai.law.deadlines import Deadline, statutory_deadline
from gongkai.law.divisions import Place, locate
from gongkai.law.statutes import Citation, Document, citation, citations, provisions
from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.law.agencies import Kind, Level
    from gongkai.law.clock import (
        Alarm,
        Calendar,
        Case,
        Change,
        Clock,
        ClockAnswer,
        ClockSettings,
        Due,
        Explanation,
        Moved,
        Notice,
        Offered,
        alarm_text,
        changed_dates,
        days_svg,
        explain_case,
        explanation_text,
        parse_case,
        parse_notice,
        read_case,
        setting_rows,
    )
    from gongkai.law.dated import year_end
    from gongkai.law.deadlines import deadline_of
    from gongkai.law.division_codes import division, full_code
    from gongkai.law.fees import Excess, Fee, Filed, Pages, fee_by_item, fee_by_page
    from gongkai.law.outcomes import Answer, Outcome, Question, outcome, outcome_keys, questions_on, walk
    from gongkai.law.remedies import Office, Remedy, remedy_for

__all__ = [
    "Agency",
    "Alarm",
    "Answer",
    "Calendar",
    "Case",
    "Change",
    "Citation",
    "Clock",
    "ClockAnswer",
    "ClockSettings",
    "Deadline",
    "Document",
    "Due",
    "Excess",
    "Explanation",
    "Fee",
    "Filed",
    "Kind",
    "Level",
    "Moved",
    "Notice",
    "Offered",
    "Office",
    "Outcome",
    "Pages",
    "Place",
    "Question",
    "Remedy",
    "alarm_text",
    "changed_dates",
    "citation",
    "citations",
    "classify",
    "days_svg",
    "deadline_of",
    "division",
    "explain_case",
    "explanation_text",
    "fee_by_item",
    "fee_by_page",
    "full_code",
    "locate",
    "may_make_rules",
    "outcome",
    "outcome_keys",
    "parse_case",
    "parse_notice",
    "provisions",
    "questions_on",
    "read_case",
    "remedy_for",
    "setting_rows",
    "statutory_deadline",
    "walk",
    "year_end",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(("Kind", "Level"), "gongkai.law.agencies"),
        **dict.fromkeys(
            (
                "Alarm",
                "Calendar",
                "Case",
                "Change",
                "Clock",
                "ClockAnswer",
                "ClockSettings",
                "Due",
                "Explanation",
                "Moved",
                "Notice",
                "Offered",
                "alarm_text",
                "changed_dates",
                "days_svg",
                "explain_case",
                "explanation_text",
                "parse_case",
                "parse_notice",
                "read_case",
                "setting_rows",
            ),
            "gongkai.law.clock",
        ),
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
