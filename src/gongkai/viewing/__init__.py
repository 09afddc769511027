"""Viewing: a reading beside its document, every place marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.viewing.findings_page import Checked, Failed, Outcome, render_findings
    from gongkai.viewing.marked import legend
    from gongkai.viewing.marks import ExtraValue, Mark, Spot, extra_marks, extra_rows, marks_of, unplaced_marks, where
    from gongkai.viewing.original import Frame, Original, document_markup
    from gongkai.viewing.page import render_view
    from gongkai.viewing.part import Part, part_name, reading_part
    from gongkai.viewing.screened_page import NotLooked, render_screening
    from gongkai.viewing.screened_part import Marked, marked_content
    from gongkai.viewing.words import Words, words_in

__all__ = [
    "Checked",
    "ExtraValue",
    "Failed",
    "Frame",
    "Mark",
    "Marked",
    "NotLooked",
    "Original",
    "Outcome",
    "Part",
    "Spot",
    "Words",
    "document_markup",
    "extra_marks",
    "extra_rows",
    "legend",
    "marked_content",
    "marks_of",
    "part_name",
    "reading_part",
    "render_findings",
    "render_screening",
    "render_view",
    "unplaced_marks",
    "where",
    "words_in",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(("Checked", "Failed", "Outcome", "render_findings"), "gongkai.viewing.findings_page"),
        "legend": "gongkai.viewing.marked",
        **dict.fromkeys(
            ("ExtraValue", "Mark", "Spot", "extra_marks", "extra_rows", "marks_of", "unplaced_marks", "where"),
            "gongkai.viewing.marks",
        ),
        **dict.fromkeys(("Frame", "Original", "document_markup"), "gongkai.viewing.original"),
        "render_view": "gongkai.viewing.page",
        **dict.fromkeys(("Part", "part_name", "reading_part"), "gongkai.viewing.part"),
        **dict.fromkeys(("NotLooked", "render_screening"), "gongkai.viewing.screened_page"),
        **dict.fromkeys(("Marked", "marked_content"), "gongkai.viewing.screened_part"),
        **dict.fromkeys(("Words", "words_in"), "gongkai.viewing.words"),
    },
)
