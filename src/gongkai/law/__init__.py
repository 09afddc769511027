"""The law as data: provisions to cite, deadlines, and what kind of agency a name belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.law.agencies import Agency, classify, may_make_rules
from gongkai.law.deadlines import Deadline, statutory_deadline
from gongkai.law.divisions import Place, locate
from gongkai.law.statutes import Citation, Document, citation, citations, provisions
from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.law.agencies import Kind, Level
    from gongkai.law.dated import year_end
    from gongkai.law.deadlines import deadline_of
    from gongkai.law.division_codes import division, full_code

__all__ = [
    "Agency",
    "Citation",
    "Deadline",
    "Document",
    "Kind",
    "Level",
    "Place",
    "citation",
    "citations",
    "classify",
    "deadline_of",
    "division",
    "full_code",
    "locate",
    "may_make_rules",
    "provisions",
    "statutory_deadline",
    "year_end",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(("Kind", "Level"), "gongkai.law.agencies"),
        "year_end": "gongkai.law.dated",
        "deadline_of": "gongkai.law.deadlines",
        **dict.fromkeys(("division", "full_code"), "gongkai.law.division_codes"),
    },
)
