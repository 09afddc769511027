"""Which columns a table prints, and how a row's figures come into them."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Columns:
    """Which columns a table prints, and how a row's figures come into them."""

    wide_table: int = whole(
        5, 2, 100, "Columns from which a table is wide: its head may lack some, and so many figures make a row."
    )
    absent_columns: int = whole(2, 0, 100, "Most of the form's columns that the print of a wide table may lack.")
    head_columns: int = whole(
        3, 1, 100, "Least columns that a line must name to be a head, or for a head to contradict the form's order."
    )
    enumerated_columns: int = whole(
        5, 1, 100, "Least columns that a line must name to be a head where signs of sentences part them."
    )
    head_parts: int = whole(60, 1, 10_000, "Most parts of a line that is taken for a head.")
    head_known: float = measure(1.5, 1, 100, "Times the columns known that the parts of a head may number.")
    lost_labels: int = whole(
        3, 0, 100, "Most columns, the total among them, whose labels a head in the form's order may have lost."
    )
    head_rows: int = whole(12, 0, 1_000, "Rows above a table's first in which its head is looked for.")
    unit_rows: int = whole(2, 0, 1_000, "Rows above a row in which the unit of its money is looked for.")
    sums_borne_out: float = measure(
        0.8, 0, 1, "Share of the rows with figures whose total must hold in the columns of a head that lacks some."
    )
    telling_sums: int = whole(3, 1, 1_000, "Rows whose sums must hold with the total first before it is taken so.")
    row_ways: int = whole(
        4_000, 1, 1_000_000, "Most ways tried in which the figures of rows with lost cells may stand in the columns."
    )
    part_ways: int = whole(400, 1, 1_000_000, "Most ways tried in which a row may be joined from a table's parts.")
    side_ways: int = whole(
        7_000, 1, 1_000_000, "Most ways tried in which figures are divided among rows that stand side by side."
    )
    side_heads: int = whole(4, 1, 100, "Columns named on a line from which rows that stand side by side may begin.")
    ragged_rows: int = whole(
        3, 2, 1_000, "Rows ending in other columns than most from which a grid has dropped empty cells and filled up."
    )
    spare_cells: int = whole(
        2, 0, 100, "Cells more or fewer than columns that a row of text may have and still be the table's."
    )
    spare_grid_cells: int = whole(
        3, 0, 100, "Cells more than columns that a grid's row without a known label may have and still be the table's."
    )
