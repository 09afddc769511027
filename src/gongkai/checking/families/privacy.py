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
from gongkai.screening.finding.found import About, Found, plain, sentence, without_overlap
from gongkai.screening.finding.numbers import personal_numbers as numbers_in
from gongkai.screening.finding.persons import home_addresses

_SIGN = re.compile(r"[^0-9A-Za-z]")
_MOBILE = 11
"""Digits of a mobile number without the country's."""
# What a report never needs: kinds of screening's hits, and their keys among the phrases.
_KINDS = {
    "identity-number": "identity-number",
    "disability-card": "identity-number",
    "bank-card": "card-number",
    "mobile-number": "mobile-number",
    "passport": "passport-number",
    "home-address": "home-address",
}


@dataclass(frozen=True, slots=True)
class Personal:
    """A number that belongs to a person: what it is (a key of the phrases), and the number with its middle masked."""

    kind: str
    masked: str


@rule("privacy.personal-data", "不含个人信息", "no personal data", "error", "privacy")
def personal_data(context: Context) -> Iterator[Draft]:
    """No identity, bank-card or passport number, private mobile number or home address. Findings never repeat them.

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
    """Yield what belongs to a person in a text; ``contact_part`` says that offices state their own contact there.

    ``born_by`` is the last day on which somebody may have been born whom the text speaks of.
    """
    signs = plain(text)
    about = About(born_by)
    for each in without_overlap(chain(numbers_in(signs, about), home_addresses(signs, about))):
        kind = _KINDS.get(each.kind)
        if kind is None or (kind == "mobile-number" and _is_contact(signs, each, contact_part)):
            continue
        number = _SIGN.sub("", signs[each.start : each.end])
        number = number[-_MOBILE:] if kind == "mobile-number" else number
        yield Personal(kind, each.shown if kind == "home-address" else mask(number))


def _is_contact(text: str, number: Found, contact_part: bool) -> bool:
    """Whether a mobile number is the office's own: where it states its contact, or invites to make it."""
    around = sentence(text, number.start, number.end)
    if wording().person.search(around):
        return False
    return contact_part or wording().contact.search(around) is not None


def mask(number: str) -> str:
    """Hide all of a number but its first three and last two signs."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
