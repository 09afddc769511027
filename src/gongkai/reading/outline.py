"""Where title, preamble, the six sections and the closing of a report stand in a document's blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.document.model import Block
from gongkai.reading.closing import find_closing, find_end
from gongkai.reading.entries import Entry, Place, entries_of
from gongkai.reading.headings import Candidate, Heading, best_headings, heading_candidates, number_of
from gongkai.reading.title import Title, find_title, opens_prose
from gongkai.report.model import SECTION_KEYS, Doubtful
from gongkai.settings import DEFAULT_SETTINGS, Settings

__all__ = ["Heading", "Outline", "Place", "find_outline", "split_reports"]


@dataclass(frozen=True)
class Outline:
    """The places of a report's parts. A missing part is ``None``; ranges end before the next part begins."""

    title: Title | None
    preamble: Place
    """Where the preamble begins (it may be empty: then it is the first heading's place)."""
    headings: tuple[Heading, ...]
    """The section headings that were printed, in printed order."""
    closing: Place
    """Where section six ends and signature, remarks and annexes begin."""
    end: Place
    """Where the report ends and page furniture begins."""
    doubts: tuple[Doubtful, ...] = field(default=())
    """``section-missing``, ``section-order`` and ``section-heading``: what is wrong with the headings."""

    def heading(self, key: str) -> Heading | None:
        """Return the heading of one section (``overview`` … ``other``), ``None`` where it was not printed."""
        return next((each for each in self.headings if each.key == key), None)

    def section(self, key: str) -> tuple[Place, Place] | None:
        """Return where one section's content begins and ends, ``None`` where its heading was not printed."""
        for index, each in enumerate(self.headings, 1):
            if each.key == key:
                end = self.headings[index].place if index < len(self.headings) else self.closing
                return each.after, max(each.after, end)
        return None


def find_outline(
    blocks: Sequence[Block], entries: Sequence[Entry] | None = None, settings: Settings = DEFAULT_SETTINGS
) -> Outline:
    """Find the parts of the one report that these blocks hold; ``entries`` are theirs, where they are known."""
    entries = entries_of(blocks, settings) if entries is None else entries
    headings = best_headings(heading_candidates(entries, settings))
    last = Place(len(blocks))
    first = headings[0].place if headings else last
    title = find_title(entries, first, settings)
    begin = title.after if title else Place(0)
    preamble = _preamble(entries, begin, first, title is not None, settings) if headings else first
    end = find_end(entries, headings[-1].after if headings else begin, last, settings)
    closing = find_closing(entries, headings[-1].after if headings else begin, end, settings)
    return Outline(title, preamble, headings, closing, end, _doubts(headings))


def _preamble(entries: Sequence[Entry], begin: Place, first: Place, titled: bool, settings: Settings) -> Place:
    before = [entry for entry in entries if begin <= entry.place < first]
    place = first
    for entry in () if titled else reversed(before):
        if not opens_prose(entry.text, settings):
            break
        place = entry.place
    # Where tables stand between (section one has lost its heading), the preamble opens with the first paragraph.
    opening = (entry.place for entry in before if opens_prose(entry.text, settings))
    return place if place < first else next(opening, first)


def _doubts(headings: Sequence[Heading]) -> tuple[Doubtful, ...]:
    doubts = []
    printed = [each.key for each in headings]
    for key in SECTION_KEYS:
        if key not in printed:
            doubts.append(Doubtful("section-missing", f"未见第{number_of(key)}部分的标题（{_statutory(key)}）。"))
    if printed != [key for key in SECTION_KEYS if key in printed]:
        order = "、".join(each.text for each in headings)
        doubts.append(Doubtful("section-order", f"各部分的顺序与格式不一致：{order}。"))
    for each in headings:
        if each.quality == "other":
            doubts.append(Doubtful("section-heading", f"标题“{each.text}”与格式规定的“{_statutory(each.key)}”不一致。"))
        elif each.number and each.number != number_of(each.key):
            doubts.append(Doubtful("section-heading", f"标题“{each.text}”的序号与格式不一致。"))
    return tuple(doubts)


def _statutory(key: str) -> str:
    from gongkai.forms import assumed_form

    return assumed_form().section(key).heading


def split_reports(
    blocks: Sequence[Block], entries: Sequence[Entry] | None = None, settings: Settings = DEFAULT_SETTINGS
) -> list[range]:
    """Return the block ranges of the reports in one document, one range where there is only one.

    A new report begins where, after a report with its table of requests or most of its sections, a title,
    section one or the table of requests stands again and is followed by sections or that table. Lists of
    other reports' titles and annexes (附件) begin none.
    """
    entries = entries_of(blocks, settings) if entries is None else entries
    if not _may_be_several(entries, settings.heading_within):
        return [range(len(blocks))]
    events = _of_the_form(_events(entries, settings))
    starts, enough = [0], settings.part_sections
    seen: set[str] = set()
    for position, (place, kind) in enumerate(events):
        if kind == "annex" and ("other" in seen or "table" in seen):
            break
        again = _complete(seen, enough) and (kind == "overview" or (kind == "table" and "table" in seen))
        if again and place.block > starts[-1] and _complete({kind for _, kind in events[position:]}, enough):
            starts.append(_start_of(events, position, starts[-1]))
            seen = set()
        if kind == "requests" and kind not in seen:
            # What stood before the section's own heading was a chart or statistics that names the row of new requests.
            seen.discard("table")
        if kind != "title":
            seen.add(kind)
    return [range(begin, end) for begin, end in zip(starts, (*starts[1:], len(blocks)), strict=True)]


def _of_the_form(events: Sequence[tuple[Place, str]]) -> list[tuple[Place, str]]:
    """Leave out rows of new requests that are not the form's: in section one's own statistics, or again in one section.

    The form's columns may be printed as two tables below each other, so that its rows stand twice.
    """
    kept: list[tuple[Place, str]] = []
    section, told = "", False
    for position, (place, kind) in enumerate(events):
        if kind != "table":
            section, told = (kind, False) if kind in SECTION_KEYS else (section, told and kind != "title")
        elif (section == "overview" and _requests_follow(events[position:])) or (section and told):
            continue
        else:
            told = True
        kept.append((place, kind))
    return kept


def _requests_follow(events: Sequence[tuple[Place, str]]) -> bool:
    """Whether section three comes before the next report begins."""
    following = (kind for _, kind in events if kind in ("requests", "overview", "title"))
    return next(following, None) == "requests"


def _may_be_several(entries: Sequence[Entry], within: int) -> bool:
    """Whether section one's heading (``within`` a line) or the row of new requests stands more than once."""
    heads = rows = 0
    for entry in entries:
        start = entry.start
        if "本年" in start and "新收" in start:
            rows += 1
        elif any(word in start[:within] for word in ("总体情况", "概述", "基本情况")):
            heads += 1
    return heads > 1 or rows > 1


def _complete(kinds: set[str], enough: int) -> bool:
    return "table" in kinds or len(kinds & set(SECTION_KEYS)) >= enough


def _start_of(events: Sequence[tuple[Place, str]], position: int, after: int) -> int:
    """The block of the title (or of section one) that opens the report whose section or table was met again."""
    start = events[position][0].block
    for place, kind in reversed(events[:position]):
        if kind not in ("title", "overview", "proactive") or place.block <= after:
            break
        start = place.block
        if kind == "title":
            break
    return start


def _events(entries: Sequence[Entry], settings: Settings) -> list[tuple[Place, str]]:
    from gongkai.reading.title import title_places

    found: list[tuple[Place, str]] = [
        (each.place, each.key) for each in heading_candidates(entries, settings) if _counts(each)
    ]
    found += [(place, "title") for place in title_places(entries, settings)]
    for entry in entries:
        text = entry.text
        if "新收" in text and "本年" in text and len(text) <= settings.table_label_longest and "申请" in text:
            found.append((entry.place, "table"))
        elif text.startswith("附") and text[:2] in ("附件", "附录", "附表", "附:", "附："):
            found.append((entry.place, "annex"))
    return sorted(found)


def _counts(candidate: Candidate) -> bool:
    return not candidate.listed and candidate.rank > 1
