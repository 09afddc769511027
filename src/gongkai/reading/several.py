"""The reports of one document: several, one printed twice, or one with a table printed twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.model import Block
from gongkai.reading.entries import entries_of
from gongkai.reading.outline import find_outline, split_reports
from gongkai.reading.tables import Tables, read_tables

_FEWEST_CELLS = 10
"""Cells that stand in what is taken for a report of its own beside another."""
_TELLING = 12
"""Characters from which on a text tells one report from another."""


class Part(NamedTuple):
    """The blocks of one report."""

    blocks: Sequence[Block]


def reports_in(blocks: Sequence[Block]) -> list[Part]:
    """Cut the blocks into reports.

    A part without any table is none: its headings were a table of contents. A part with the same cells and texts as
    one before is that report again, printed once more for small screens. Where the table of requests stands twice in
    a row, both parts are one report.
    """
    ranges = split_reports(blocks)
    if len(ranges) == 1:
        return [Part(blocks)]
    parts = [blocks[each.start : each.stop] for each in ranges]
    read = [read_tables(part) for part in parts]
    if not all(map(_stands, read)):
        return [Part(blocks)]
    if any("disputes" not in one.found and "proactive" not in next_.found for one, next_ in pairwise(read)):
        return [Part(blocks)]
    kept: list[int] = []
    for index in range(len(parts)):
        if not any(_same(read[index], read[one]) and _repeats(parts[index], parts[one]) for one in kept):
            kept.append(index)
    return [Part(parts[index]) for index in kept]


def _stands(read: Tables) -> bool:
    """Whether tables of a report stand there; a list of checks or contents names rows too."""
    return sum(place.how != "missing" for place in read.provenance.values()) >= _FEWEST_CELLS


def _same(one: Tables, other: Tables) -> bool:
    return one.figures > 0 and one.form == other.form and one.cells == other.cells and one.extra == other.extra


def _repeats(part: Sequence[Block], earlier: Sequence[Block]) -> bool:
    """Whether a part says nothing of its own: two small offices may have the same few figures."""
    known = {entry.start for entry in entries_of(earlier)}
    end = find_outline(part).end
    return all(entry.start in known for entry in entries_of(part) if entry.place < end and len(entry.start) >= _TELLING)
