"""Draw, print, read, check: which mistakes are found, and what is said of right reports."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import gongkai
from gongkai import Finding
from tests.injected import mistakes_cells, mistakes_figures, mistakes_leftovers, mistakes_prose, mistakes_structure
from tests.injected.compose import draw_report, last_years
from tests.injected.mistake import MISTAKES, Mistake
from tests.injected.paper import SHAPES, Sheet, printed
from tests.injected.report import Report

TRIES = 600
KINDS_OF_MISTAKE = (mistakes_cells, mistakes_figures, mistakes_leftovers, mistakes_prose, mistakes_structure)
"""The modules that enter their functions in ``MISTAKES``."""


@dataclass
class Case:
    """One report with one mistake, and whether it was found."""

    mistake: str
    number: int
    office: str
    shape: str
    found: bool
    sheet: Sheet
    previous: Sheet | None
    findings: list[Finding] = field(default_factory=list)


@dataclass
class Right:
    """One right report and all that was said of it."""

    number: int
    shape: str
    sheet: Sheet
    previous: Sheet
    findings: list[Finding]


def _check(report: Report, sheet: Sheet, previous: Sheet | None) -> list[Finding]:
    read = gongkai.read(sheet.data, name=sheet.name)
    before = gongkai.read(previous.data, name=previous.name) if previous else None
    return [each for each in gongkai.check(read, before, due=report.due) if each.severity != "not run"]


def _wrong(seed: str, kind: Mistake, wording: str) -> Report | None:
    rng = random.Random(seed)
    report = draw_report(rng, wording, kind=rng.choice(kind.kinds) if kind.kinds else "")
    return report if kind.inject(report) is not False else None


def _right(seed: str, kind: Mistake, wording: str) -> Report:
    rng = random.Random(seed)
    return draw_report(rng, wording, kind=rng.choice(kind.kinds) if kind.kinds else "")


def _case(seed: int, kind: Mistake, wording: str, number: int, tried: int) -> Case | None:
    name = f"{seed} {kind.name} {tried}"
    report = _wrong(name, kind, wording)
    if report is None:
        return None
    shape = SHAPES[number % len(SHAPES)]
    previous = None
    if kind.needs_previous:
        repeated = report.style.get("repeat")
        last = mistakes_figures.repeated(report, wording) if repeated else last_years(report, wording)
        previous = printed(last, "html spans", "last")
    sheet = printed(report, shape, f"{kind.name}-{number}")
    findings = _check(report, sheet, previous)
    found = {(each.rule, each.message) for each in findings if each.rule in kind.rules}
    if found and not kind.needs_previous:
        right = _right(name, kind, wording)
        found -= {(each.rule, each.message) for each in _check(right, printed(right, shape), None)}
    return Case(kind.name, number, report.office.agency, shape, bool(found), sheet, previous, findings)


def cases(seed: int, name: str, each: int, wording: str) -> Iterator[Case]:
    """``each`` reports with this mistake, in shapes turn by turn."""
    kind, drawn = MISTAKES[name], 0
    for tried in range(TRIES * each):
        if drawn == each:
            return
        case = _case(seed, kind, wording, drawn, tried)
        if case:
            drawn += 1
            yield case
    raise LookupError(f"{name}: no report has a place for it")


def rights(seed: int, count: int, wording: str) -> Iterator[Right]:
    """Right reports beside those of their last years."""
    for number in range(count):
        rng = random.Random(f"{seed} right {number}")
        report = draw_report(rng, wording)
        shape = SHAPES[number % len(SHAPES)]
        previous = printed(last_years(report, wording), "html spans", "last")
        sheet = printed(report, shape, f"right-{number}")
        yield Right(number, shape, sheet, previous, _check(report, sheet, previous))


def tally(found: list[Right]) -> dict[str, Counter[str]]:
    """How many right reports each rule speaks of, by severity."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for right in found:
        for severity, rule in {(each.severity, each.rule) for each in right.findings}:
            counted[severity][rule] += 1
    return counted


def keep(folder: Path, sheet: Sheet, previous: Sheet | None, findings: list[Finding]) -> None:
    """Write a document with what was found in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / sheet.name).write_bytes(sheet.data)
    if previous:
        (folder / f"{sheet.name}.{previous.name}").write_bytes(previous.data)
    lines = [f"{each.severity} {each.rule}: {each.message}" for each in findings]
    (folder / f"{sheet.name}.findings").write_text("\n".join(lines), "utf-8")
