"""A report on its way to becoming a document: printed blocks, and what must still be read of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gongkai.report.json import plain_number
from tests.corpus.layout import Paragraph, Printed, PrintedBlock, PrintedTable, print_report
from tests.corpus.truth import Truth, expected_json

Number = int | Decimal
ALL = frozenset({"html", "text", "docx", "xlsx", "pdf", "doc", "scan"})
GRIDS = ALL - {"text", "scan"}


@dataclass
class Draft:
    """Blocks to print, the style to print them in, and the expectation that goes with them."""

    truth: Truth
    kind: str
    rng: random.Random
    blocks: list[PrintedBlock]
    values: dict[str, Number | None]
    how: dict[str, str | None]
    """The provenance a right reading has; None where several are right."""
    lenient: set[str] = field(default_factory=set)
    """Cells where an honest null is as right as the value: the document itself is ambiguous there."""
    extra: list[dict[str, Any]] = field(default_factory=list)
    style: dict[str, Any] = field(default_factory=dict)
    """What the renderer is told."""
    faults: list[str] = field(default_factory=list)

    @staticmethod
    def of(truth: Truth, kind: str, rng: random.Random) -> Draft:
        """A faultless draft."""
        how: dict[str, str | None] = dict.fromkeys(truth.cells, "read")
        return Draft(truth, kind, rng, print_report(truth), dict(truth.cells), how)

    def tables(self, key: str | None = None) -> list[PrintedTable]:
        """The printed tables (of one key)."""
        return [b for b in self.blocks if isinstance(b, PrintedTable) and key in (None, b.key)]

    def paragraphs(self, *roles: str) -> list[Paragraph]:
        """The printed paragraphs of these roles."""
        return [b for b in self.blocks if isinstance(b, Paragraph) and b.role in roles]

    def figures(self) -> Iterator[Printed]:
        """Every printed figure of the form."""
        return (cell for table in self.tables() for cell in table.values())

    def labels(self) -> Iterator[Printed]:
        """Every printed label and header."""
        for table in self.tables():
            yield from (cell for row in table.rows for cell in row if not cell.key and cell.text)

    def set(self, key: str, value: Number | None, how: str | None) -> None:
        """Expect something else of a cell."""
        self.values[key], self.how[key] = value, how

    def lose(self, keys: list[str]) -> None:
        """Expect that these cells are not in the document."""
        for key in keys:
            self.set(key, None, "missing")

    def expected(self, source: str) -> dict[str, Any]:
        """The contract's object, with ``how`` per cell and the lenient cells beside it."""
        return expected_json(self.truth, source) | {
            "cells": {key: plain_number(value) for key, value in self.values.items()},
            "how": dict(self.how),
            "lenient": sorted(self.lenient),
            "extra": self.extra,
            "form_unknown": self.style.get("form-unknown", False),
            "faults": list(self.faults),
        }


Change = Callable[[Draft], bool | None]


@dataclass(frozen=True)
class Fault:
    """One way in which documents go wrong. ``group`` members exclude one another."""

    name: str
    chance: float
    kinds: frozenset[str]
    group: str
    change: Change

    def apply(self, draft: Draft) -> bool:
        """Damage the draft; False if the fault does not apply to it."""
        if draft.kind not in self.kinds or self.change(draft) is False:
            return False
        draft.faults.append(self.name)
        return True


FAULTS: dict[str, Fault] = {}


def fault(chance: float, *, kinds: frozenset[str] | set[str] = ALL, group: str = "") -> Callable[[Change], Change]:
    """Register a fault under its function's name; ``chance`` is how often a real document has it."""

    def register(change: Change) -> Change:
        name = change.__name__.replace("_", "-")
        FAULTS[name] = Fault(name, chance, frozenset(kinds), group or name, change)
        return change

    return register


def damage(draft: Draft, only: tuple[str, ...] | None = None, level: float = 1.0) -> None:
    """Apply faults: those named, or each by its chance times ``level``."""
    used: set[str] = set()
    for name, each in FAULTS.items():
        wanted = name in only if only is not None else draft.rng.random() < each.chance * level
        if wanted and each.group not in used and each.apply(draft):
            used.add(each.group)
