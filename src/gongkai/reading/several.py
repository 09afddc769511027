"""The reports of one document: several, one printed twice, or one with a table printed twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.model import Block
from gongkai.reading.entries import Entry, entries_of
from gongkai.reading.outline import find_outline, split_reports
from gongkai.reading.tables import Tables, read_tables
from gongkai.settings import DEFAULT_SETTINGS, Settings


class Part(NamedTuple):
    """The blocks of one report, and their texts."""

    blocks: Sequence[Block]
    entries: Sequence[Entry]


def reports_in(blocks: Sequence[Block], settings: Settings = DEFAULT_SETTINGS) -> list[Part]:
    """Cut the blocks into reports.

    A part without any table is none: its headings were a table of contents. A part with the same cells and texts as
    one before is that report again, printed once more for small screens. Where the table of requests stands twice in
    a row, both parts are one report.
    """
    entries = entries_of(blocks, settings)
    ranges = split_reports(blocks, entries, settings)
    if len(ranges) == 1:
        return [Part(blocks, entries)]
    parts = [Part(part, entries_of(part, settings)) for part in (blocks[each.start : each.stop] for each in ranges)]
    read = [read_tables(part.blocks, settings=settings) for part in parts]
    if not all(_stands(each, settings) for each in read):
        return [Part(blocks, entries)]
    if any("disputes" not in one.found and "proactive" not in next_.found for one, next_ in pairwise(read)):
        return [Part(blocks, entries)]
    kept: list[int] = []
    for index in range(len(parts)):
        if not any(_same(read[index], read[one]) and _repeats(parts[index], parts[one], settings) for one in kept):
            kept.append(index)
    return [parts[index] for index in kept]


def _stands(read: Tables, settings: Settings) -> bool:
    """Whether tables of a report stand there; a list of checks or contents names rows too."""
    return sum(place.how not in ("missing", "unread") for place in read.provenance.values()) >= settings.part_cells


def _same(one: Tables, other: Tables) -> bool:
    return one.figures > 0 and one.form == other.form and one.cells == other.cells and one.extra == other.extra


def _repeats(part: Part, earlier: Part, settings: Settings) -> bool:
    """Whether a part says nothing of its own: two small offices may have the same few figures."""
    known = {entry.start for entry in earlier.entries}
    end = find_outline(part.blocks, part.entries, settings).end
    return all(
        entry.start in known
        for entry in part.entries
        if entry.place < end and len(entry.start) >= settings.telling_text
    )
