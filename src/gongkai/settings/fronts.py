"""What the fronts of web pages, text, Word and Excel take for lines and tables."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Fronts:
    """What the fronts of web pages, text, Word and Excel take for lines and tables."""

    max_depth: int = whole(2_000, 50, 100_000, "Deepest nesting of markup followed.")
    max_cells: int = whole(200_000, 1_000, 10_000_000, "Most grid cells in one document, spans expanded.")
    max_area: int = whole(
        4_000_000,
        1_000,
        100_000_000,
        "Largest workbook opened for its values, rows times columns of its sheets, empty cells included.",
    )
    max_merges: int = whole(50_000, 100, 10_000_000, "Most merged ranges of a sheet opened for its values.")
    max_span: int = whole(200, 10, 10_000, "Largest rowspan or colspan believed; larger ones are cut.")
    max_elements: int = whole(300_000, 1_000, 100_000_000, "Most elements of one web page.")
    max_lines: int = whole(300_000, 1_000, 10_000_000, "Most lines of one plain text.")
    longest_row: int = whole(20_000, 100, 1_000_000, "Longest line of plain text that may be a table row.")
    cell_prose: int = whole(150, 20, 10_000, "A text alone in its table row and longer than this is prose.")
    long_cell: int = whole(400, 50, 100_000, "A table whose cells hold longer texts is layout, in characters.")
    cell_lines: int = whole(12, 2, 1_000, "A table whose cells hold more lines is layout.")
    framed_prose: int = whole(80, 10, 10_000, "Characters from which a cell of a one-column table is prose.")
    own_figures: int = whole(4, 1, 1_000, "Least figures that make a table data though it holds a table.")
    inferred_cell: int = whole(80, 5, 1_000, "Longest text of a cell in a grid without table markup.")
    inferred_rows: int = whole(3, 2, 100, "Least rows of a grid without table markup.")
    inferred_figures: float = measure(0.2, 0, 1, "Least share of figures in a grid without table markup.")
    table_figures: int = whole(
        2, 1, 1_000, "Least figures of a grid without table markup, and of a table in plain text."
    )
    inferred_headers: int = whole(3, 0, 50, "Most rows of headings above the first figure of a grid without markup.")
    lone_lines: int = whole(2, 0, 50, "Most lines of one short text between rows of a grid without table markup.")
    small_picture: int = whole(40, 0, 1_000, "Pictures narrower or lower than this are ornament, in pixels.")
    invisible_type: float = measure(2.0, 0, 6, "Type of this size and smaller is not seen, in points.")
    named_places: int = whole(20, 1, 1_000, "Most places that one doubt about a workbook names; the rest are counted.")
    most_rules: int = whole(1_000, 10, 100_000, "Most selectors of a web page's own style sheets followed.")
    longest_sheet: int = whole(200_000, 1_000, 10_000_000, "Longest style sheet of a web page followed, in characters.")
    most_sides: int = whole(12, 1, 100, "Most tables beside each other on one worksheet.")
    side_labels: int = whole(2, 2, 100, "Least labels amid figures that begin another table beside the first.")
