"""What a mistake is: a name, the rules of the contract that should find it, what it needs, how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.injected.report import Report

Change = Callable[[Report], bool | None]


@dataclass(frozen=True)
class Mistake:
    """``inject`` returns False where this report has no place for it; then another report is drawn."""

    name: str
    rules: frozenset[str]
    inject: Change
    kinds: tuple[str, ...] = ()
    """The kinds of office that can make it, or all."""
    needs_previous: bool = False


MISTAKES: dict[str, Mistake] = {}


def mistake(*rules: str, kinds: tuple[str, ...] = (), previous: bool = False) -> Callable[[Change], Change]:
    """Enter a function as a kind of mistake; each of these rules may be the one that finds it."""

    def enter(function: Change) -> Change:
        name = function.__name__
        MISTAKES[name] = Mistake(name, frozenset(rules), function, kinds, previous)
        return function

    return enter
