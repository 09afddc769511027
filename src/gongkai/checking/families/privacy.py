"""Personal data that does not belong in a published report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from gongkai.checking.context import Context
from gongkai.checking.messages import phrase
from gongkai.checking.naming import section_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.wording import wording
from gongkai.law.dated import year_end

_RUN = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"\d{17}[\dXx]|\d{16,19}|\d{15}"
    r"|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?"  # a card number as it is embossed
    r"|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]"
    r"|(?:\+?86[ -]?)?[1１]\d{2}[ -]?\d{4}[ -]?\d{4}"
    r")(?![0-9A-Za-z])"
)
# Numbers inside addresses of web pages and file names are not personal data.
_ADDRESS = re.compile(r"//|www\.|\.(?:cn|com|org|net|htm|jsp|pdf|docx?|xlsx?|jpg|png)|_")
_NOT_ASCII = re.compile(r"[^!-~]")
# What any of these numbers has: eleven digits, at most a sign between two. Most texts have none, and this is quick.
_LONG = re.compile(r"\d(?:[ -]?\d){10}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SENTENCE_ENDS = "。；;\n"
_REACH = 30
_TOKEN = 200
_FIRST_BIRTHDAY = dt.date(1880, 1, 1)


@dataclass(frozen=True, slots=True)
class Personal:
    """A number that belongs to a person: what it is (a key of the phrases), and the number with its middle masked."""

    kind: str
    masked: str


@rule("privacy.personal-data", "不含个人信息", "no personal data", "error", "privacy")
def personal_data(context: Context) -> Iterator[Draft]:
    """No identity-card number, bank-card number or private person's mobile number. Findings never repeat the number.

    An office's own contact number (before section one, after section six, or in a sentence that invites to make
    contact) is not held against it.
    """
    report = context.report
    born_by = dt.date.max if report.year is None else year_end(report.year + 1)
    places = chain(
        [("preamble", report.preamble)],
        report.sections.items(),
        [("closing", report.closing), ("title", report.title or "")],
    )
    for key, text in places:
        contact_part = key in ("preamble", "closing")
        for each in personal_numbers(text, contact_part=contact_part, born_by=born_by):
            where = section_name(context.form, key) if key in report.sections else phrase(key)
            kind = phrase(each.kind)
            yield say("privacy.personal-data", found=each.masked, where=where, kind=kind, masked=each.masked)


def personal_numbers(text: str, *, contact_part: bool = False, born_by: dt.date = dt.date.max) -> Iterator[Personal]:
    """Yield the personal numbers in a text; ``contact_part`` says that offices state their own contact there.

    ``born_by`` is the last day on which somebody may have been born whom the text speaks of.
    """
    if not _LONG.search(text):
        return
    for match in _RUN.finditer(text):
        plain = "".join(str(int(each)) if each.isdecimal() else each for each in match.group() if each not in " -+")
        if len(plain) == 13 and plain.startswith("86"):
            plain = plain[2:]
        if _in_address(text, match):
            continue
        found = _kind(plain, text, match, contact_part, born_by)
        if found:
            yield Personal(found, mask(plain))


def _in_address(text: str, match: re.Match[str]) -> bool:
    """Whether the number is part of a web address or file name, judged by the unbroken ASCII around it."""
    before = _NOT_ASCII.split(text[max(0, match.start() - _TOKEN) : match.start()])[-1]
    behind = _NOT_ASCII.split(text[match.end() : match.end() + _TOKEN], maxsplit=1)[0]
    return _ADDRESS.search(f"{before} {behind}") is not None


def mask(number: str) -> str:
    """Hide all of a number but its first three and last two signs."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def _kind(number: str, text: str, match: re.Match[str], contact_part: bool, born_by: dt.date) -> str | None:
    words = wording()
    before = text[max(0, match.start() - _REACH) : match.start()]
    old = (
        len(number) == 15
        and number.isdigit()
        and words.identity.search(before)
        and _is_day(f"19{number[6:12]}", born_by)
    )
    if old or is_identity_number(number, born_by):
        return "identity-number"
    if 16 <= len(number) <= 19 and number.isdigit() and passes_luhn(number):
        if words.card.search(before) and not words.public_account.search(before):
            return "card-number"
        return None
    if _MOBILE.fullmatch(number):
        sentence = _sentence(text, match)
        private = words.person.search(sentence) is not None
        if private or not (contact_part or words.contact.search(sentence)):
            return "mobile-number"
    return None


def _sentence(text: str, match: re.Match[str]) -> str:
    start = max((text.rfind(end, 0, match.start()) for end in _SENTENCE_ENDS), default=-1) + 1
    ends = [at for end in _SENTENCE_ENDS if (at := text.find(end, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


def is_identity_number(number: str, born_by: dt.date = dt.date.max) -> bool:
    """Whether a string is an 18-digit identity number with an existing birthday and a right check sign (GB 11643)."""
    if len(number) != 18 or not number[:17].isdigit() or not _is_day(number[6:14], born_by):
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True)) % 11
    return number[17].upper() == "10X98765432"[remainder]


def _is_day(digits: str, last: dt.date) -> bool:
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return _FIRST_BIRTHDAY <= day <= last


def passes_luhn(number: str) -> bool:
    """Whether the last digit of a card number is its Luhn check digit."""
    total = 0
    for place, sign in enumerate(reversed(number)):
        digit = int(sign) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0
