"""Aligning printed rows and figures with a form."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Tables:
    """Aligning printed rows and figures with a form."""

    label_similarity: float = measure(82, 50, 100, "Least similarity (0-100) at which a damaged label is believed.")
    ocr_confidence: float = measure(0.9, 0.0, 1.0, "Recognition confidence below which a figure is doubted.")
    cell_signs: int = whole(20, 2, 100_000, "Times a sign must part figures to be taken for what parts the cells.")
    rival_margin: float = measure(
        1.5, 0, 200, "Cells by which a layout may explain less than the best and still be a rival."
    )
    broken_sums: int = whole(3, 1, 1_000, "Sums that must break before a reading is doubted for them.")
    broken_share: float = measure(0.5, 0, 1, "Share of the sums that must break before a reading is doubted for them.")
    report_cells: int = whole(30, 1, 1_000, "Cells that must stand there for a text without headings to be a report.")
    report_sections: int = whole(4, 1, 6, "Headings of sections that make a report of a text without tables.")
    written_overview: int = whole(
        60, 0, 10_000, "Characters of section one that show that somebody filled in the form."
    )
    part_cells: int = whole(10, 1, 1_000, "Cells that stand in what is a report of its own beside another.")
    telling_text: int = whole(12, 1, 1_000, "Characters from which on a text tells one report from another.")
    odd_longest: int = whole(16, 1, 100, "Longest text in a figure's place that is an unreadable figure.")
    words_about: int = whole(4, 0, 100, "Most characters around the digits of a text that is an unreadable figure.")
    named_figures: int = whole(12, 1, 1_000, "Most unplaced figures that a warning names; the rest are counted.")
    written_pairs: int = whole(3, 1, 1_000, "Labels with their figures behind them that make a table of a sentence.")
    requests_rows: int = whole(
        20, 1, 100, "Rows of the table of requests that must be printed before that table decides the form."
    )
