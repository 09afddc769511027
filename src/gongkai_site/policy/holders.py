"""Who holds a right in an agency: whom others wait for, by name and role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from gongkai_site.policy.rights import rights

if TYPE_CHECKING:
    from gongkai_site.people.models import Membership


class Holders:
    """The roles held in some agencies (``None``: in all) on a day, read with one query when first asked for."""

    def __init__(self, agencies: Collection[int] | None, on: dt.date) -> None:
        self._agencies, self._on = agencies, on
        self._held: dict[int, list[Membership]] | None = None

    def of(self, agency: int, right: str) -> list[Membership]:
        """The roles in this agency by which open accounts hold the right; no role of an agency above."""
        return [each for each in self.in_agency(agency) if each.role in rights()[right].own]

    def in_agency(self, agency: int) -> list[Membership]:
        """Every role held in this agency by an open account."""
        if self._held is None:
            from gongkai_site.people.models import Membership

            held = Membership.objects.filter(Membership.holding(self._on), user__is_active=True)
            if self._agencies is not None:
                held = held.filter(agency__in=self._agencies)
            self._held = {}
            for each in held.select_related("user").order_by("id"):
                self._held.setdefault(each.agency_id, []).append(each)
        return self._held.get(agency, [])


def holders(agency: int, right: str, on: dt.date) -> list[Membership]:
    """The roles in one agency by which open accounts hold a right."""
    return Holders([agency], on).of(agency, right)


def named(memberships: Iterable[Membership]) -> str:
    """陈建华（审核人）、丁志强（审核人）; empty where there is nobody."""
    return "、".join(dict.fromkeys(f"{each.user}（{each.get_role_display()}）" for each in memberships))
