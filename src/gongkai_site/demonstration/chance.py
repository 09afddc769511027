"""Seeded chance: the same agency gets the same year on every machine."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws for one agency and one purpose."""

    def __init__(self, *purpose: object) -> None:
        self._random = Random(hashlib.sha256("|".join(map(str, purpose)).encode()).digest())

    def pick(self, among: Sequence[T]) -> T:
        """One of these."""
        return self._random.choice(among)

    def weighted(self, weights: Mapping[T, int]) -> T:
        """One of these, the heavier the likelier."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(low, high)

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """A working weekday in a period (a weekend moves to the Friday before, if the period allows)."""
        day = first + dt.timedelta(self._random.randint(0, (last - first).days))
        friday = day - dt.timedelta(max(0, day.weekday() - 4))
        return friday if friday >= first else day

    def parts(self, whole: int, number: int) -> list[int]:
        """Split a whole number into so many parts of about the same size; they add up to it exactly."""
        cuts = sorted(self._random.randint(0, whole) for _ in range(number - 1))
        return [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]
