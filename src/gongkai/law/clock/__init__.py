"""The statutory clock: what is due when, as a pure function of what happened, the calendar and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.law.clock.answer import Alarm, ClockAnswer, Due, Offered
    from gongkai.law.clock.calendar import Calendar, Notice
    from gongkai.law.clock.case import Case, parse_case, read_case
    from gongkai.law.clock.changed import Moved, changed_dates
    from gongkai.law.clock.clock import Clock
    from gongkai.law.clock.explanation import Change, Explanation, explain_case
    from gongkai.law.clock.notice import parse_notice
    from gongkai.law.clock.settings import ClockSettings, setting_rows
    from gongkai.law.clock.strip import days_svg
    from gongkai.law.clock.text import explanation_text
    from gongkai.law.clock.words import alarm_text

__all__ = [
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
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(("Alarm", "ClockAnswer", "Due", "Offered"), "gongkai.law.clock.answer"),
        **dict.fromkeys(("Calendar", "Notice"), "gongkai.law.clock.calendar"),
        **dict.fromkeys(("Case", "parse_case", "read_case"), "gongkai.law.clock.case"),
        **dict.fromkeys(("Moved", "changed_dates"), "gongkai.law.clock.changed"),
        "Clock": "gongkai.law.clock.clock",
        **dict.fromkeys(("Change", "Explanation", "explain_case"), "gongkai.law.clock.explanation"),
        "parse_notice": "gongkai.law.clock.notice",
        **dict.fromkeys(("ClockSettings", "setting_rows"), "gongkai.law.clock.settings"),
        "days_svg": "gongkai.law.clock.strip",
        "explanation_text": "gongkai.law.clock.text",
        "alarm_text": "gongkai.law.clock.words",
    },
)
