"""Viewing: a reading beside its document, every place marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.viewing.findings_page import Checked, Failed, Outcome, render_findings
    from gongkai.viewing.marked import legend
    from gongkai.viewing.marks import Mark, Spot, extra_marks, extra_rows, marks_of, unplaced_marks
    from gongkai.viewing.original import Frame, Original, document_markup
    from gongkai.viewing.page import render_view
    from gongkai.viewing.part import Part, part_name, reading_part

__all__ = [
    "Checked",
    "Failed",
    "Frame",
    "Mark",
    "Original",
    "Outcome",
    "Part",
    "Spot",
    "document_markup",
    "extra_marks",
    "extra_rows",
    "legend",
    "marks_of",
    "part_name",
    "reading_part",
    "render_findings",
    "render_view",
    "unplaced_marks",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(
            ("Mark", "Spot", "extra_marks", "extra_rows", "marks_of", "unplaced_marks"), "gongkai.viewing.marks"
        ),
        **dict.fromkeys(("Frame", "Original", "document_markup"), "gongkai.viewing.original"),
        **dict.fromkeys(("Checked", "Failed", "Outcome", "render_findings"), "gongkai.viewing.findings_page"),
        **dict.fromkeys(("Part", "part_name", "reading_part"), "gongkai.viewing.part"),
        "legend": "gongkai.viewing.marked",
        "render_view": "gongkai.viewing.page",
    },
)
