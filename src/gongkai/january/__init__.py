"""The county's January kit: who filed, what is wrong, return slips, the consolidated report, and what changed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.january.changes import Changes
    from gongkai.january.matching import Match, Matcher
    from gongkai.january.model import Collected, Office
    from gongkai.january.roster import RosterEntry, read_roster
    from gongkai.january.run import JanuaryResult, run_january
    from gongkai.january.template import write_roster_template

# Loaded when first used: the run needs readers, rules and writers, a roster needs none of them.
_HOMES = {
    "Changes": "changes",
    "Collected": "model",
    "JanuaryResult": "run",
    "Match": "matching",
    "Matcher": "matching",
    "Office": "model",
    "RosterEntry": "roster",
    "read_roster": "roster",
    "run_january": "run",
    "write_roster_template": "template",
}

__all__ = [
    "Changes",
    "Collected",
    "JanuaryResult",
    "Match",
    "Matcher",
    "Office",
    "RosterEntry",
    "read_roster",
    "run_january",
    "write_roster_template",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'gongkai.january' has no attribute '{name}'")
    return getattr(import_module(f"gongkai.january.{_HOMES[name]}"), name)
