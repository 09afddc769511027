"""Everything that changes a document: taken in, read, verified, accepted."""

from gongkai_site.intake.actions.accepting import Published, accept
from gongkai_site.intake.actions.deciding import assign, record_verdicts, refuse, restore
from gongkai_site.intake.actions.finding import decide_findings
from gongkai_site.intake.actions.many import assign_many
from gongkai_site.intake.actions.reading import reread, restore_reading
from gongkai_site.intake.actions.taking import Taken, lay, take_in
from gongkai_site.intake.putting_down import read_document

__all__ = [
    "Published",
    "Taken",
    "accept",
    "assign",
    "assign_many",
    "decide_findings",
    "lay",
    "read_document",
    "record_verdicts",
    "refuse",
    "reread",
    "restore",
    "restore_reading",
    "take_in",
]
