"""Which lines of a text without grids are a table's, and which are the paper's."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import whole


@dataclass(frozen=True)
class Flattened:
    """Which lines of a text without grids are a table's, and which are the paper's."""

    glued_lines: int = whole(3, 1, 10_000, "Lines of digits that begin with a nought from which figures run together.")
    listed_torn: int = whole(5, 1, 100, "Most lines that a label may be torn into where labels are written out.")
    table_line: int = whole(400, 10, 100_000, "Longest line that may be a row of a table, or a label with a remark.")
    foreign_characters: int = whole(
        2, 0, 100, "Most different characters foreign to all labels that a damaged label may have."
    )
    foreign_label: int = whole(40, 2, 1_000, "Characters from which a line amid figures is no label of an added row.")
    indented_lines: int = whole(
        10, 1, 10_000, "Indented lines of figures from which indentation marks cells and an empty line a row's end."
    )
    bulleted_lines: int = whole(
        8, 1, 10_000, "Lines of words beginning with one sign from which it is a list's and no minus."
    )
    watermark_lines: int = whole(
        3, 2, 10_000, "Times that a text which is no label stands between figures where it is the paper's."
    )
    rows_above: int = whole(
        2, 1, 100, "Rows above with the same number of figures before a row cut in two is joined to have as many."
    )
    torn_lines: int = whole(24, 1, 1_000, "Most lines, empty ones counted, over which a label may be torn.")
    figures_within: int = whole(
        5, 1, 100, "Lines, empty ones counted, within which figures must follow a damaged or unknown label."
    )
    leading_figures: int = whole(3, 1, 100, "Parts at the beginning of a line that must be figures for it to be such.")
    gap_labels: int = whole(6, 1, 1_000, "Labels from which their distance tells how many lines part two cells.")
