"""The document's own lines and tables in reading order, every place that was read marked, the rest folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gongkai.document.model import Block, Grid, Line, Picture
from gongkai.markup import Child, Markup, element, fragment
from gongkai.settings import DEFAULT_SETTINGS, Settings
from gongkai.viewing.lines import line_markup, shared_out
from gongkai.viewing.marks import Mark
from gongkai.viewing.runs import runs
from gongkai.viewing.tables import Marks, placed, table_markup
from gongkai.viewing.texts import Room
from gongkai.viewing.words import Words, words_in


class Original(NamedTuple):
    """The document as markup, and the anchors of the marks that found their place in it."""

    markup: Markup
    shown: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page around it wants the document: its headings, and what it puts above each of its pages."""

    prefix: str = ""
    """Before every HTML id, so that several documents stand on one page."""
    level: int = 4
    """Level of the headings that name the document's pages."""
    paged: bool = True
    page_head: Callable[[int], Child] | None = None
    language: str = "zh"


class Item(NamedTuple):
    """A block with its marks: by cell in a table, in order in a line."""

    block: Block
    page: int | None
    line: Sequence[Mark] = ()
    table: Marks = {}

    @property
    def marks(self) -> list[Mark]:
        """All marks of the block."""
        return [*self.line, *(mark for marks in self.table.values() for mark in marks)]


def document_markup(
    blocks: Sequence[Block],
    marks: Iterable[Mark],
    frame: Frame | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> Original:
    """Set out a document's blocks with these marks."""
    frame = frame or Frame()
    items = list(_items(blocks, list(marks), paged=frame.paged))
    words = words_in(frame.language)
    room = Room(settings.view_characters, words, settings)
    parts: list[Child] = []
    for page, group in groupby(items, key=lambda item: item.page):
        if page is not None:
            parts.append(
                element(
                    f"h{frame.level}",
                    words("page", number=str(page)),
                    id=f"{frame.prefix}page-{page}",
                    class_="view-page",
                )
            )
            parts.append(frame.page_head(page) if frame.page_head else None)
        parts.append(_stretches(list(group), room, settings))
    return Original(fragment(*parts), frozenset(mark.anchor for item in items for mark in item.marks))


def _items(blocks: Sequence[Block], marks: Sequence[Mark], *, paged: bool) -> Iterator[Item]:
    """Give every block its marks; each mark is given once."""
    of_tables: dict[int, list[Mark]] = {}
    of_lines: dict[int, list[Mark]] = {}
    for mark in marks:
        (of_tables if mark.spot.table else of_lines).setdefault(mark.spot.table or mark.spot.row, []).append(mark)
    page: int | None = None
    for number, same in groupby(blocks, key=lambda block: block.number if isinstance(block, Line) else None):
        together = list(same)
        given: Sequence[Sequence[Mark]] = [()] * len(together)
        if number is not None and number in of_lines:
            given = shared_out([block.text for block in together if isinstance(block, Line)], of_lines.pop(number))
        for block, its in zip(together, given, strict=True):
            page = (block.page or page or 1) if paged else None
            if isinstance(block, Grid):
                there = placed(block, of_tables.get(block.number, ()))
                taken = {mark.anchor for each in there.values() for mark in each}
                of_tables[block.number] = [m for m in of_tables.get(block.number, ()) if m.anchor not in taken]
                yield Item(block, page, table=there)
            elif not isinstance(block, Line) or its or block.text.strip():
                yield Item(block, page, its)


def _stretches(items: Sequence[Item], room: Room, settings: Settings) -> list[Child]:
    """Set out the blocks of one page: open near a mark and at both ends, folded between."""
    near = _near([place for place, item in enumerate(items) if item.marks], len(items), settings.view_nearby)
    parts: list[Child] = []
    for is_open, group in groupby(zip(items, near, strict=True), key=lambda pair: pair[1]):
        stretch = [item for item, _ in group]
        if is_open or len(stretch) < settings.view_fewest:
            parts += _open(stretch, room, settings)
        else:
            parts.append(_folded(stretch, room.words, settings))
    return parts


def _near(marked: Sequence[int], count: int, nearby: int) -> list[bool]:
    """Tell for every place whether it is near a marked one or an end."""
    near = [False] * count
    last = 0
    for place in (*((0,) if count else ()), *marked, *((count - 1,) if count else ())):
        low, high = max(last, place - nearby), min(count, place + nearby + 1)
        near[low:high] = [True] * max(0, high - low)
        last = max(last, high)
    return near


def _open(items: Sequence[Item], room: Room, settings: Settings) -> Iterator[Child]:
    left_out = 0
    for run in runs(items, settings):
        if room.left <= 0 and not any(item.marks for item in run):
            left_out += len(run)
            continue
        yield _left_out(left_out, room.words)
        left_out = 0
        blocks = [_block(item, room, settings) for item in run]
        yield element("div", *blocks, class_="view-run") if len(run) > 1 else blocks
    yield _left_out(left_out, room.words)


def _folded(items: Sequence[Item], words: Words, settings: Settings) -> Markup:
    """Fold a stretch without any mark; of a long one only the beginning is on the page."""
    room = Room(settings.view_folded, words, settings)
    summary = element("summary", words("folded", count=len(items)), lang=words.language if words.chinese else None)
    return element("details", summary, *_open(items, room, settings), class_="view-folded")


def _left_out(count: int, words: Words) -> Markup | None:
    return element("p", words("blocks_left_out", count=count), class_="view-omitted") if count else None


def _block(item: Item, room: Room, settings: Settings) -> Markup:
    block, words = item.block, room.words
    if isinstance(block, Line):
        return line_markup(block, item.line, room)
    if isinstance(block, Picture):
        text = room.take(block.alternative)
        return element("p", words("picture_of", text=text) if text else words("picture"), class_="view-line")
    name = words("table_name", number=str(block.number))
    return table_markup(block, item.table, room, settings.view_nearby, name=name)
