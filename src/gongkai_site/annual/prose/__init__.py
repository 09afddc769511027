"""The report's prose: numbers linked to cells and facts, drafts made from the facts, and what still asks for a hand."""

from __future__ import annotations

from gongkai_site.annual.prose.drafts import draft
from gongkai_site.annual.prose.links import Link, Problem, links, placeholders, problems, resolve
from gongkai_site.annual.prose.lookup import Linked, Lookup, lookup_for
from gongkai_site.annual.prose.whole import TEXT_KEYS, texts_of, with_prose

__all__ = [
    "TEXT_KEYS",
    "Link",
    "Linked",
    "Lookup",
    "Problem",
    "draft",
    "links",
    "lookup_for",
    "placeholders",
    "problems",
    "resolve",
    "texts_of",
    "with_prose",
]
