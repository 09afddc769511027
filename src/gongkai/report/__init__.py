"""The report as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily
from gongkai.report.model import SECTION_KEYS, Doubtful, Extra, Fact, How, Number, Provenance, Report, blank_report

if TYPE_CHECKING:
    from gongkai.report.json import whole_or_decimal
    from gongkai.report.standing import standing_of

__all__ = [
    "SECTION_KEYS",
    "Doubtful",
    "Extra",
    "Fact",
    "How",
    "Number",
    "Provenance",
    "Report",
    "blank_report",
    "standing_of",
    "whole_or_decimal",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "whole_or_decimal": "gongkai.report.json",
        "standing_of": "gongkai.report.standing",
    },
)
