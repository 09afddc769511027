"""Many agencies' reports, indexed so that those like a text are found without looking at all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import attrgetter

from gongkai.checking.repetition import Fingerprints, Text, fingerprints, least_common, likeness, most_likeness
from gongkai.report import Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

# A run that at most so many different texts have is kept as their list, a commoner one as a row of bits. This decides
# how fast the texts are found, never which.
_RARE = 16
_BY_NAME = attrgetter("agency", "source")


@dataclass(frozen=True)
class Alike:
    """The reports that have one and the same share of a section in common with a text, by name."""

    share: float
    reports: tuple[Fingerprints, ...]

    @cached_property
    def _agencies(self) -> Counter[str]:
        return Counter(each.agency for each in self.reports)

    @cached_property
    def _sources(self) -> Counter[str]:
        return Counter(each.source for each in self.reports)

    def others(self, mine: Fingerprints) -> int:
        """Return how many are not ``mine``: an agency's own report, in whatever copy, is no other agency's."""
        own = self._agencies[mine.agency] if mine.agency else self._sources[mine.source]
        return len(self.reports) - own

    def named(self, mine: Fingerprints) -> Iterator[Fingerprints]:
        """Yield those that are not ``mine``."""
        for each in self.reports:
            if (each.agency != mine.agency) if mine.agency else (each.source != mine.source):
                yield each


class Peers:
    """Other agencies' reports, fingerprinted and indexed once for any number of checks."""

    def __init__(self, reports: Iterable[Report], *, settings: Settings = DEFAULT_SETTINGS) -> None:
        self.fingerprints = tuple(fingerprints(each, settings.repeated_length) for each in reports)
        self._copies: dict[str, dict[frozenset[int], list[Fingerprints]]] = {}
        for each in self.fingerprints:
            for key, text in each.texts.items():
                self._copies.setdefault(key, {}).setdefault(text.sketch, []).append(each)
        self._indexes: dict[tuple[str, float], _Index] = {}

    def like(self, key: str, text: Text, least: float) -> tuple[Alike, ...]:
        """Return the peers whose section ``key`` has at least the share ``least`` in common, those with most first."""
        index = self._indexes.get((key, least))
        if index is None:
            index = self._indexes[key, least] = _Index(self._copies.get(key, {}), least)
        return index.like(text.sketch)


class _Index:
    """One section's different texts by the runs that they have, for one least share in common.

    What has fewer than the needed number of runs in common cannot be like; so of a text's runs all but the needed
    number less one can be looked up, the rarest, and whatever is like it has one of them (prefix filtering). Where
    these are rare, few texts have them. Where they are not, as in offices' common phrases, all texts' common runs are
    counted together, one bit of every count at a time. Only what passes is compared.
    """

    def __init__(self, copies: Mapping[frozenset[int], list[Fingerprints]], least: float) -> None:
        self._least = least
        self._sketches = tuple(copies)
        self._reports = tuple(copies.values())
        self._found: dict[frozenset[int], tuple[Alike, ...]] = {}
        self._having: dict[int, list[int]] = {}
        for number, sketch in enumerate(self._sketches):
            for run in sketch:
                self._having.setdefault(run, []).append(number)
        self._bits = {run: _bits(having) for run, having in self._having.items() if len(having) > _RARE}

    def like(self, sketch: frozenset[int]) -> tuple[Alike, ...]:
        """Return what is like a sketch, from the most alike; the same question is answered from memory."""
        found = self._found.get(sketch)
        if found is None:
            found = self._found[sketch] = self._compared(sketch)
        return found

    def _compared(self, sketch: frozenset[int]) -> tuple[Alike, ...]:
        by_share: dict[float, list[Fingerprints]] = {}
        for number in self._candidates(sketch):
            theirs = self._sketches[number]
            if most_likeness(len(sketch & theirs), len(sketch), len(theirs)) < self._least:
                continue
            if (share := likeness(sketch, theirs)) >= self._least:
                by_share.setdefault(share, []).extend(self._reports[number])
        return tuple(
            Alike(share, tuple(sorted(by_share[share], key=_BY_NAME))) for share in sorted(by_share, reverse=True)
        )

    def _candidates(self, sketch: frozenset[int]) -> set[int]:
        """Return every text that can be like the sketch, and few others."""
        needed = least_common(len(sketch), self._least)
        rarest = sorted(sketch, key=lambda run: len(self._having.get(run, ())))[: len(sketch) - needed + 1]
        found: set[int] = set()
        for run in rarest:
            if run not in self._bits:
                found.update(self._having.get(run, ()))
        if any(run in self._bits for run in rarest):
            # Then every rare run is among the rarest: what has none of them has its runs in common among the others.
            found.update(_set_bits(_counted([self._bits[run] for run in sketch if run in self._bits], needed)))
        return found


def _bits(numbers: Iterable[int]) -> int:
    return reduce(lambda bits, number: bits | 1 << number, numbers, 0)


def _set_bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _counted(rows: Iterable[int], least: int) -> int:
    """Return the bits that are set in at least ``least`` of the rows.

    ``planes`` hold the binary digits of every bit's count, the ones first; adding a row is adding one with carry.
    """
    planes: list[int] = []
    for row in rows:
        carry = row
        for place, plane in enumerate(planes):
            planes[place], carry = plane ^ carry, plane & carry
            if not carry:
                break
        if carry:
            planes.append(carry)
    if least >> len(planes):
        return 0
    more, same = 0, -1
    for place in reversed(range(len(planes))):
        if least >> place & 1:
            same &= planes[place]
        else:
            more |= same & planes[place]
            same &= ~planes[place]
    return more | same
