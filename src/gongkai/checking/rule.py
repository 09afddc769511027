"""What a rule is: a function with its name, severity, legal basis and validity, and what such a function yields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from gongkai.checking.messages import Field, reason, remedy, template
from gongkai.checking.naming import NOTHING, Name
from gongkai.checking.severity import Severity
from gongkai.errors import InvalidData, UnknownRule
from gongkai.forms import Form
from gongkai.law.dated import Dated, in_years, year_end

if TYPE_CHECKING:
    from gongkai.checking.context import Context


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before the runner adds rule, severity and basis and takes the reader's doubt into account."""

    zh: str
    en: str
    """What was found."""
    cells: tuple[str, ...] = ()
    expected: Any = None
    found: Any = None
    lower: int = 0
    """How many steps below the rule's own severity (error, warning, notice) this finding stands."""
    certain: bool = True
    """Whether it is surely wrong, or to be looked at."""
    advice: Name = NOTHING
    """What to change, or to look at."""


def say(
    key: str,
    cells: tuple[str, ...] = (),
    *,
    expected: Any = None,
    found: Any = None,
    lower: int = 0,
    more: Iterable[Name] = (),
    **fields: Field,
) -> Draft:
    """Return a finding in the words of one template of ``data/messages.toml``. Raises :class:`InvalidData`.

    ``more`` are phrases that are said behind it.
    """
    words = template(key).filled(fields)
    behind = tuple(more)
    return Draft(
        "".join((words.zh, *(each.zh for each in behind))),
        " ".join((words.en, *(each.en for each in behind))),
        cells,
        expected,
        found,
        lower,
        words.certain,
        Name(words.advice, words.advice_en),
    )


@dataclass(frozen=True, slots=True)
class NotRun:
    """Why a rule could not run."""

    zh: str
    en: str
    remedy: Name = NOTHING
    """What makes it run; empty where nothing does."""


def unable(key: str, **fields: Field) -> NotRun:
    """Return why a rule could not run, in the words of one of the ``reasons``. Raises :class:`InvalidData`."""
    words = reason(key, **fields)
    return NotRun(words.zh, words.en, remedy(key))


Outcome = Draft | NotRun
Doubt = Literal["lower", "mention"]


@dataclass(frozen=True)
class Rule:
    """One rule. ``basis`` holds keys of the law data; the key ``form`` stands for the report's own form."""

    id: str
    title: str
    title_en: str
    severity: Severity
    basis: tuple[str, ...]
    decide: Callable[[Context], Iterable[Outcome]]
    needs: tuple[str, ...] = ()
    """Keys of rows and columns that a form must have for the rule to say anything of it."""
    validity: Dated[bool] = Dated.always(True)  # noqa: RUF009 - frozen, so that all rules may share it
    """The days of which the rule is valid; a report is judged by the last day of its year."""
    doubt: Doubt = "lower"
    """Whether doubt about the cells lowers the severity, or (where the doubt is the finding) is only mentioned."""
    cited: str = ""
    """What findings cite where that is no provision of the law data: a superior's document."""

    @property
    def module(self) -> str:
        """The module in which the rule is written: ``gongkai.checking.families.figures``."""
        return self.decide.__module__

    @cached_property
    def explanation(self) -> str:
        """The first paragraph of the rule's docstring on one line."""
        return " ".join((self.decide.__doc__ or "").strip().split("\n\n")[0].split())

    def applies_to(self, context: Context) -> bool:
        """Whether the form has what the rule needs, and the rule is valid for the year, where that is known."""
        year = context.report.year
        return self.fits(context.form) and (year is None or bool(self.validity.on(year_end(year))))

    def fits(self, form: Form) -> bool:
        """Whether the form has the rows and columns that the rule needs."""
        return not self.needs or all(form.has(key) for key in self.needs)


_REGISTRY: dict[str, Rule] = {}
# The order of the catalogue, by family; inside a family rules stand in the order in which they are written.
_FAMILIES = (
    "requests",
    "disputes",
    "cells",
    "years",
    "proactive",
    "narrative",
    "structure",
    "deadline",
    "privacy",
    "text",
    "consolidation",
)
_PLACES = {family: place for place, family in enumerate(_FAMILIES)}
_ID = re.compile(r"[a-z]+\.[a-z-]+")


def rule(
    rule_id: str,
    title: str,
    title_en: str,
    severity: Severity,
    *basis: str,
    needs: tuple[str, ...] = (),
    first_year: int | None = None,
    last_year: int | None = None,
    doubt: Doubt = "lower",
) -> Callable[[Callable[[Context], Iterable[Outcome]]], Callable[[Context], Iterable[Outcome]]]:
    """Register the decorated function as a rule. Raises :class:`InvalidData` for a bad or repeated id."""
    if not _ID.fullmatch(rule_id) or rule_id in _REGISTRY or rule_id.split(".")[0] not in _FAMILIES:
        raise InvalidData(f"'{rule_id}' cannot be a rule's id: it must be new and of the form family.name.")

    def register(decide: Callable[[Context], Iterable[Outcome]]) -> Callable[[Context], Iterable[Outcome]]:
        validity = Dated.of(f"validity of {rule_id}", [in_years(first_year, last_year, True)])
        _REGISTRY[rule_id] = Rule(rule_id, title, title_en, severity, basis, decide, needs, validity, doubt)
        return decide

    return register


def _registered() -> Mapping[str, Rule]:
    import_module("gongkai.checking.families")
    return _REGISTRY


def rules() -> tuple[Rule, ...]:
    """Return all rules in the catalogue's order."""
    return tuple(sorted(_registered().values(), key=lambda each: _PLACES[each.id.partition(".")[0]]))


def select(wanted: Iterable[str] | str | None) -> tuple[Rule, ...]:
    """Return the rules chosen by ids or prefixes: ``requests``, ``narrative.*``, ``-text.repeated`` (all but this one).

    Where only exclusions are given, all other rules are chosen. Raises :class:`UnknownRule`.
    """
    if wanted is None:
        return rules()
    words = [wanted] if isinstance(wanted, str) else list(wanted)
    chosen = {name for word in words if not word.startswith("-") for name in _matching(word)}
    if all(word.startswith("-") for word in words):
        chosen = set(_registered())
    excluded = {name for word in words if word.startswith("-") for name in _matching(word[1:])}
    return tuple(each for each in rules() if each.id in chosen - excluded)


def _matching(word: str) -> Iterator[str]:
    stem = word.removesuffix("*").removesuffix(".")
    found = [name for name in _registered() if name == stem or name.startswith(f"{stem}.")]
    if not stem or not found:
        raise UnknownRule(f"没有编号为“{word}”的规则。", advice="全部规则见 gongkai rules。")
    yield from found
