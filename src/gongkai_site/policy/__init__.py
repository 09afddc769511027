"""The one answer to "who may see or do this"; asked on every exit, never cached, never skipped by a flag."""

from gongkai_site.policy.actor import PUBLIC, SYSTEM, Actor
from gongkai_site.policy.decide import agencies_where, held_through, may, require, visible
from gongkai_site.policy.rights import Right, rights

__all__ = [
    "PUBLIC",
    "SYSTEM",
    "Actor",
    "Right",
    "agencies_where",
    "held_through",
    "may",
    "require",
    "rights",
    "visible",
]
