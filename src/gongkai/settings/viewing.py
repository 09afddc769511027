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
    view_reports: int = whole(50, 1, 10_000, "Most reports set out on one page.")
