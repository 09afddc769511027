"""A superior's rule set as a value: who asks what, by which document, of which reports, and for how long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from gongkai.checking.context import Context
from gongkai.checking.finding import PREFIX
from gongkai.checking.rule import Outcome, Rule, unable
from gongkai.checking.severity import Severity
from gongkai.checking.superior.demands import Demand
from gongkai.errors import InvalidRuleSet
from gongkai.law.dated import Dated


@dataclass(frozen=True, slots=True)
class Source:
    """The document in which a superior asks it."""

    document: str
    number: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class SuperiorRule:
    """One thing a superior asks, and of whom."""

    id: str
    title: str
    title_en: str
    severity: Severity
    demand: Demand
    kinds: tuple[str, ...] = ()
    """Kinds of agencies of which it is asked (``gongkai.law.Agency.kind``); empty: of all."""
    levels: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    """Cells of which at least one must be more than 0 for the demand to be made; empty: always."""

    def outcomes(self, context: Context) -> Iterator[Outcome]:
        """Ask it of a report."""
        if self.kinds or self.levels:
            agency = context.agency
            if (
                agency is None
                or (self.kinds and agency.kind == "unknown")
                or (self.levels and agency.level == "unknown")
            ):
                yield unable("superior-whom")
                return
            if (self.kinds and agency.kind not in self.kinds) or (self.levels and agency.level not in self.levels):
                return
        if not self.when or any((context.cells.get(key) or 0) > 0 for key in self.when):
            yield from self.demand.outcomes(context, self.title)


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule of the file that cannot be used, and why, in Chinese."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All that one document of a superior asks."""

    id: str
    title: str
    issuer: str
    source: Source
    validity: Dated[bool]
    """Days on which it holds; a report is judged by the last day of its year, as by national rules."""
    rules: tuple[SuperiorRule | Fault, ...]

    @property
    def basis(self) -> str:
        """What its findings cite."""
        day = f"{self.source.date.year}年{self.source.date.month}月{self.source.date.day}日"
        told = "，".join(each for each in (self.source.number, day) if each)
        return f"上级规定：{self.issuer}《{self.source.document.strip('《》')}》（{told}）"

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The rules that cannot be used."""
        return tuple(each for each in self.rules if isinstance(each, Fault))

    def as_rules(self) -> Iterator[Rule]:
        """Yield its rules as the runner takes them; one that cannot be used says so and touches no other."""
        for each in self.rules:
            name = f"{PREFIX}{self.id}.{each.id}"
            if isinstance(each, Fault):
                decide = partial(_unusable, each)
                yield Rule(name, each.id, each.id, "notice", (), decide, validity=self.validity, cited=self.basis)
            else:
                yield Rule(
                    name,
                    each.title,
                    each.title_en,
                    each.severity,
                    (),
                    each.outcomes,
                    validity=self.validity,
                    cited=self.basis,
                )


def insist_on_different(rule_sets: Iterable[RuleSet]) -> None:
    """Raise :class:`InvalidRuleSet` where two sets have one id: nobody could tell whose finding it is."""
    seen: set[str] = set()
    for each in rule_sets:
        if each.id in seen:
            raise InvalidRuleSet(f"有两套规则的编号（id）都是“{each.id}”。", advice="请给其中一套换一个编号。")
        seen.add(each.id)


def _unusable(fault: Fault, _context: Context) -> Iterator[Outcome]:
    yield unable("superior-fault", why=fault.why)
