"""What a reading got right, held against the truth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import gongkai
from gongkai.errors import GongkaiError
from tests.grammar.draw import Document
from tests.grammar.truth import Stated


@dataclass
class Score:
    """Counts of cells over some documents."""

    documents: int = 0
    cells: int = 0
    right: int = 0
    silent: int = 0
    """Wrong or invented, and nobody was told."""
    plain: int = 0
    doubted: int = 0
    """Right and printed plainly, yet named in a warning."""
    blamed: int = 0
    """Printed, yet called missing from the report."""
    misnamed: int = 0
    """Documents whose form, agency or year was read wrongly."""
    differences: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        names = ("documents", "cells", "right", "silent", "plain", "doubted", "blamed", "misnamed")
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def share(self) -> float:
        return self.right / max(self.cells, 1)

    @property
    def doubted_share(self) -> float:
        return self.doubted / max(self.plain, 1)

    @property
    def perfect(self) -> bool:
        return not self.differences


def read(document: Document) -> gongkai.Report | GongkaiError:
    try:
        return gongkai.read(document.data, name=document.name)
    except GongkaiError as error:
        return error


def score(document: Document, report: gongkai.Report | GongkaiError | None = None) -> Score:
    """Hold a document's reading against its truth."""
    report = report or read(document)
    truth = document.truth
    total = len(truth.cells)
    if isinstance(report, GongkaiError):
        right = sum(stated.allows(None) for stated in truth.cells.values())
        return Score(1, total, right, misnamed=1, differences=[f"not read: {report}"])
    result = Score(1, total)
    named = {key for warning in report.warnings for key in warning.cells}
    for key, stated in truth.cells.items():
        _count(result, key, stated, report, named)
    for what, expected, found in (
        ("form", truth.form, report.form),
        ("agency", truth.agency, report.agency),
        ("year", truth.year, report.year),
    ):
        if expected != found:
            result.misnamed = 1
            result.differences.append(f"{what}: {expected!r}, read {found!r}")
    return result


def _count(result: Score, key: str, stated: Stated, report: gongkai.Report, named: set[str]) -> None:
    found = report.cells.get(key)
    provenance = report.provenance.get(key)
    how = str(provenance.how) if provenance else "unread"
    faults = []
    if stated.allows(found):
        result.right += 1
    else:
        faults.append("wrong")
        if found is not None and key not in named and how != "repaired":
            result.silent += 1
            faults.append("silent")
    if stated.plain and stated.kind == "value" and stated.allows(found):
        result.plain += 1
        if key in named:
            result.doubted += 1
            faults.append("doubted though right")
    if stated.printed and how == "missing":
        result.blamed += 1
        faults.append("blamed")
    if faults:
        printed = "/".join(map(str, stated.values)) or "-"
        result.differences.append(f"{key}: {stated.kind} {printed}, read {found} ({how}): {', '.join(faults)}")


def total(scores: Iterable[Score]) -> Score:
    """All of them together."""
    return sum(scores, Score())
