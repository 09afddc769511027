"""Who holds a right in an agency: whom others wait for, by name and role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from gongkai_site.people.models import Membership
from gongkai_site.policy import rights


def holders(agency_id: int, right: str, on: dt.date) -> list[Membership]:
    """The roles in this agency by which open accounts hold a right today; no role of an agency above."""
    return list(
        Membership.objects.filter(
            Membership.holding(on), agency=agency_id, role__in=rights()[right].own, user__is_active=True
        )
        .select_related("user")
        .order_by("id")
    )


def named(memberships: Iterable[Membership]) -> str:
    """陈建华（审核人）、丁志强（审核人）; empty where there is nobody."""
    return "、".join(dict.fromkeys(f"{each.user}（{each.get_role_display()}）" for each in memberships))
