"""What else happens when a document was accepted: parts above this one register what they do then."""

from __future__ import annotations

from collections.abc import Callable

from gongkai_site.annual.models import Version
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.policy import Actor

Follower = Callable[[Actor, IncomingDocument, Version], None]
_followers: list[Follower] = []


def on_accepted(follower: Follower) -> None:
    """Call ``follower(actor, document, version)`` in the transaction of every acceptance from now on."""
    if follower not in _followers:
        _followers.append(follower)


def tell(actor: Actor, document: IncomingDocument, version: Version) -> None:
    """Call those who registered."""
    for follower in _followers:
        follower(actor, document, version)
