"""The one answer to "who may see or do this"; asked on every exit, kept no longer than its request, never skipped."""

from gongkai_site.policy.actor import PUBLIC, SYSTEM, Actor
from gongkai_site.policy.decide import agencies_where, first_agency, held_through, may, require, visible
from gongkai_site.policy.rights import Right, rights

__all__ = [
    "PUBLIC",
    "SYSTEM",
    "Actor",
    "Right",
    "agencies_where",
    "first_agency",
    "held_through",
    "may",
    "require",
    "rights",
    "visible",
]
