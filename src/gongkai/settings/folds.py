"""When a line holds a whole report, or more than one row of a table, and where it is cut."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import whole


@dataclass(frozen=True)
class Folds:
    """When a line holds a whole report, or more than one row of a table, and where it is cut."""

    folded_shortest: int = whole(40, 1, 10_000, "Shortest line that may hold more than one row of a table.")
    folded_long: int = whole(120, 1, 100_000, "Length from which a line with a run of figures holds labels, too.")
    folded_figures: int = whole(5, 1, 1_000, "Figures, and parts besides, that a line of several rows must hold.")
    folded_words: int = whole(8, 1, 1_000, "Words beside figures from which a short line holds labels, too.")
    folded_prose: int = whole(1_500, 10, 1_000_000, "Length from which a line with section headings is a whole report.")
    folded_headings: int = whole(2, 1, 6, "Least section headings on a line that is a whole report.")
    folded_tables: int = whole(60_000, 100, 10_000_000, "Longest stretch of a line in which rows are looked for.")
    folded_before: int = whole(
        3_000, 0, 1_000_000, "Characters before the first run of figures in which the tables of a line may begin."
    )
    stray_dashes: int = whole(
        3, 0, 1_000, "Most single dashes beside page numbers between dashes before they are blank cells."
    )
    paragraph_cut: int = whole(
        20, 1, 10_000, "Length from which a line with sentences is cut at the gaps where sections may begin."
    )
