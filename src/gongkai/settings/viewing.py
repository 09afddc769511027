"""Showing a reading beside its document."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import whole


@dataclass(frozen=True)
class Viewing:
    """Showing a reading beside its document: what is open, what is folded, and how large a page may become."""

    view_nearby: int = whole(20, 0, 10_000, "Lines and table rows shown open before and after a marked place.")
    view_folded: int = whole(6_000, 0, 10_000_000, "Most characters kept of a folded stretch.")
    view_line: int = whole(5_000, 20, 1_000_000, "Most characters shown of one line or table cell.")
    view_characters: int = whole(400_000, 0, 100_000_000, "Most characters of one report's document shown.")
    view_unplaced: int = whole(
        500, 0, 100_000, "Most unplaced figures of one report, and most beyond the form, marked one by one."
    )
    view_fewest: int = whole(3, 1, 10_000, "Fewest lines or table rows that are folded or left out.")
    view_searched: int = whole(20_000, 10, 10_000_000, "Characters of a line in which its figures are looked for.")
    view_text: int = whole(200, 5, 100_000, "Most characters shown of what was printed in one place.")
    view_cost: int = whole(10, 0, 10_000, "Characters that a table's cell takes up, even an empty one.")
    view_labels: int = whole(2, 0, 100, "Labels taken into a row whose cells stand on a line each.")
    view_cell: int = whole(60, 1, 10_000, "Longest line that may be a cell of such a row, in characters.")
    view_run: int = whole(60, 1, 10_000, "Most lines of such a row, bars between them included.")
    view_named: int = whole(6, 1, 10_000, "Cells of one doubt that are linked one by one.")
    view_links: int = whole(14, 1, 10_000, "Places of one finding that are linked one by one.")
    view_sources: int = whole(20, 1, 10_000, "Files named among those for which there is no room on the page.")
    view_reports: int = whole(50, 1, 10_000, "Most reports set out on one page.")
