"""Who holds a right in an agency: whom others wait for, by name and role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from gongkai_site.policy.actor import Assigned, assignments
from gongkai_site.policy.rights import Right, rights
from gongkai_site.read_once import read_once

if TYPE_CHECKING:
    from gongkai_site.people.models import Membership


def gives(row: Right, assigned: Collection[Assigned], role: Membership) -> bool:
    """Whether a role gives the right in its own agency: with the function asked for, where somebody there has one.

    ``assigned`` are the functions that people have there. A deputy has those of the one he stands in for.
    """
    if role.role not in row.own:
        return False
    asked = {
        each
        for each in assigned
        if each.agency == role.agency_id and each.role in row.own and each.function in row.functions
    }
    own = (role.deputises_id or role.user_id, role.role)
    return not asked or any((each.user, each.role) == own for each in asked)


class Holders:
    """The roles and functions held in some agencies (``None``: in all) on a day, read when first asked for."""

    def __init__(self, agencies: Collection[int] | None, on: dt.date) -> None:
        self._agencies = None if agencies is None else tuple(sorted(set(agencies)))
        self._on = on
        self._held: Mapping[int, list[Membership]] | None = None
        self._assigned: frozenset[Assigned] | None = None

    def of(self, agency: int, right: str) -> list[Membership]:
        """The roles in this agency by which open accounts hold the right; no role of an agency above."""
        row = rights()[right]
        if self._held is None:
            self._held = _held(self._agencies, self._on)
        if row.functions and self._assigned is None:
            self._assigned = assignments(self._agencies, self._on)
        assigned = (self._assigned or frozenset()) if row.functions else frozenset()
        return [each for each in self._held.get(agency, ()) if gives(row, assigned, each)]


@read_once
def _held(agencies: tuple[int, ...] | None, on: dt.date) -> Mapping[int, list[Membership]]:
    from gongkai_site.people.models import Membership

    rows = Membership.objects.filter(Membership.holding(on), user__is_active=True)
    if agencies is not None:
        rows = rows.filter(agency__in=agencies)
    held: dict[int, list[Membership]] = {}
    for each in rows.select_related("user").order_by("id"):
        held.setdefault(each.agency_id, []).append(each)
    return held


def holders(agency: int, right: str, on: dt.date) -> list[Membership]:
    """The roles in one agency by which open accounts hold a right."""
    return Holders([agency], on).of(agency, right)


def named(memberships: Iterable[Membership]) -> str:
    """陈建华（审核人）、丁志强（审核人）; empty where there is nobody."""
    return "、".join(dict.fromkeys(f"{each.user}（{each.get_role_display()}）" for each in memberships))
