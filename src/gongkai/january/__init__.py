"""The county's January kit: who filed, what is wrong, return slips, the consolidated report, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.january.changes import Changes
    from gongkai.january.dates import read_date
    from gongkai.january.matching import Match, Matcher
    from gongkai.january.model import Collected, Office
    from gongkai.january.roster import RosterEntry, read_roster
    from gongkai.january.run import JanuaryResult, run_january
    from gongkai.january.slip import Slip, set_out_slip
    from gongkai.january.slip_docx import SlipWriter
    from gongkai.january.template import write_roster_template
    from gongkai.january.total_workbook import render_total_workbook
    from gongkai.january.workbook import add_sheet, plain_value

__all__ = [
    "Changes",
    "Collected",
    "JanuaryResult",
    "Match",
    "Matcher",
    "Office",
    "RosterEntry",
    "Slip",
    "SlipWriter",
    "add_sheet",
    "plain_value",
    "read_date",
    "read_roster",
    "render_total_workbook",
    "run_january",
    "set_out_slip",
    "write_roster_template",
]

# The run needs readers, rules and writers; a roster needs none of them.
__getattr__, __dir__ = lazily(
    __name__,
    {
        "Changes": "gongkai.january.changes",
        "read_date": "gongkai.january.dates",
        **dict.fromkeys(("Match", "Matcher"), "gongkai.january.matching"),
        **dict.fromkeys(("Collected", "Office"), "gongkai.january.model"),
        **dict.fromkeys(("RosterEntry", "read_roster"), "gongkai.january.roster"),
        **dict.fromkeys(("JanuaryResult", "run_january"), "gongkai.january.run"),
        **dict.fromkeys(("Slip", "set_out_slip"), "gongkai.january.slip"),
        "SlipWriter": "gongkai.january.slip_docx",
        "write_roster_template": "gongkai.january.template",
        "render_total_workbook": "gongkai.january.total_workbook",
        **dict.fromkeys(("add_sheet", "plain_value"), "gongkai.january.workbook"),
    },
)
