"""Screen a text, or a table, by all finders."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from gongkai.screening.finding.digits import is_identity, masked
from gongkai.screening.finding.found import About, Found, plain, without_overlap
from gongkai.screening.finding.markings import markings
from gongkai.screening.finding.names import has_name, is_name
from gongkai.screening.finding.numbers import personal_numbers
from gongkai.screening.finding.persons import birth_dates, home_addresses, minors
from gongkai.screening.finding.wording import leftovers, links, wrong_leaders, wrong_terms
from gongkai.screening.model import Certainty, Hit, Listing, Passage, Place
from gongkai.screening.rules import Rules
from gongkai.screening.words import words

Finder = Callable[[str, About], Iterator[Found]]
RuledFinder = Callable[[str, About, Rules], Iterator[Found]]

FINDERS: tuple[Finder, ...] = (personal_numbers, home_addresses, birth_dates, minors, markings, leftovers)
RULED_FINDERS: tuple[RuledFinder, ...] = (wrong_terms, wrong_leaders, links)
PERSONAL = frozenset(
    ("identity-number", "disability-card", "bank-card", "mobile-number", "passport", "home-address", "birth-date")
)
LISTED = PERSONAL | {"number-plate"}
"""What beside a column of names makes a table a list of persons."""
_HEADING_ROWS = 20
_FEWEST_LISTED = 3
_LENGTH, _OLD = 18, 15
"""Signs of an identity number, and of one of the old kind."""


def found_in(text: str, about: About, rules: Rules) -> list[Found]:
    """Return what is found in a text, in order."""
    # A number shorter than a date says nothing by itself, but for an age.
    if len(text) < len("20260101") and text.isascii() and text.isdecimal() and not _is_age(about):
        return []
    signs = plain(text)
    found = [each for finder in FINDERS for each in finder(signs, about)]
    found += [each for ruled in RULED_FINDERS for each in ruled(text, about, rules)]
    return [each for each in without_overlap(found) if not _is_public(signs, each, rules)]


def _is_age(about: About) -> bool:
    return words().persons.age_headings.search(about.header) is not None


def _is_public(text: str, found: Found, rules: Rules) -> bool:
    """Whether the number is one that the office has published as its own."""
    if not rules.public_numbers or found.kind not in PERSONAL:
        return False
    return re.sub(r"\D", "", text[found.start : found.end]) in rules.public_numbers


def masked_text(text: str, day: dt.date, rules: Rules) -> str:
    """Return a text with what is personal in it hidden."""
    for each in sorted(found_in(text, About(day), rules), key=lambda each: -each.start):
        if each.kind in PERSONAL:
            text = f"{text[: each.start]}{each.shown}{text[each.end :]}"
    return text


def screen_passage(passage: Passage, day: dt.date, rules: Rules, *, listed: bool = False) -> Iterator[Hit]:
    """Yield the hits of one passage."""
    for each in found_in(passage.text, About(day, passage.header, listed), rules):
        yield hit(each, passage)


def hit(found: Found, passage: Passage) -> Hit:
    """Return a finding as a hit at its passage's place."""
    return Hit(found.kind, found.certainty, passage.place, found.shown, found.start, found.end, passage.hidden)


def screen_listing(listing: Listing, day: dt.date, rules: Rules) -> Iterator[Hit]:
    """Yield the hits of a table: each cell under its column's heading, digits parted over cells, and the list itself.

    A table lists persons where a column that is headed so, or where no heading says otherwise, holds their names.
    """
    heading, headers = headings(listing)
    named = name_column(listing, heading, headers)
    hits: list[Hit] = []
    for place, row in enumerate(listing.rows):
        under = headers if place > heading else {}
        for cell in row:
            if cell.text:
                column = cell.place.column
                headed = cell._replace(header=under.get(column, cell.header)) if column is not None else cell
                hits += screen_passage(headed, day, rules, listed=named is not None and place > heading)
        for run in parted(row, day):
            number = "".join(plain(each.text).strip() for each in run).upper()
            shown = masked(number, 6, 4)
            hits.append(Hit("identity-number", Certainty.CERTAIN, run[0].place, shown, 0, 0, run[0].hidden))
    yield from hits
    persons = [each for each in hits if each.kind in LISTED]
    if named is not None and persons:
        count = sum(is_name(cell.text) for row in listing.rows for cell in row if cell.place.column == named)
        yield Hit("recipient-list", Certainty.CERTAIN, _first(listing), f"{count}人", 0, 0, persons[0].hidden)


def _first(listing: Listing) -> Place:
    place = next((cell.place for row in listing.rows for cell in row), Place())
    return place._replace(cell=None, row=None, column=None)


def headings(listing: Listing) -> tuple[int, dict[int | None, str]]:
    """Return which row is the table's heading, and the heading of each column; -1 and none where there is none."""
    known = words().persons
    asked = (known.name_headings, known.address_headings, known.birth, words().numbers.identity, words().numbers.mobile)
    best, at = 0, -1
    for place, row in enumerate(listing.rows[:_HEADING_ROWS]):
        score = sum(any(each.search(_bare(cell.text)) for each in asked) for cell in row if len(cell.text) < 24)
        filled = sum(bool(cell.text.strip()) for cell in row)
        if score > best and filled > 1 and not any(any(sign.isdigit() for sign in cell.text) for cell in row):
            best, at = score, place
    if at < 0:
        return -1, {}
    return at, {cell.place.column: _bare(cell.text) for cell in listing.rows[at]}


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def name_column(listing: Listing, heading: int, headers: dict[int | None, str]) -> int | None:
    """Return the column that holds persons' names: headed so, or unheaded and mostly names."""
    headed = [column for column, text in headers.items() if words().persons.name_headings.search(text)]
    counts: dict[int | None, list[int]] = {}
    for row in listing.rows[heading + 1 :]:
        for cell in row:
            if cell.text.strip():
                tally = counts.setdefault(cell.place.column, [0, 0])
                tally[0] += is_name(cell.text)
                tally[1] += 1
    for column in headed:
        if column is not None and counts.get(column, [0, 0])[0]:
            return column
    for column, (found, filled) in counts.items():
        if column is not None and found >= _FEWEST_LISTED and found * 2 > filled and column not in headers:
            return column
    return None


def parted(row: tuple[Passage, ...], day: dt.date) -> Iterator[list[Passage]]:
    """Yield the cells over which an identity number is parted, one sign or a few in each."""
    run: list[Passage] = []
    for cell in (*row, None):
        text = "" if cell is None else plain(cell.text).strip()
        if cell is not None and text and len(text) < _OLD and text.rstrip("Xx").isdigit():
            run.append(cell)
            continue
        yield from _number_in(run, day)
        run = []


def _number_in(run: list[Passage], day: dt.date) -> Iterator[list[Passage]]:
    texts = [plain(each.text).strip() for each in run]
    for first in range(len(run)):
        total = 0
        for last in range(first, len(run)):
            total += len(texts[last])
            if total >= _LENGTH:
                if total == _LENGTH and last > first and is_identity("".join(texts[first : last + 1]).upper(), day):
                    yield run[first : last + 1]
                    return
                break


def screen_lines(passages: Iterable[Passage], day: dt.date, rules: Rules) -> Iterator[Hit]:
    """Yield the hits of passages outside tables, and a list of persons where lines name one and give a number each."""
    listed: list[Passage] = []
    for passage in passages:
        hits = list(screen_passage(passage, day, rules))
        yield from hits
        if any(each.kind in PERSONAL for each in hits) and has_name(plain(passage.text)):
            listed.append(passage)
        else:
            yield from _as_list(listed)
            listed = []
    yield from _as_list(listed)


def _as_list(lines: list[Passage]) -> Iterator[Hit]:
    if len(lines) >= _FEWEST_LISTED:
        yield Hit("recipient-list", Certainty.LIKELY, lines[0].place, f"{len(lines)}人", 0, 0, lines[0].hidden)
