"""What may be a title or a section's heading."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import whole


@dataclass(frozen=True)
class Titles:
    """What may be a title or a section's heading."""

    title_shortest: int = whole(8, 2, 100, "Shortest title, in characters.")
    title_longest: int = whole(80, 10, 1_000, "Longest title, in characters.")
    title_before: int = whole(50, 1, 1_000, "Most characters of a title before the words for what it is about.")
    title_behind: int = whole(24, 1, 1_000, "Most characters of a title behind these words and before its last.")
    title_part: int = whole(45, 2, 1_000, "Longest line above a title's last that belongs to it.")
    title_line: int = whole(120, 10, 10_000, "Longest line that may be a title, a breadcrumb or a note on the page.")
    titles_near: int = whole(
        2, 1, 100, "Lines within which titles of different years are a list of links and none the report's."
    )
    line_start: int = whole(100, 20, 10_000, "Characters of a long line in which titles and headings are looked for.")
    heading_longest: int = whole(64, 4, 1_000, "Characters of a line within which its heading must stand.")
    heading_glued: int = whole(
        6, 0, 1_000, "Characters behind a heading's words beyond which a paragraph is glued to it."
    )
    subject_heading: int = whole(40, 4, 1_000, "Longest heading known by its number and subject alone.")
    heading_within: int = whole(
        12, 2, 1_000, "Characters within which a line must say so if it may begin another report's section one."
    )
    part_sections: int = whole(
        4, 1, 6, "Sections seen that make a report of its own where the table of requests is missing."
    )
    cells_headings: int = whole(2, 0, 6, "Headings that make a report of a text in which any cell of the form stands.")
