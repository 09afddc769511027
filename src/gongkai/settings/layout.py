"""From characters with positions to printed lines, paragraphs and cells."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Layout:
    """From characters with positions to printed lines, paragraphs and cells; a character is as wide as 字."""

    smallest_in_line: float = measure(
        0.6, 0, 1, "Share of its line's height that a smaller character counts as when its line is told."
    )
    vertical_label: int = whole(5, 2, 100, "Characters under each other that make a label written downwards.")
    vertical_width: int = whole(2, 1, 20, "Most characters side by side in a label written downwards.")
    vertical_grid: float = measure(
        6, 0.5, 50, "Grid by which the middles of a label written downwards stand under each other, in points."
    )
    vertical_first: float = measure(
        2.5, 1, 20, "Usual step down of such a label until its first step is known, in heights of a character."
    )
    vertical_apart: float = measure(
        0.5, 0, 5, "Gap right of a label written downwards, in widths of its first character."
    )
    vertical_step: float = measure(
        1.25, 1, 10, "Times the usual step down at which a label written downwards ends and another begins."
    )
    mark_size: float = measure(0.75, 0.1, 1, "Share of a character's height below which a mark behind it is small.")
    mark_raised: float = measure(0.2, 0, 1, "Share of a character's height by which a footnote mark is raised.")
    mark_near: float = measure(0.4, 0, 5, "Distance of a footnote mark from its text, in heights of the text.")
    full_line: float = measure(
        0.5, 0, 10, "Room that a full line of a cell may leave besides one more character, in characters."
    )
    whole_figure: float = measure(
        0.03, 0, 1, "Gap between the digits of one figure that a ruling runs through, in heights of a digit."
    )
    whole_level: float = measure(
        0.1, 0, 10, "Difference in height between the digits of one figure that a ruling runs through, in points."
    )
    struck_above: float = measure(0.3, 0, 0.5, "Share of a character above a line that strikes it out, at least.")
    struck_below: float = measure(0.25, 0, 0.5, "Share of a character below a line that strikes it out, at least.")
    struck_share: float = measure(0.6, 0, 1, "Share of a character's width that a line covers where it strikes it out.")
    struck_beyond: float = measure(
        0.6, 0, 10, "How far a line goes beyond what it strikes out, in heights of a character."
    )
    same_place: float = measure(
        4.0, 0.5, 50, "Grid by which running headers and watermarks stand at the same place of each page, in points."
    )
    header_pages: int = whole(3, 2, 1_000, "Pages that must have a line alike for a running header, and half of all.")
    paragraph_type: float = measure(0.8, 0.1, 1, "Least ratio of the sizes of type of two lines of one paragraph.")
    paragraph_right: float = measure(
        1.7, 0, 20, "Characters missing at the right of a line that the next goes on with."
    )
    paragraph_left: float = measure(0.7, 0, 20, "Characters by which a line that goes on may be indented.")
    paragraph_gap: float = measure(1.6, 0, 20, "Gap between two lines of one paragraph, at most, in characters.")
    margin_ragged: float = measure(12, 0, 200, "How far left of the right margin a line's end makes it, in points.")
    margin_indent: float = measure(
        4, 0, 100, "How far right of the left margin another line's beginning bears it out, in points."
    )
    margin_lines: int = whole(10, 1, 1_000, "One of so many lines, and two, must end at the right margin.")
    prose_share: float = measure(0.5, 0, 1, "Share of the page's width from which lines are running text.")
