"""What a rule says of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.checking.naming import NOTHING, Name
from gongkai.checking.severity import Severity
from gongkai.law import Citation

PREFIX = "superior:"
"""What the id of every rule of a superior begins with; no national rule's does."""


def of_superior(rule: str) -> bool:
    """Whether a rule's id is that of a superior's rule."""
    return rule.startswith(PREFIX)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found, or (severity ``not run``) the reason why the rule could not run."""

    rule: str
    severity: Severity
    cells: tuple[str, ...]
    message: str
    """In Chinese, as an officer would say it: table, row and column named."""
    message_en: str
    basis: str
    """Legal basis: document, article, paragraph."""
    expected: Any = None
    found: Any = None
    certain: bool = True
    """Whether what is found is surely wrong, or is to be looked at by somebody who knows the case."""
    title: Name = NOTHING
    """What the rule asks."""
    what: Name = NOTHING
    """The message without its advice."""
    advice: Name = NOTHING
    """What to change, or what makes the rule run; empty where nothing is to be done."""
    cites: tuple[Citation, ...] = ()
    """The provisions of ``basis``; none where a superior asks it."""

    @property
    def of_superior(self) -> bool:
        """Whether a superior asks it, beyond the law; such findings are listed apart, by their ``basis``."""
        return of_superior(self.rule)

    def to_json(self, *, language: str = "zh") -> dict[str, Any]:
        """Return the contract's finding object; ``language`` is ``zh`` or ``en``."""
        from gongkai.report.json import plain_number

        return {
            "rule": self.rule,
            "severity": self.severity,
            "cells": list(self.cells),
            "message": self.message_en if language == "en" else self.message,
            "basis": self.basis,
            "expected": plain_number(self.expected),
            "found": plain_number(self.found),
        }


def superiors_last(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with those that a superior asks behind all others, else in their order."""
    return tuple(sorted(findings, key=lambda each: each.of_superior))


def by_source(findings: Iterable[Finding]) -> tuple[list[Finding], dict[str, list[Finding]]]:
    """Part what the law asks from what superiors ask, the latter by the document that asks it."""
    law: list[Finding] = []
    superiors: dict[str, list[Finding]] = {}
    for each in findings:
        (superiors.setdefault(each.basis, []) if each.of_superior else law).append(each)
    return law, superiors
