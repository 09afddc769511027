"""The prose of preamble, sections and closing: paragraphs without tables, menus and page numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from gongkai.document.model import Block
from gongkai.reading.characters import data_file, squeeze, tight
from gongkai.reading.entries import Entry, Place, entries_of
from gongkai.reading.labels import Lexicon, lexicon
from gongkai.reading.outline import Outline
from gongkai.report.model import SECTION_KEYS
from gongkai.settings import DEFAULT_SETTINGS, Settings

_PAGE_NUMBER = re.compile(r"^[-—–·\s]*+(?:第?\s*+\d{1,3}\s*+页?(?:\s*+[/共]\s*+\d{1,3}\s*+页?)?)[-—–·\s]*+$")
_SENTENCE_END = "。！？；：!?;:"
_FIGURES = re.compile(r"^[\d\s|,.\-—/\\·]*$")
_TABLED = ("proactive", "requests", "disputes")
_TABLE_NOTE = re.compile(
    r"^[(（\[【]?\s*(?:计量)?(?:单\s*位|备\s*注|注|说\s*明|填表说明|表\s*[一二三四\d])\s*[:：].{0,80}$|^续表.{0,20}$"
)


def normalise_prose(text: str) -> str:
    """Return prose as it is compared after a round trip: folded widths and characters, no whitespace."""
    return tight(text)


def sections_of(
    blocks: Sequence[Block],
    outline: Outline,
    consumed: Collection[int] = (),
    entries: Sequence[Entry] | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> tuple[str, dict[str, str], str]:
    """Return preamble, the six sections' texts (all keys, ``""`` where nothing stands) and the closing.

    ``consumed`` holds the indexes of line blocks that are table text. Paragraphs are joined by a newline.
    """
    skipped = frozenset(consumed)
    entries = [
        entry
        for entry in (entries_of(blocks, settings) if entries is None else entries)
        if entry.text and entry.place < outline.end
    ]
    words = lexicon(settings)
    wrap = _wrap_width(entries, skipped, settings)
    first = outline.headings[0].place if outline.headings else outline.closing
    about = tuple(data_file("furniture.toml")["about"])
    opening = [
        entry for entry in entries if not (len(entry.text) <= settings.title_line and entry.start.startswith(about))
    ]
    preamble = _texts(opening, outline.preamble, first, skipped, words)
    sections: dict[str, str] = {}
    for key in SECTION_KEYS:
        span = outline.section(key)
        texts = _texts(entries, *span, skipped, words, tabled=key in _TABLED) if span else []
        if key in _TABLED:
            texts = [text for text in texts if not _of_table(text, words)]
        sections[key] = _joined(texts, wrap)
    closing = _joined(_texts(entries, outline.closing, outline.end, skipped, words), wrap)
    return _joined(preamble, wrap), sections, closing


def _texts(
    entries: Sequence[Entry], begin: Place, end: Place, skipped: frozenset[int], words: Lexicon, *, tabled: bool = True
) -> list[str]:
    """The paragraphs from ``begin`` (which may lie inside a text) up to ``end``."""
    paragraphs: list[list[str]] = []
    last = -1
    first = bisect_left(entries, (begin,))
    if first and begin.offset and entries[first - 1].place[:2] == begin[:2] and begin.block not in skipped:
        entry = entries[first - 1]
        paragraphs += ([part] for part in entry.text[begin.offset - entry.place.offset :].split("\n"))
        last = begin.block
    for entry in entries[first : bisect_left(entries, (end,))]:
        place = entry.place
        if place.row:
            if _is_paragraph(entry, words) or (not tabled and entry.sole):
                paragraphs += ([part] for part in entry.text.split("\n"))
        elif place.block not in skipped:
            if place.block == last and paragraphs:
                paragraphs[-1].append(entry.text)
            else:
                paragraphs.append([entry.text])
            last = place.block
    stripped = (" ".join(parts).strip() for parts in paragraphs)
    return [text for text in stripped if text and not _is_page_number(text) and not _FIGURES.match(text)]


def _is_page_number(text: str) -> bool:
    return _PAGE_NUMBER.match(text) is not None


def _of_table(text: str, words: Lexicon) -> bool:
    """Whether a line left over in a section with a table is the table's note or one of its labels."""
    if _TABLE_NOTE.match(text):
        return True
    if len(text) > words.settings.table_label_longest or text[-1] in "。；！":
        return False
    return bool(words.find(text) or words.similar(text))


def _is_paragraph(entry: Entry, words: Lexicon) -> bool:
    """Whether a grid row is prose of a report laid out in one big table, not a row of a statutory table."""
    text = entry.text
    if not entry.sole or len(text) <= words.settings.sentence_shortest:
        return False
    return "。" in text or (text[-1] in "：；…！？" and not _of_table(text, words))


def _width(text: str) -> int:
    return sum([1 if character < "\u2e80" else 2 for character in text])


def _wrap_width(entries: Sequence[Entry], skipped: frozenset[int], settings: Settings) -> float:
    """The width from which on a line is full and goes on in the next (half-width columns), 0 where none does."""
    texts = [entry.text.strip() for entry in entries if not entry.place.row and entry.place.block not in skipped]
    if not texts or max(map(len, texts)) > settings.wrapped_at:
        return 0
    lengths = [(_width(text), text[-1]) for text in texts if text]
    longest = max(length for length, _ in lengths)
    if not settings.narrowest_page <= longest <= settings.wrapped_at:
        return 0
    full = [last for length, last in lengths if length >= settings.wrap_fill * longest]
    open_ended = sum(last not in _SENTENCE_END for last in full)
    broken = len(full) >= settings.full_lines and open_ended >= settings.open_share * len(full)
    return settings.wrap_fill * longest if broken else 0


def _joined(texts: Sequence[str], wrap: float) -> str:
    """Join paragraphs by newlines; lines broken at the width ``wrap`` become one paragraph again."""
    if not wrap:
        return "\n".join(map(squeeze, texts))
    return "\n".join(_unwrapped(texts, wrap))


def _unwrapped(texts: Sequence[str], wrap: float) -> Iterator[str]:
    pieces: list[str] = []
    last = 0
    for text in texts:
        if pieces and (last < wrap or pieces[-1][-1] in _SENTENCE_END):
            yield squeeze(" ".join(pieces))
            pieces = []
        pieces.append(text)
        last = _width(text)
    if pieces:
        yield squeeze(" ".join(pieces))
