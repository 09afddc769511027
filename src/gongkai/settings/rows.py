"""Which printed rows make a table, a list of records or a column of row numbers."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Rows:
    """Which printed rows make a table, a list of records or a column of row numbers."""

    numbered_rows: int = whole(3, 2, 1_000, "Least numbers rising by one that may count rows.")
    counting_steps: int = whole(5, 1, 1_000, "Steps by one from which a column of numbers beside rows counts them.")
    counting_share: float = measure(
        0.75, 0.1, 1, "Share of the steps or cells of a column that must be by one, or figures, to say what it holds."
    )
    record_labels: int = whole(2, 1, 100, "Least columns of labels that a record has beside its figure.")
    record_fields: int = whole(9, 2, 1_000, "Most columns of a grid of records.")
    record_share: float = measure(
        0.5, 0.1, 1, "Share of a column's texts that must name rows or columns for a grid to be one of records."
    )
    at_home: float = measure(10, 1, 1_000, "How many times more a table counts that stands in its own section.")
    first_print: float = measure(
        0.75,
        0.01,
        1,
        "Share of the fullest print's figures from which on an earlier print of a table is taken instead.",
    )
    loose_rows: int = whole(4, 1, 1_000, "Rows without a known label right above a table's first that may be its own.")
    heap_rows: int = whole(64, 2, 10_000, "Most rows of labels and figures apart from each other that are dealt out.")
