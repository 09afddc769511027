"""Everything that changes a redaction: brought, marked, searched, handed over, released, given back, thrown away."""

from gongkai_site.redaction.actions.bringing import bring, bring_document, drop
from gongkai_site.redaction.actions.deciding import give_back, release, submit
from gongkai_site.redaction.actions.marking import decide_pages, mark_page
from gongkai_site.redaction.actions.opening import open_case
from gongkai_site.redaction.actions.producing import produce
from gongkai_site.redaction.actions.searching import search, search_through

__all__ = [
    "bring",
    "bring_document",
    "decide_pages",
    "drop",
    "give_back",
    "mark_page",
    "open_case",
    "produce",
    "release",
    "search",
    "search_through",
    "submit",
]
