"""Who acts: a person, the public, somebody who holds a one-time link, or the system itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

if TYPE_CHECKING:
    from gongkai_site.people.models import Membership, User


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor on one day. Make one per request; nothing it answers is kept longer."""

    kind: str
    """``person``, ``public``, ``link`` or ``system``."""
    user: User | None = None
    on: dt.date = field(default_factory=timezone.localdate)
    link_agency: int | None = None
    """The agency a one-time link was made for."""
    link_year: int | None = None

    @staticmethod
    def person(user: User, on: dt.date | None = None) -> Actor:
        """A person signed in; an inactive one is the public."""
        if not user.is_authenticated or not user.is_active:
            return PUBLIC
        return Actor("person", user, on or timezone.localdate())

    @staticmethod
    def of(request: HttpRequest) -> Actor:
        """Whoever sent this request."""
        return Actor.person(request.user)  # type: ignore[arg-type] # AnonymousUser is answered with PUBLIC

    @staticmethod
    def link(agency: int, year: int) -> Actor:
        """Whoever holds the one-time link made for this agency and year."""
        return Actor("link", link_agency=agency, link_year=year)

    @property
    def user_id(self) -> int | None:
        """The account's id, if a person acts."""
        return self.user.pk if self.user else None

    @property
    def name(self) -> str:
        """The name that the audit log shows."""
        if self.user:
            return str(self.user)
        return {"public": "公众", "link": "一次性链接", "system": "系统"}[self.kind]

    def memberships(self) -> list[Membership]:
        """The roles held on the day, read from the database anew at every call: answers are never cached."""
        if self.user is None:
            return []
        from gongkai_site.people.models import Membership

        return list(
            Membership.objects.filter(Membership.holding(self.on), user_id=self.user.pk, user__is_active=True)
            .select_related("agency")
            .order_by("id")
        )


PUBLIC = Actor("public")
SYSTEM = Actor("system")
