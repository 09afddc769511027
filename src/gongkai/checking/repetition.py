"""Whether two texts are one with the names changed: shared runs of five characters, names and figures left out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gongkai.law import locate
from gongkai.report import Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

COMPARED_SECTIONS = ("overview", "problems")
_RUN = 5
_BYTES = 2 * _RUN
# One run in sixteen is kept as the text's fingerprint; every text keeps the same ones, so fingerprints compare.
_SAMPLE = 16
_NOT_TEXT = re.compile(r"[^一-龥]+")
_OFFICE = re.compile(r"(?:人民政府|办事处)?(?:办公室|办公厅)?$")
_UNIT = re.compile(r"(?:镇|乡|苏木|街道|市|州|盟|县|区|旗|局|委)$")


@dataclass(frozen=True)
class Text:
    """One section's prose without figures, punctuation and the agency's own names."""

    plain: str

    @cached_property
    def runs(self) -> frozenset[int]:
        """Checksums of all runs of five characters."""
        return frozenset(self._checksums())

    @cached_property
    def fingerprint(self) -> frozenset[int]:
        """A fixed sixteenth of the runs. All of them are not kept for it: hundreds of peers would fill the memory."""
        return frozenset(run for run in self._checksums() if run % _SAMPLE == 0)

    def _checksums(self) -> Iterator[int]:
        data = self.plain.encode("utf-16-le")
        return (zlib.crc32(data[start : start + _BYTES]) for start in range(0, len(data) - _BYTES + 2, 2))

    def likeness(self, other: Text) -> float:
        """Return the share of runs in common (Jaccard), 0 to 1."""
        return _share(self.runs, other.runs)

    def may_be_like(self, other: Text, least: float) -> bool:
        """Whether the fingerprints leave a likeness of ``least`` possible; cheap, and rarely wrong."""
        return _share(self.fingerprint, other.fingerprint) >= least - 0.2


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    common = len(one & other)
    together = len(one) + len(other) - common
    return common / together if together else 0.0


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
    """Other agencies' reports, fingerprinted once for any number of checks."""

    def __init__(self, reports: Iterable[Report], *, settings: Settings = DEFAULT_SETTINGS) -> None:
        length = int(settings.repeated_length)
        self.fingerprints = tuple(fingerprints(each, length) for each in reports)
