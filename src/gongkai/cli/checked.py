"""Checking a batch in bounded memory: reports wait in a file, last year's are looked up there by agency and year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, NamedTuple

from gongkai.checking import Finding, Peers, PreviousReports, RuleSet, check
from gongkai.checking.previous import full_name
from gongkai.cli.work import Read
from gongkai.report.json import loads, report_from_json


@dataclass(frozen=True)
class Order:
    """What to check, and how to say it."""

    rules: Sequence[str] | None
    severities: Sequence[str] | None
    due: dt.date | None
    rule_sets: Sequence[RuleSet] = ()
    """What superiors ask beyond the law."""


class Task(NamedTuple):
    """One report to check, with the reports of the year before found in the batch (``None``: none were sought)."""

    line: bytes
    before: tuple[bytes, ...] | None


class Result(NamedTuple):
    """What was found in one report."""

    source: str
    form: str
    findings: list[Finding]


class Spool:
    """The reports of a batch, on disk; only agency, year and place of each are kept in memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: list[int] = []
        self._of: dict[tuple[str, int], list[int]] = {}
        self._keys: list[tuple[str, int] | None] = []

    def __len__(self) -> int:
        return len(self._places)

    def add(self, read: Read) -> None:
        """Take in one report."""
        key = (full_name(read.agency), read.year) if read.agency and read.year is not None else None
        if key is not None:
            self._of.setdefault(key, []).append(len(self._places))
        self._keys.append(key)
        self._places.append(self._file.tell())
        self._file.write((read.line or "").encode() + b"\n")

    def _line(self, number: int) -> bytes:
        self._file.seek(self._places[number])
        return self._file.readline()

    def tasks(self, *, in_batch: bool) -> Iterator[Task]:
        """Yield all reports; ``in_batch`` says to look for last year's among them."""
        for number, key in enumerate(self._keys):
            before = () if key is None else tuple(map(self._line, self._of.get((key[0], key[1] - 1), ())))
            yield Task(self._line(number), before if in_batch else None)

    def peers(self, most: int) -> Peers | None:
        """Return the batch as its own peers, ``None`` for a single report or more than ``most``."""
        if not 1 < len(self) <= most:
            return None
        return Peers(report_from_json(loads(self._line(number))) for number in range(len(self)))


class Checker:
    """Checks one task; made once, sent to each worker process."""

    def __init__(self, order: Order, peers: Peers | None, previous: str | None) -> None:
        self._order = order
        self._peers = peers
        self._previous = None if previous is None else PreviousReports.of(previous)

    def __call__(self, task: Task) -> Result:
        """Return what is found in the report."""
        report = report_from_json(loads(task.line))
        previous = self._previous
        if previous is None and task.before is not None:
            previous = PreviousReports(report_from_json(loads(line)) for line in task.before)
        order = self._order
        findings = check(
            report,
            previous,
            self._peers,
            rules=order.rules,
            severities=order.severities,
            due=order.due,
            rule_sets=order.rule_sets,
        )
        return Result(report.source, report.form, findings)
