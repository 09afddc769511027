"""Everything that changes a document: taken in, read, verified, accepted."""

from gongkai_site.intake.actions.accepting import Published, accept
from gongkai_site.intake.actions.deciding import assign, record_verdicts, refuse, restore
from gongkai_site.intake.actions.reading import read_document, reread
from gongkai_site.intake.actions.taking import Taken, lay, take_in

__all__ = [
    "Published",
    "Taken",
    "accept",
    "assign",
    "lay",
    "read_document",
    "record_verdicts",
    "refuse",
    "reread",
    "restore",
    "take_in",
]
