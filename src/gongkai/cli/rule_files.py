"""``--rules``: names of rules to choose, and files of what a superior asks beyond the law."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.checking import RuleSet

_ENDING = ".toml"


def is_rule_file(word: str) -> bool:
    """Whether the word is a rule set's file: no rule's name ends so."""
    return word.lower().endswith(_ENDING)


def rule_sets_in(words: Iterable[str | Path]) -> tuple[RuleSet, ...]:
    """Read the files among the words. Raises ``InvalidRuleSet``."""
    from gongkai.checking import read_rule_set

    return tuple(read_rule_set(word) for word in words if is_rule_file(str(word)))
