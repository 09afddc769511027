"""Runs of digits as people write them, and the check signs by which a number is known (GB 11643, ISO/IEC 7812)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.screening.words import words

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FIRST_BIRTHDAY = dt.date(1880, 1, 1)
_MOST_DIGITS = 40
# Quick: what has no eleven digits, at most two signs between each, holds no number of a person.
LONG = re.compile(r"[0-9](?:[ ./\-]{0,2}[0-9]){10}")
_RUN = re.compile(r"(?<![0-9])[0-9](?:[ ./\-]{0,2}[0-9])*+(?:[ \-]{0,2}[Xx×](?:[0-9]{2})?(?![0-9A-Za-z]))?")
_GROUP = re.compile(r"[0-9]+[Xx×]?|[Xx×]")


class Number(NamedTuple):
    """Digits standing together or in groups: ``groups`` are the lengths of the groups it is written in."""

    digits: str
    start: int
    end: int
    groups: tuple[int, ...]

    @property
    def alone(self) -> bool:
        """Whether it is written in one piece."""
        return len(self.groups) == 1

    @property
    def single(self) -> bool:
        """Whether every digit stands by itself, as in boxes of a form."""
        return max(self.groups) == 1


def numbers(text: str, shortest: int = 11, longest: int = 20) -> Iterator[Number]:
    """Yield every number of 11 to 20 signs that the runs of a plain text can be read as, the longest of a place first.

    Of a run in groups every sequence of whole groups is one; a group is never parted.
    """
    for run in _RUN.finditer(text):
        if run.end() - run.start() < shortest:
            continue
        yield from _sequences(text, run.start(), run.end(), shortest, longest)


def _sequences(text: str, start: int, end: int, shortest: int, longest: int) -> Iterator[Number]:
    groups = [(each.start(), each.end(), each.group()) for each in _GROUP.finditer(text, start, end)]
    for first, (begin, _, _) in enumerate(groups):
        total, found = 0, []
        for last in range(first, min(first + _MOST_DIGITS, len(groups))):
            total += len(groups[last][2])
            if total > longest:
                break
            if total >= shortest:
                found.append(last)
        for last in reversed(found):
            taken = groups[first : last + 1]
            digits = "".join(each for _, _, each in taken).replace("×", "X").upper()
            yield Number(digits, begin, groups[last][1], tuple(len(each) for _, _, each in taken))


def is_identity(number: str, last_birthday: dt.date = dt.date.max) -> bool:
    """Whether 18 signs are an identity number: province, an existing birthday, and the check sign of GB 11643."""
    if len(number) != 18 or not number[:17].isdigit() or number[:2] not in words().provinces:
        return False
    if birthday(number, last_birthday) is None:
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True)) % 11
    return number[17] == _CHECKS[remainder]


def is_old_identity(number: str) -> bool:
    """Whether 15 digits can be an identity number as issued until 1999: it has no check sign."""
    return (
        len(number) == 15
        and number.isdigit()
        and number[:2] in words().provinces
        and _day(f"19{number[6:12]}", dt.date(1999, 12, 31)) is not None
    )


def birthday(number: str, last: dt.date = dt.date.max) -> dt.date | None:
    """Return the birthday in an identity number of 15 or 18 signs."""
    return _day(number[6:14] if len(number) != 15 else f"19{number[6:12]}", last)


def _day(digits: str, last: dt.date) -> dt.date | None:
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if _FIRST_BIRTHDAY <= day <= last else None


def passes_luhn(number: str) -> bool:
    """Whether the last digit of a card number is its Luhn check digit."""
    total = 0
    for place, sign in enumerate(reversed(number)):
        digit = int(sign) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def masked(number: str, first: int, last: int) -> str:
    """Return a number with all but its ``first`` and ``last`` signs hidden."""
    return f"{number[:first]}{'*' * (len(number) - first - last)}{number[len(number) - last :]}"
