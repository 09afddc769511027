"""What reading a document gives: the report, the blocks it was read from, and the figures that no cell took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.document.model import Block, Document
from gongkai.reading.reader import Unread, read_document
from gongkai.reading.several import reports_in
from gongkai.reading.unfold import unfold
from gongkai.report.model import Report
from gongkai.settings import DEFAULT_SETTINGS, Settings


class Unplaced(NamedTuple):
    """A figure of sections two to four that is no cell's value; positions as in :class:`Provenance`."""

    text: str
    section: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One report with what it was read from."""

    report: Report
    blocks: Sequence[Block] = ()
    unplaced: tuple[Unplaced, ...] = ()


def readings_of(
    document: Document, source: str | None = None, settings: Settings = DEFAULT_SETTINGS
) -> Iterator[Reading | Unread]:
    """Read the report or reports of one document, each with its own blocks."""
    found = list(read_document(document, source, settings))
    blocks = unfold(document.blocks)
    parts = [blocks] if len(found) == 1 else [part.blocks for part in reports_in(blocks)]
    for each, part in zip(found, parts, strict=True):
        yield Reading(each, part) if isinstance(each, Report) else each
