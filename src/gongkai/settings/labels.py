"""What a printed text must be to be a label, whole or damaged."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Labels:
    """What a printed text must be to be a label, whole or damaged."""

    label_longest: int = whole(90, 10, 10_000, "Longest text that may be a label, in characters.")
    remark_longest: int = whole(120, 2, 10_000, "Longest remark in brackets that is left out behind a label.")
    short_label: int = whole(
        2, 0, 20, "Characters up to which a label without its number could be several rows', or part of other words."
    )
    telling_label: int = whole(4, 1, 100, "Characters from which a label, damaged or in part, tells its row.")
    cut_label: int = whole(
        5, 1, 100, "Characters from which the beginning of a label, or one under another number, tells its row."
    )
    damaged_shortest: int = whole(3, 1, 100, "Fewest characters of a damaged label.")
    row_clearly: float = measure(
        6, 0, 50, "How much more similar (0-100) than the next the row must be that a damaged label is taken for."
    )
    column_clearly: float = measure(
        10, 0, 50, "How much more similar (0-100) than the next the column must be that a damaged name is taken for."
    )
    label_words: int = whole(3, 1, 20, "Most runs of a label's characters that may be kept of it.")
    words_kept: int = whole(6, 1, 100, "Characters that a few words kept of a label must have.")
    own_words: float = measure(
        70, 0, 100, "Similarity (0-100) from which a label in a row's or column's place is printed with its own words."
    )
    garbled_label: float = measure(
        40, 0, 100, "Similarity (0-100) below which a label is no damaged print of the row's but another text."
    )
    damaged_row: float = measure(
        60, 0, 100, "Similarity (0-100) from which a label in a row's place is a damaged print of the row's."
    )
    label_in_remark: int = whole(
        12, 1, 1_000, "Characters of a remark in brackets within which a label with figures makes it more than one."
    )
