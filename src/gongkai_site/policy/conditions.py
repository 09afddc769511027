"""Further conditions that the table of rights names: each takes the actor, his memberships and the object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gongkai_site.policy.actor import Actor


def handles_request(actor: Actor, memberships: list[Any], thing: Any) -> bool:
    """A request given to a section is handled by that section's people, and by those with no section of their own."""
    section = getattr(getattr(thing, "request", thing), "section_id", None)
    agency = getattr(getattr(thing, "request", thing), "agency_id", None)
    return any(
        section is None or each.section_id in (None, section) for each in memberships if each.agency_id == agency
    )


def handles_all_requests(actor: Actor, memberships: list[Any], thing: Any) -> bool:
    """Data of all of an agency's applicants at once is for clerks and reviewers with no section of their own."""
    agency = getattr(thing, "agency_id", None) or getattr(thing, "pk", None)
    return any(
        each.section_id is None and each.role in ("clerk", "reviewer")
        for each in memberships
        if each.agency_id == agency
    )


def report_is_handed_up(actor: Actor, memberships: list[Any], thing: Any) -> bool:
    """Those above see a report once it was handed up or published, not while it is being written."""
    return bool(getattr(thing, "is_handed_up", False))


def version_is_published(actor: Actor, memberships: list[Any], thing: Any) -> bool:
    """Anybody sees a version that was published, also one that a later version corrected."""
    return bool(getattr(thing, "is_published", False))


def is_own_account(actor: Actor, memberships: list[Any], thing: Any) -> bool:
    """The actor's own account, or a role that he holds with it."""
    return actor.user is not None and (thing == actor.user or getattr(thing, "user_id", None) == actor.user_id)


CONDITIONS: Mapping[str, Callable[[Actor, list[Any], Any], bool]] = {
    each.__name__: each
    for each in (handles_request, handles_all_requests, report_is_handed_up, version_is_published, is_own_account)
}
