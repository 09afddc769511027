"""Titles, headings, dates, names and facts in prose."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Wording:
    """Titles, headings, dates, names and facts in prose."""

    title_lines: int = whole(4, 1, 12, "Lines over which a title may be broken.")
    contents_run: int = whole(
        3, 2, 12, "Headings with nothing between them from which on they are a table of contents or a menu."
    )
    lead_longest: int = whole(
        3_000, 100, 100_000, "Characters of preamble and section one in which a report says who reports on which year."
    )
    naming_paragraphs: int = whole(12, 1, 200, "Paragraphs from the beginning in which the reporter names itself.")
    subject_within: int = whole(
        200, 20, 5_000, "Characters of a paragraph within which its subject may be the reporting body."
    )
    published_near: int = whole(4, 1, 40, "Lines below the title within which a date alone is that of publication.")
    published_years: int = whole(5, 0, 50, "Years after the year reported on within which a report is published.")
    table_label_longest: int = whole(
        60, 10, 400, "Characters up to which a line left over beside a table is one of its labels."
    )
    wrapped_at: int = whole(
        130, 32, 1_000, "Widest line, in half-width columns, that is taken for one broken by a page's width."
    )
    wrap_fill: float = measure(
        0.8, 0.1, 1.0, "Share of the page's width from which on a line is a full one, continued in the next."
    )
    sentence_longest: int = whole(
        2_000, 100, 20_000, "Characters after which a text without full stops is cut while its figures are read."
    )
    area_above_own: float = measure(
        1.5,
        1.0,
        100.0,
        "How many times the table's figure all departments have where the table may be one office's own.",
    )
    parts_within: int = whole(
        14, 2, 1_000, "Characters behind a whole's figure within which words must say that its parts follow."
    )
    channel_label: int = whole(
        20, 1, 1_000, "Longest text before a part's figure that may name the one channel it was published by."
    )
    area_within: int = whole(
        8, 0, 1_000, "Characters of the figure's own clause within which words for an area must begin to hold for it."
    )
