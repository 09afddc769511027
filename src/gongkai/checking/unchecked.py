"""What could not be checked in a batch of reports: once each, by what would make it run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.checking.finding import Finding
from gongkai.checking.naming import Name


@dataclass
class Unchecked:
    """Rules that could not run, and one remedy for them all; empty where there is none."""

    remedy: Name
    rules: dict[str, list[Finding]] = field(default_factory=dict)
    """By rule: a finding ``not run`` for each report."""


def unchecked(found: Iterable[Sequence[Finding]]) -> tuple[Unchecked, ...]:
    """Gather the findings ``not run`` of several reports by remedy, then by rule, in their order."""
    known: dict[str, Unchecked] = {}
    for findings in found:
        for each in findings:
            if each.severity == "not run":
                group = known.setdefault(each.advice.zh, Unchecked(each.advice))
                group.rules.setdefault(each.rule, []).append(each)
    # What nothing can be done about comes last.
    return tuple(sorted(known.values(), key=lambda group: not group.remedy))
