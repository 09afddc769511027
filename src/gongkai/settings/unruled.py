"""Tables without ruling lines: rows, labels and columns by their places."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Unruled:
    """Tables without ruling lines: rows, labels and columns by their places; a character is as wide as 字."""

    digit_gap: float = measure(0.5, 0, 10, "Gap between two figures that may part columns, in characters.")
    telling_figures: int = whole(3, 1, 100, "Figures of a row from which it shows the columns.")
    figure_word: int = whole(3, 0, 50, "Longest text among figures that may stand for one (无), in characters.")
    broken_lines: int = whole(3, 1, 20, "Lines within which the rest of a broken figure stands below it.")
    level_shift: float = measure(
        0.8, 0, 5, "How much higher or lower some figures of a row may stand than others, in characters."
    )
    counted_rows: int = whole(3, 1, 100, "Rows numbered on, from which the numbers are no figures.")
    counted_reach: int = whole(2, 0, 100, "Rows above and below numbered ones that may be numbered, too.")
    recut_rows: int = whole(4, 0, 100, "Rows above and below whose figures may show where a row is to be cut.")
    river_gap: float = measure(0.25, 0, 5, "Gap that may part two columns of labels, in characters.")
    river_free: float = measure(0.6, 0, 1, "Share of the lines that leave free a gap between two columns of labels.")
    river_slack: float = measure(
        0.5, 0, 20, "How far labels may reach back into the gap before their column, in points."
    )
    next_line: float = measure(
        1.6, 0.5, 10, "From one line of a head or of a broken figure to the next, at most, in characters."
    )
    label_line: float = measure(
        1.5, 0.5, 10, "From one line of a label around its figures to the next, at most, in characters."
    )
    label_gap: float = measure(0.5, 0, 10, "Gap between a label's line and its next, at most, in characters.")
    label_askew: float = measure(
        0.3, 0, 5, "How much the distances of a label's lines above and below its figures may differ, in characters."
    )
    label_lines: int = whole(12, 1, 200, "Lines over which one label, or one row of padded columns, may go.")
    stack_slack: float = measure(
        0.15, 0, 5, "How much further apart than elsewhere the lines of a label may stand, in characters."
    )
    stack_closest: float = measure(0.8, 0, 5, "Pieces nearer than that stand on one line, in characters.")
    stack_farthest: float = measure(2.0, 0.5, 10, "From one line of a cell to the next, at most, in characters.")
    stack_beside: float = measure(0.4, 0, 5, "Figures no further from a line than that stand beside it, in characters.")
    stack_pieces: int = whole(40, 1, 10_000, "Pieces above one among which the line above it is looked for.")
    agreeing_rows: int = whole(2, 1, 100, "Rows of figures that must agree on the columns of a table.")
    lines_between: int = whole(3, 0, 100, "Lines without figures between two rows of one table, at most.")
    label_room: float = measure(
        20, 0, 500, "Room for labels left of the first figures that is no column of its own, in points."
    )
    head_lines: int = whole(8, 0, 100, "Lines of a table's head, at most.")
    head_gap: float = measure(2.0, 0, 20, "Gap between the lines of a head, at most, in characters.")
    naming_lines: int = whole(2, 0, 100, "Lines above a row of figures that may name the columns.")
    naming_heads: int = whole(3, 1, 100, "Heads of a line from which they name the columns.")
    narrowest_column: float = measure(1.6, 0, 20, "No column of figures is narrower, in characters.")
    many_columns: int = whole(5, 2, 100, "Columns from which a single figure in a row is believed.")
    merged_middle: int = whole(
        12, 2, 1_000, "A lone figure within one of so many parts of the table's width around its middle may be all's."
    )
    blank_column: float = measure(
        0.7, 0, 1, "Share of the usual distance of columns that is room for one without figures."
    )
    cut_figures: int = whole(2, 1, 100, "Figures of a row by which a table is known beside the edge of a page.")
    cut_rows: int = whole(60, 1, 10_000, "Rows looked at on either side of the edge of a page.")
