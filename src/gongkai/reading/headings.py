"""Recognise the six section headings in all the ways they are printed, and choose the body's among repetitions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from gongkai.forms import form_ids, get_form
from gongkai.reading.characters import data_file, squeeze
from gongkai.reading.entries import Entry, Place
from gongkai.report.model import SECTION_KEYS
from gongkai.settings import DEFAULT_SETTINGS, Settings

Quality = Literal["exact", "variant", "other"]

_NUMBERS = {"壹": "一", "贰": "二", "叁": "三", "肆": "四", "伍": "五", "陆": "六"}
_NUMBERS |= {str(value): numeral for value, numeral in enumerate("一二三四五六七八九", 1)}
_NUMBERING = (
    r"[#*>●■◆◇▲·•_]*(?:第?(?P<number>[一二三四五六七八九壹贰叁肆伍陆1-9])(?:部分|章|节)?[*]*[、.,:;)]{0,2}"
    r"|\((?P<bracketed>[一二三四五六1-6])\)[、.]?)?[*_]*"
)
# Article 50 of the ordinance says whose the matter is: 行政机关主动公开政府信息的情况.
_WHOSE = (
    r"(?P<whose>(?:(?:行政机关|本(?:行政)?机关|本单位|本部门|本?年度?|20\d\d年度?|"
    r"本[局委办镇乡街市县区]|我[局委办镇乡街市县区](?:街道)?)的?)?)"
)
_RANKS: dict[Quality, int] = {"exact": 5, "variant": 4, "other": 3}
_LEADERS = re.compile(r"^[.…·‥\-—_\s\d()页]+$")
_TRIVIAL = "*_#:。.、,;)"


class Heading(NamedTuple):
    """A printed section heading."""

    key: str
    number: str | None
    """The printed ordinal as 一 … 六, ``None`` where none was printed."""
    text: str
    """As printed, without the paragraph glued to it."""
    place: Place
    after: Place
    """Where the section's content begins."""
    quality: Quality
    """``exact`` the form's heading, ``variant`` a known variant, ``other`` recognised by its subject only."""


class Candidate(NamedTuple):
    """A text that may be a section heading. ``listed`` where it stands in a table of contents or a menu."""

    key: str
    place: Place
    heading: Heading
    rank: int
    glued: bool
    listed: bool


def _loosely(heading: str) -> str:
    """Pattern of a heading in which connectives and punctuation may differ or be lost."""
    loose = "".join("[、,和及与的]{0,2}" if each in "、和及与的" else re.escape(each) for each in heading)
    return loose.replace("其他", "其[他它]")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """The heading pattern, the section each of its groups stands for, and the forms' own headings, bare."""
    found: dict[str, str] = {}
    sections = [section for form_id in form_ids() for section in get_form(form_id).sections]
    for section in sections:
        found |= dict.fromkeys((section.heading, *section.variants), section.key)
    groups = {}
    alternatives = []
    for index, heading in enumerate(sorted(found, key=len, reverse=True)):
        groups[f"h{index}"] = found[heading]
        alternatives.append(f"(?P<h{index}>{_loosely(heading)})")
    exact = frozenset(_bare(section.heading) for section in sections)
    return re.compile(_NUMBERING + _WHOSE + "(?:" + "|".join(alternatives) + ")"), groups, exact


def _bare(heading: str) -> str:
    return heading.translate(_CONNECTIVES).replace("其它", "其他")


_CONNECTIVES = dict.fromkeys(map(ord, "、,，和及与的"))
_NUMBERED = re.compile(_NUMBERING)


def heading_candidates(entries: Sequence[Entry], settings: Settings = DEFAULT_SETTINGS) -> list[Candidate]:
    """Return every text that may be a section heading, in reading order."""
    found: list[Candidate] = []
    places: list[int] = []
    for position, entry in enumerate(entries):
        candidate = _candidate(entry, settings) if entry.sole else None
        if candidate:
            found.append(candidate)
            places.append(position)
    return _mark_lists(found, places, settings.contents_run)


def _candidate(entry: Entry, settings: Settings) -> Candidate | None:
    longest = settings.heading_longest
    start, marked, short = entry.start[:longest], bool(entry.heading), len(entry.text) < longest
    seen = _recognised(start, marked, "\n" in entry.text, short, settings.heading_glued, settings.subject_heading)
    return _made(entry, *seen) if seen else None


_Seen = tuple[str, str | None, Quality, int, int, bool]
"""Section, printed ordinal, quality, rank, end of the heading where a paragraph is glued to it, listed."""


@lru_cache(maxsize=20_000)
def _recognised(start: str, marked: bool, broken: bool, short: bool, glued_from: int, longest: int) -> _Seen | None:
    """Recognise a heading in a text's folded start; ``marked`` by the format, ``broken`` over lines, ``short``.

    A paragraph is glued to it behind which more than ``glued_from`` characters follow; by its subject alone it is known
    where it is no longer than ``longest``.
    """
    pattern, groups, exact = _patterns()
    match = pattern.match(start)
    if match is None:
        return _by_keyword(start, longest)
    group = str(match.lastgroup)
    quality: Quality = "exact" if not match["whose"] and _bare(match[group]) in exact else "variant"
    rest = start[match.end() :].strip(_TRIVIAL)
    number, bracketed = match["number"], match["bracketed"]
    whole = quality == "exact" or match["whose"].startswith("行政机关")
    if bracketed and (_ordinal(bracketed) != number_of(groups[group]) or rest or not whole):
        return None
    bare = not (number or bracketed or marked)
    if bare and (rest or not short):
        return None
    contents = bool(rest) and short and bool(_LEADERS.match(rest))
    glued = bool(rest) and not contents and (len(rest) > glued_from or rest[0] in "(2一1" or broken)
    if rest and not glued and not contents:
        quality = "other"
    rank = 1 if bare and quality != "exact" else _RANKS[quality] - 2 * bool(bare or bracketed)
    return groups[group], number or bracketed, quality, rank, match.end() if glued else 0, contents


def _by_keyword(start: str, longest: int) -> _Seen | None:
    """Recognise a numbered short line that names the section's subject in other words."""
    match = _NUMBERED.match(start)
    number = match and match["number"]
    if not match or not number or len(start) > longest or start[-1] in "。;,":
        return None
    if start[match.end() - 1] not in "、.,:章节分*" or "本年" in start or "结转" in start:
        return None
    for key, words in data_file("headings.toml")["keywords"].items():
        if _ordinal(number) == number_of(key) and any(word in start for word in words):
            return key, number, "other", 2, 0, False
    return None


def number_of(key: str) -> str:
    """Return a section's statutory ordinal, 一 … 六."""
    return "一二三四五六"[SECTION_KEYS.index(key)]


def _ordinal(number: str) -> str:
    return _NUMBERS.get(number, number)


def _made(
    entry: Entry, key: str, number: str | None, quality: Quality, rank: int, glued_at: int, listed: bool
) -> Candidate:
    place = entry.place
    if glued_at:
        cut = _cut(entry.text, glued_at)
        text, after = entry.text[:cut], place._replace(offset=place.offset + cut)
    else:
        text = entry.text
        after = place._replace(offset=place.offset + len(text))
    ordinal = _ordinal(number) if number else None
    heading = Heading(key, ordinal, squeeze(text).strip("#*> "), place, after, quality)
    return Candidate(key, place, heading, rank, bool(glued_at), listed)


def _cut(text: str, count: int) -> int:
    """Offset in the printed text after ``count`` characters that are no whitespace (and following punctuation)."""
    offset = 0
    while count and offset < len(text):
        count -= not text[offset].isspace()
        offset += 1
    while offset < len(text) and (text[offset].isspace() or text[offset] in "：:。*、.,，"):
        offset += 1
    return offset


def _mark_lists(found: list[Candidate], positions: list[int], run: int) -> list[Candidate]:
    """Mark runs of so many or more headings with nothing between as lists (a table of contents, a menu)."""
    marked = list(found)
    begin = 0
    for index in range(1, len(found) + 1):
        follows = index < len(found) and positions[index] - positions[index - 1] == 1
        if follows and not found[index - 1].glued:
            continue
        if index - begin >= run:
            # The last of a run is followed by content: in a list that is not its own, but it may be the only one.
            marked[begin:index] = [each._replace(listed=True) for each in marked[begin:index]]
        begin = index
    return marked


def best_headings(candidates: Sequence[Candidate]) -> tuple[Heading, ...]:
    """Choose for each section the body's heading: the best-formed, not in a list, the last such; in printed order."""
    chosen: dict[str, Candidate] = {}
    for candidate in candidates:
        known = chosen.get(candidate.key)
        if known is None or _worth(candidate) >= _worth(known):
            chosen[candidate.key] = candidate
    # A variant without a number may be a subsection's title: it counts only where the others lost theirs too.
    bare = sum(each.heading.number is None for each in chosen.values())
    kept = [each for each in chosen.values() if each.rank > 1 or bare > len(chosen) / 2]
    return tuple(each.heading for each in sorted(kept, key=lambda each: each.place))


def _worth(candidate: Candidate) -> tuple[bool, int]:
    return (not candidate.listed, candidate.rank)
