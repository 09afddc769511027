"""Who acts: a person, the public, somebody who holds a code for one object, or the system itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from gongkai_site.policy.codes import Code, opening
from gongkai_site.read_once import read_once

if TYPE_CHECKING:
    from gongkai_site.agencies.models import Agency
    from gongkai_site.people.models import Membership, User

_KEPT = "_gongkai_actor"
"""Where a request keeps its actor; with the request it is gone."""


class Assigned(NamedTuple):
    """A function that somebody has in an agency, by a role there."""

    agency: int
    user: int
    role: str
    function: str


@read_once
def assignments(agencies: tuple[int, ...] | None, on: dt.date) -> frozenset[Assigned]:
    """The functions that people have on a day, in these agencies or in all."""
    from gongkai_site.people.models import Assignment

    rows = Assignment.objects.filter(Assignment.holding(on))
    if agencies is not None:
        rows = rows.filter(membership__agency__in=agencies)
    columns = ("membership__agency_id", "membership__user_id", "membership__role", "function")
    return frozenset(Assigned(*row) for row in rows.order_by().values_list(*columns))


@dataclass(slots=True)
class _Reading:
    """What the database said of a person when it was asked last."""

    memberships: list[Membership] | None = None
    assigned: frozenset[Assigned] | None = None
    account: tuple[bool, bool] | None = None
    """Whether it is open, and whether it is a system administrator's."""
    topmost: list[Agency] | None = None
    anew: bool = False
    """The account as the request loaded it is no longer good enough."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor on one day. A request has one (:meth:`of`); it reads its roles once, and again for every action."""

    kind: str
    """``person``, ``public``, ``code`` or ``system``."""
    user: User | None = None
    day: dt.date | None = None
    """The day on which a person acts; the others act today."""
    code: Code | None = None
    """What the code that was shown was made for."""
    _reading: _Reading = field(default_factory=_Reading, compare=False, repr=False)

    @staticmethod
    def person(user: User, on: dt.date | None = None) -> Actor:
        """A person signed in; an inactive one is the public."""
        if not user.is_authenticated or not user.is_active:
            return PUBLIC
        return Actor("person", user, on or timezone.localdate())

    @staticmethod
    def of(request: HttpRequest) -> Actor:
        """Whoever sent this request: the same actor each time, until somebody else signs in within it."""
        kept: Actor | None = getattr(request, _KEPT, None)
        if kept is None or kept.user_id != request.user.pk:
            kept = Actor.person(request.user)  # type: ignore[arg-type] # AnonymousUser is answered with PUBLIC
            setattr(request, _KEPT, kept)
        return kept

    @staticmethod
    def holder(thing: Model) -> Actor:
        """Whoever holds the code made for this object; whether it still works was asked where it was shown."""
        return Actor("code", code=Code.of(thing))

    @property
    def on(self) -> dt.date:
        """The day on which it is done."""
        return self.day or timezone.localdate()

    @property
    def user_id(self) -> int | None:
        """The account's id, if a person acts."""
        return self.user.pk if self.user else None

    @property
    def name(self) -> str:
        """The name that the audit log shows."""
        if self.user:
            return str(self.user)
        if self.code:
            return opening(self.code).name
        return {"public": "公众", "system": "系统"}[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether a person acts whose account is open."""
        return self._account()[0]

    @property
    def is_system_admin(self) -> bool:
        """Whether a system administrator acts."""
        return all(self._account())

    def memberships(self) -> list[Membership]:
        """The roles held on the day, read from the database when first asked for."""
        if self.user is None:
            return []
        if self._reading.memberships is None:
            from gongkai_site.people.models import Membership

            self._reading.memberships = list(
                Membership.objects.filter(Membership.holding(self.on), user_id=self.user.pk, user__is_active=True)
                .select_related("agency", "deputises")
                .order_by("id")
            )
        return self._reading.memberships

    def assigned(self) -> frozenset[Assigned]:
        """Who has which function in the agencies where one has a role, deputies aside; read when first asked for."""
        if self.user is None:
            return frozenset()
        if self._reading.assigned is None:
            here = tuple(sorted({each.agency_id for each in self.memberships()}))
            self._reading.assigned = assignments(here, self.on)
        return self._reading.assigned

    def topmost(self) -> Agency | None:
        """The topmost of all agencies, where a system administrator's pages begin."""
        from gongkai_site.agencies.models import Agency

        if self._reading.topmost is None:
            self._reading.topmost = list(Agency.objects.order_by("path")[:1])
        return next(iter(self._reading.topmost), None)

    def read_again(self) -> None:
        """Forget what was read: the next question is answered by what the database says then.

        An action does so when its transaction begins, so that a role ended since the page was opened gives nothing.
        """
        self._reading.memberships = self._reading.topmost = None
        self._reading.account = self._reading.assigned = None
        self._reading.anew = True

    def _account(self) -> tuple[bool, bool]:
        if self.user is None:
            return False, False
        if self._reading.account is None and self._reading.anew:
            from gongkai_site.people.models import User

            account = User.objects.filter(pk=self.user.pk).values_list("is_active", "is_system_admin").first()
            self._reading.account = account or (False, False)
        elif self._reading.account is None:
            self._reading.account = self.user.is_active, self.user.is_system_admin
        return self._reading.account


PUBLIC = Actor("public")
SYSTEM = Actor("system")
