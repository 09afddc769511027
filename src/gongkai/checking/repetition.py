"""Whether two texts are one with the names changed: shared runs of five characters, names and figures left out."""

from __future__ import annotations

import heapq
import math
import re
import zlib
from dataclasses import dataclass
from functools import cached_property

from gongkai.law import locate
from gongkai.report import Report

COMPARED_SECTIONS = ("overview", "problems")
_RUN = 5
_BYTES = 2 * _RUN
# The smallest checksums of a text are its sketch (bottom-k): of two texts, the share of sketch in common estimates the
# share of runs in common (Jaccard) with a standard error under 0.045; texts of fewer runs are kept whole and exact.
_KEPT = 128
# What heads a part of section one is the form's (（一）主动公开。, 在主动公开方面，), however it is set.
_HEADS = re.compile(
    r"^[^\S\n]*[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．][^。，,；：:\n]{2,20}(?:[。：:]|$)|在[^，,。\n]{2,16}方面[，,]",
    re.M,
)
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
        return likeness(self.sketch, other.sketch)


def likeness(mine: frozenset[int], theirs: frozenset[int]) -> float:
    """Return the share of two sketches' smallest runs that stand in both, 0 to 1."""
    together = sorted(mine | theirs)[:_KEPT]
    return len((mine & theirs).intersection(together)) / len(together) if together else 0.0


def most_likeness(common: int, mine: int, theirs: int) -> float:
    """Return what :func:`likeness` is at most for sketches of these sizes with so many runs in common."""
    return common / min(_KEPT, mine + theirs - common) if common else 0.0


def least_common(size: int, least: float) -> int:
    """Return how many runs a sketch of ``size`` must have in common with any that is like it by ``least``.

    What two sketches hold together is no less than either, cut at the most that a sketch holds; so the share is at most
    the common runs over the size. The division is the one that the share itself is made by, rounding included.
    """
    needed = min(size, max(1, math.ceil(least * size)))
    while needed > 1 and (needed - 1) / size >= least:
        needed -= 1
    return needed


@dataclass(frozen=True, slots=True)
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
        text = report.sections.get(key, "")
        plain = _NOT_TEXT.sub("", _HEADS.sub("", text) if key == "overview" else text)
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
