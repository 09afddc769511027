"""The report as data."""

from gongkai.report.model import (
    SECTION_KEYS,
    Doubtful,
    Extra,
    Fact,
    How,
    Number,
    Provenance,
    Report,
    blank_report,
)

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
]
