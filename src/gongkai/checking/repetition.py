"""Whether two texts are one with the names changed: shared runs of five characters, names and figures left out."""

from __future__ import annotations

import heapq
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gongkai.law import locate
from gongkai.report import Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

COMPARED_SECTIONS = ("overview", "problems")
_RUN = 5
_BYTES = 2 * _RUN
# The smallest checksums of a text are its sketch (bottom-k): of two texts, the share of sketch in common estimates the
# share of runs in common (Jaccard) with a standard error under 0.045; texts of fewer runs are kept whole and exact.
_KEPT = 128
_NOT_TEXT = re.compile(r"[^一-龥]+")
_OFFICE = re.compile(r"(?:人民政府|办事处)?(?:办公室|办公厅)?$")
_UNIT = re.compile(r"(?:镇|乡|苏木|街道|市|州|盟|县|区|旗|局|委)$")


@dataclass(frozen=True)
class Text:
    """One section's prose without figures, punctuation and the agency's own names."""

    plain: str

    @cached_property
    def sketch(self) -> frozenset[int]:
        """The smallest checksums of the runs of five characters."""
        data = self.plain.encode("utf-16-le")
        sums = {zlib.crc32(data[start : start + _BYTES]) for start in range(0, len(data) - _BYTES + 2, 2)}
        return frozenset(heapq.nsmallest(_KEPT, sums))

    def likeness(self, other: Text) -> float:
        """Return the share of runs in common, 0 to 1."""
        together = heapq.nsmallest(_KEPT, self.sketch | other.sketch)
        common = self.sketch & other.sketch
        return sum(run in common for run in together) / len(together) if together else 0.0


@dataclass(frozen=True)
class Fingerprints:
    """A report's compared sections."""

    source: str
    agency: str
    year: int | None
    texts: dict[str, Text]


def fingerprints(report: Report, least_length: int) -> Fingerprints:
    """Return the fingerprints of a report's compared sections; sections shorter than ``least_length`` are left out."""
    names = own_names(report.agency or "")
    pattern = re.compile("|".join(map(re.escape, names))) if names else None
    texts = {}
    for key in COMPARED_SECTIONS:
        plain = _NOT_TEXT.sub("", report.sections.get(key, ""))
        if pattern:
            plain = pattern.sub("", plain)
        if len(plain) >= least_length:
            texts[key] = Text(plain)
    return Fingerprints(report.source, report.agency or "", report.year, texts)


def own_names(agency: str) -> tuple[str, ...]:
    """Return the names by which an agency speaks of itself, longest first: full name, place, town, short form."""
    if not agency:
        return ()
    place = locate(agency)
    body = _OFFICE.sub("", place.rest.removeprefix("人民政府"))
    parts = (agency, place.rest, place.province, place.prefecture, place.unknown_city, place.county, body)
    shorter = [_OFFICE.sub("", agency), *(_UNIT.sub("", part) for part in (place.county, place.prefecture, body))]
    return tuple(sorted({each for each in (*parts, *shorter) if len(each) >= 2}, key=len, reverse=True))


class Peers:
    """Other agencies' reports, fingerprinted and indexed once for any number of checks."""

    def __init__(self, reports: Iterable[Report], *, settings: Settings = DEFAULT_SETTINGS) -> None:
        length = settings.repeated_length
        self.fingerprints = tuple(fingerprints(each, length) for each in reports)
        self._having: dict[tuple[str, int], list[int]] = {}
        for number, each in enumerate(self.fingerprints):
            for key, text in each.texts.items():
                for run in text.sketch:
                    self._having.setdefault((key, run), []).append(number)

    def like(self, key: str, text: Text, least: float) -> list[tuple[float, Fingerprints]]:
        """Return the peers whose section ``key`` has at least the share ``least`` in common with ``text``."""
        common = Counter(number for run in text.sketch for number in self._having.get((key, run), ()))
        found = []
        for number in common:
            theirs = self.fingerprints[number].texts[key]
            if (share := text.likeness(theirs)) >= least:
                found.append((share, self.fingerprints[number]))
        return found
