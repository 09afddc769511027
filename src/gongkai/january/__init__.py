"""The county's January kit: who filed, what is wrong, return slips, the consolidated report, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.january.changes import Changes
    from gongkai.january.matching import Match, Matcher
    from gongkai.january.model import Collected, Office
    from gongkai.january.roster import RosterEntry, read_roster
    from gongkai.january.run import JanuaryResult, run_january
    from gongkai.january.template import write_roster_template

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

# The run needs readers, rules and writers; a roster needs none of them.
__getattr__, __dir__ = lazily(
    __name__,
    {
        "Changes": "gongkai.january.changes",
        "Collected": "gongkai.january.model",
        "JanuaryResult": "gongkai.january.run",
        "Match": "gongkai.january.matching",
        "Matcher": "gongkai.january.matching",
        "Office": "gongkai.january.model",
        "RosterEntry": "gongkai.january.roster",
        "read_roster": "gongkai.january.roster",
        "run_january": "gongkai.january.run",
        "write_roster_template": "gongkai.january.template",
    },
)
