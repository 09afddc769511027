"""Numbers of persons: identity and disability cards, bank cards, mobile telephones, plates, passports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from gongkai.screening.finding.digits import (
    LONG,
    Number,
    birthday,
    is_identity,
    is_old_identity,
    masked,
    numbers,
    passes_luhn,
)
from gongkai.screening.finding.found import About, Found, before, sentence
from gongkai.screening.finding.names import has_name
from gongkai.screening.model import Certainty
from gongkai.screening.words import words

_MOBILE = re.compile(r"1[3-9]\d{9}")
_MOBILE_GROUPS = {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 7), (3, 3, 5), (5, 6), (3, 2, 2, 2, 2)}
_CARD_LENGTHS = range(16, 20)
# Numbers inside addresses of web pages and file names belong to nobody.
_ADDRESS = re.compile(r"//|www\.|\.(?:cn|com|org|net|htm|jsp|pdf|docx?|xlsx?|jpg|png)|_|%|=")
_NOT_ASCII = re.compile(r"[^!-~]")
_TOKEN = 200
_PASSPORT = re.compile(
    r"(?<![0-9A-Za-z])(?:[EeGgDdSsPpHh][0-9]{8}|[Ee][A-HJ-NP-Za-hj-np-z][0-9]{7}|[CcWwMmHh][0-9]{8,10}|14[0-9]{7}|15[0-9]{7})(?![0-9A-Za-z])"
)
_SURE_PASSPORT = re.compile(r"[EG][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}")
_CODE_BEFORE = re.compile(r"[A-Za-z]$")
_OF_AGE = 18


def personal_numbers(text: str, about: About) -> Iterator[Found]:
    """Yield the numbers of persons in a plain text. Of the readings of a place the first that fits counts."""
    if LONG.search(text):
        taken = -1
        for number in numbers(text):
            # The value of a query or of a script's variable is no part of an address where its check sign fits.
            sure = _is_value(text, number) and is_identity(number.digits, about.day)
            if number.start < taken or (not sure and _in_address(text, number.start, number.end)):
                continue
            found = list(_as_number(number, text, about))
            if found:
                taken = number.end
                yield from found
    yield from _passports(text, about)
    yield from _plates(text)


def _is_value(text: str, number: Number) -> bool:
    return text[max(0, number.start - 1) : number.start] in ("=", "'", '"')


def _as_number(number: Number, text: str, about: About) -> Iterator[Found]:
    digits = number.digits
    context = before(text, number.start, about)
    if len(digits) == 20 and is_identity(digits[:18], about.day) and digits[18] in "1234567" and digits[19] in "1234":
        yield Found("disability-card", Certainty.CERTAIN, number.start, number.end, masked(digits, 6, 4))
        yield from _if_minor(digits[:18], number, about)
    elif len(digits) == 18 and is_identity(digits, about.day):
        if number.alone and _is_code(text, number, context):
            return
        yield Found("identity-number", Certainty.CERTAIN, number.start, number.end, masked(digits, 6, 4))
        yield from _if_minor(digits, number, about)
    elif len(digits) == 15 and is_old_identity(digits) and words().numbers.identity.search(context):
        yield Found("identity-number", Certainty.LIKELY, number.start, number.end, masked(digits, 6, 3))
    elif len(digits) == 18 and words().numbers.identity.search(context) and _nearly_identity(digits, about.day):
        # A check sign that does not fit: mistyped, and still somebody's.
        yield Found("identity-number", Certainty.LIKELY, number.start, number.end, masked(digits, 6, 4))
    elif len(digits) in _CARD_LENGTHS and digits.isdigit() and _is_card(number, context):
        yield Found("bank-card", Certainty.CERTAIN, number.start, number.end, masked(digits, 4, 4))
    else:
        yield from _mobile(number, text, about, context)


def _is_code(text: str, number: Number, context: str) -> bool:
    """Whether the number is part of a longer code, or said to be a firm's."""
    lettered = _CODE_BEFORE.search(text[: number.start]) is not None or text[number.end : number.end + 1].isalpha()
    joined = lettered and text[number.end : number.end + 1].isascii() and text[number.end : number.end + 1].isalpha()
    return joined or words().numbers.credit_code.search(context[-20:]) is not None


def _nearly_identity(digits: str, day: dt.date) -> bool:
    return digits[:2] in words().provinces and digits[:17].isdigit() and birthday(digits, day) is not None


def _if_minor(identity: str, number: Number, about: About) -> Iterator[Found]:
    born = birthday(identity)
    if born is not None and is_minor(born, about.day):
        yield Found("minor", Certainty.CERTAIN, number.start, number.end, masked(identity, 6, 4))


def is_minor(born: dt.date, day: dt.date) -> bool:
    """Whether somebody born on a day is under eighteen on another."""
    return 0 <= day.year - born.year - ((day.month, day.day) < (born.month, born.day)) < _OF_AGE


def _is_card(number: Number, context: str) -> bool:
    named = words().numbers
    if not passes_luhn(number.digits) or named.public_account.search(context) or named.thing.search(context[-8:]):
        return False
    if named.card.search(context):
        return True
    # Union Pay's prefix, written the way a card is embossed.
    return number.digits.startswith("62") and number.groups[:4] == (4, 4, 4, 4)


def _mobile(number: Number, text: str, about: About, context: str) -> Iterator[Found]:
    digits = number.digits
    groups = number.groups
    if digits.startswith("86") and len(digits) == 13:
        digits, groups = digits[2:], groups[1:] if groups[0] == 2 else (11,)
    if not _MOBILE.fullmatch(digits) or (groups not in _MOBILE_GROUPS and not number.single):
        return
    named = words().numbers
    around = sentence(text, number.start, number.end)
    if not about.listed and named.contact.search(around) and not has_name(around):
        return
    if named.thing.search(context[-8:]):
        return
    sure = Certainty.CERTAIN if named.mobile.search(context) or about.listed else Certainty.LIKELY
    yield Found("mobile-number", sure, number.start, number.end, masked(digits, 3, 4))


def _passports(text: str, about: About) -> Iterator[Found]:
    for match in _PASSPORT.finditer(text):
        named = words().numbers.passport.search(before(text, match.start(), about))
        if named and not _in_address(text, match.start(), match.end()):
            sure = Certainty.CERTAIN if _SURE_PASSPORT.fullmatch(match.group().upper()) else Certainty.LIKELY
            yield Found("passport", sure, match.start(), match.end(), masked(match.group(), 2, 2))


@cache
def _plate() -> re.Pattern[str]:
    return re.compile(
        rf"[{words().plates}][A-HJ-NP-Z][ ·•.-]?"
        r"(?:[0-9A-HJ-NP-Z]{4}[0-9A-HJ-NP-Z挂学警港澳]|[DF][0-9A-HJ-NP-Z][0-9]{4}|[0-9]{5}[DF])(?![0-9A-Za-z])"
    )


def _plates(text: str) -> Iterator[Found]:
    for match in _plate().finditer(text):
        digits = sum(each.isdigit() for each in match.group())
        if digits >= 2:
            yield Found("number-plate", Certainty.CERTAIN, match.start(), match.end(), masked(match.group(), 2, 2))


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether a number is part of a web address or file name, judged by the unbroken ASCII around it."""
    ahead = _NOT_ASCII.split(text[max(0, start - _TOKEN) : start])[-1]
    behind = _NOT_ASCII.split(text[end : end + _TOKEN], maxsplit=1)[0]
    return _ADDRESS.search(f"{ahead} {behind}") is not None
