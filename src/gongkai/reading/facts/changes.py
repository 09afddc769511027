"""Comparisons with the year before (较上年减少5件, 同比增长3.5%) and shares (占80%) stated of a figure in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.reading.characters import tight
from gongkai.reading.facts.sentences import Quantity, Sentence, quantities_of, sentences_of
from gongkai.reading.facts.stated import is_of_year
from gongkai.reading.facts.wording import Wording, wording
from gongkai.reading.numerals import parse_number
from gongkai.report.model import Number
from gongkai.settings import DEFAULT_SETTINGS, Settings

_PERCENT = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)%")


@dataclass(frozen=True)
class Change:
    """What is said of a figure beside that of the year before; what is not said is ``None``."""

    now: Number
    unit: str
    before: Number | None
    """Last year's figure, where the sentence itself states it."""
    direction: int
    """1 for more, -1 for fewer, 0 for as many."""
    difference: Number | None
    percent: Decimal | None
    also: tuple[Number, ...]
    """Other figures of the unit before it in the sentence, and their sum: one of them may be the one compared."""
    sentence: str
    section: str


@dataclass(frozen=True)
class Share:
    """A part said to be so many hundredths of the whole that stands before it."""

    part: Number | None
    """``None`` where only the hundredths are said: natural persons' of the whole."""
    whole: Number
    percent: Decimal
    sentence: str
    section: str


def changes_of(
    sections: Mapping[str, str], year: int | None, settings: Settings = DEFAULT_SETTINGS
) -> Iterator[Change | Share]:
    """Yield what the sections' prose says of figures beside last year's, and of parts beside their wholes."""
    words = wording(year)
    hinted = {key: prose for key, prose in sections.items() if words["changes.hint"].search(tight(prose))}
    for sentence in sentences_of(hinted, settings):
        if not sentence.counted or not words["changes.hint"].search(sentence.text):
            continue
        quantities = quantities_of(sentence.text)
        for index, quantity in enumerate(quantities):
            moved = words["changes.moved"].search(sentence.text, 0, quantity.start)
            if _exact(sentence.text, quantity) and (moved or is_of_year(quantity, words, year)):
                earlier = [each.number for each in quantities[:index] if each.unit == quantity.unit]
                also = (*earlier, sum(earlier, start=quantity.number)) if earlier else ()
                yield from _change(sentence, quantity, also, words, year)
        yield from _shares(sentence, quantities, words)


def _exact(text: str, quantity: Quantity) -> bool:
    """Whether a figure is printed in full: 3.5万 is rounded, and nothing can be worked out from it."""
    return not quantity.approximate and "万" not in text[quantity.start : quantity.end]


def _change(
    sentence: Sentence, quantity: Quantity, also: tuple[Number, ...], words: Wording, year: int | None
) -> Iterator[Change]:
    text, place, before = sentence.text, quantity.end, None
    moved = words["changes.moved"].search(text, 0, quantity.start)
    if moved and _same_unit(moved["unit"], quantity.unit):
        figures = _figures(text, place, quantity.unit, words)
        if figures:
            yield Change(
                quantity.number,
                quantity.unit,
                _number(moved["before"]),
                *figures,
                (),
                sentence.printed,
                sentence.section,
            )
        return
    aside = words["changes.aside"].match(text, place)
    if aside:
        if not _same_unit(aside["unit"], quantity.unit):
            return
        before, place = _number(aside["before"]), aside.end()
    match = words["changes.compared"].match(text, place)
    if match is None and before is None:
        return
    if match and match["year"] and (year is None or int(match["year"]) != year - 1):
        return
    place = match.end() if match else place
    named = match if match and match["before"] else words["changes.named"].match(text, place)
    if named and match:
        if not _same_unit(named["unit"], quantity.unit):
            return
        before, place = _number(named["before"]), max(place, named.end())
    figures = _figures(text, place, quantity.unit, words)
    if figures:
        yield Change(quantity.number, quantity.unit, before, *figures, also, sentence.printed, sentence.section)


def _number(printed: str) -> Number:
    """A difference or a figure, in digits or in Chinese numerals."""
    return parse_number(printed) or 0


def _same_unit(stated: str | None, unit: str) -> bool:
    return stated in (None, "", unit)


def _figures(text: str, place: int, unit: str, words: Wording) -> tuple[int, Number | None, Decimal | None] | None:
    """The direction, the difference and the percentage behind a comparison; nothing where one is beyond us."""
    if words["changes.level"].match(text, place):
        return 0, None, None
    direction, found = 0, dict[str, Decimal]()
    for _ in range(2):
        match = words["changes.figure"].match(text, place)
        if match is None or (found and match["unit"] in found):
            break
        turn = -1 if words["changes.fewer"].match(match["verb"]) else 1
        if match["unit"] not in ("%", unit) or (direction and turn != direction):
            return None
        direction = turn
        found[match["unit"]] = Decimal(_number(match["number"]))
        place = match.end()
    if not direction:
        return None
    difference = found.get(unit)
    whole = int(difference) if difference is not None and difference == int(difference) else difference
    return direction, whole, found.get("%")


def _shares(sentence: Sentence, quantities: Sequence[Quantity], words: Wording) -> Iterator[Share]:
    """Parts, each followed by its share, or all of them by their shares in turn (分别占); or 自然人占80% alone."""
    text = sentence.text
    told: set[int] = set()
    for index, whole in enumerate(quantities[:-1]):
        opened = words["changes.whole"].match(text, whole.end)
        if not opened or not _exact(text, whole) or not whole.number:
            continue
        parts = _parts(text, whole, quantities[index + 1 :], opened.group().count("("), words)
        found = [(part, match["number"]) for part in parts if (match := words["changes.share"].match(text, part.end))]
        each = words["changes.shares"].match(text, parts[-1].end) if parts else None
        stated = _PERCENT.findall(each.group()) if each else []
        if len(stated) == len(parts):
            found += zip(parts, stated, strict=True)
        for part, percent in found:
            told.add(part.start)
            yield Share(part.number, whole.number, Decimal(percent), sentence.printed, sentence.section)
    yield from _shares_of_applicants(sentence, [each for each in quantities if each.start not in told], words)


def _shares_of_applicants(sentence: Sentence, quantities: Sequence[Quantity], words: Wording) -> Iterator[Share]:
    """A kind of applicant right behind the requests it is of, 其中 or not: 收到申请7件,自然人6件,占85.7%."""
    text, applicant = sentence.text, words["requests.applicant"]
    for index, whole in enumerate(quantities):
        if applicant.search(whole.label) or not _exact(text, whole) or not whole.number:
            continue
        if "申请" not in whole.label + whole.right and "公开" not in whole.label:
            continue
        alone = words["changes.persons"].search(text, whole.end)
        if alone and index + 1 < len(quantities) and quantities[index + 1].start < alone.start():
            alone = None
        if alone:
            yield Share(None, whole.number, Decimal(alone["number"]), sentence.printed, sentence.section)
        for part in quantities[index + 1 :]:
            if part.unit != whole.unit or not applicant.search(part.label) or not _exact(text, part):
                break
            if share := words["changes.share"].match(text, part.end):
                yield Share(part.number, whole.number, Decimal(share["number"]), sentence.printed, sentence.section)


def _parts(text: str, whole: Quantity, following: Sequence[Quantity], opened: int, words: Wording) -> list[Quantity]:
    """The parts of a whole, up to where something else is counted; ``opened`` brackets stand before the first."""
    parts: list[Quantity] = []
    for part in following:
        aside = text[whole.end : part.start]
        depth = aside.count("(") - aside.count(")")
        if depth > opened:
            continue  # a part of the part before
        if depth < 0 or part.unit != whole.unit or aside.count("其中") > 1 or not _exact(text, part):
            break
        if words["parts.stop"].search(part.clause):
            break
        parts.append(part)
    return parts
