"""Plain text: quotations, and tables told by signs or by the places of their cells."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Texts:
    """Plain text: quotations, and tables told by signs or by the places of their cells."""

    quoted_share: float = measure(0.6, 0.01, 1, "Share of lines beginning with > from which a text is a quoted mail.")
    barred_share: float = measure(0.9, 0.1, 1, "Share of a table's lines that begin or end in a bar where all should.")
    lone_cells: float = measure(0.95, 0.1, 1, "Share of the lines with bars that hold one cell where each line is one.")
    odd_figure: int = whole(12, 1, 100, "Longest text with digits that may be a figure with a unit or a note.")
    long_part: int = whole(5, 1, 1_000, "Rows from which those of another length are another table.")
    quoted_lines: int = whole(9, 1, 1_000, "Lines over which one row with a quoted cell may go, at most.")
    row_figures: int = whole(4, 1, 1_000, "Figures of a line from which it alone is a table.")
    wide_rows: int = whole(3, 1, 1_000, "Rows of several cells from which they are a table without figures.")
    csv_sample: int = whole(8_192, 10, 10_000_000, "Characters of a CSV file by which its separator is told.")
    padded_lines: int = whole(2, 1, 1_000, "Lines of several cells from which padded columns are a table.")
    padded_cells: int = whole(60, 2, 10_000, "Most cells of a line in padded columns.")
    folded_narrowest: int = whole(
        12, 2, 1_000, "Width of a padded column from which its cells may be folded, in letters."
    )
    folded_widest: int = whole(60, 2, 10_000, "Width from which a padded label is taken for folded, in letters.")
    folded_rest: int = whole(3, 0, 100, "Characters that are no label by themselves but the rest of a folded one.")
    cost_broken: int = whole(3, 0, 1_000, "Cost of ending a row in a full line or within brackets.")
    cost_joined: int = whole(4, 0, 1_000, "Cost of joining a line that is not full with the next.")
    cost_askew: int = whole(4, 0, 1_000, "Cost of a cell set elsewhere in its row than the others.")
    cost_figureless: int = whole(1, 0, 1_000, "Cost of a row of several lines without figures.")
