"""The law as data: provisions to cite, deadlines, and what kind of agency a name belongs to."""

from gongkai.law.agencies import Agency, classify, may_make_rules
from gongkai.law.deadlines import Deadline, statutory_deadline
from gongkai.law.divisions import Place, locate
from gongkai.law.statutes import Citation, Document, citation, citations, provisions

__all__ = [
    "Agency",
    "Citation",
    "Deadline",
    "Document",
    "Place",
    "citation",
    "citations",
    "classify",
    "locate",
    "may_make_rules",
    "provisions",
    "statutory_deadline",
]
