"""What stands in the database before an import of people: read once, for all rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from gongkai_site.agencies.models import Agency, Section
from gongkai_site.people.models import Membership, User
from gongkai_site.policy import Actor, agencies_where, may
from gongkai_site.sheets.reading import Row


class Standing:
    """The agencies whose people the actor may edit, who has a role there, and who else has a name in the file."""

    def __init__(self, actor: Actor, rows: Iterable[Row]) -> None:
        self._system = may(actor, "people.system")
        self.managed = {each.pk: each for each in agencies_where(actor, "people.edit").filter(abolished_on=None)}
        self._may_add_section = set(agencies_where(actor, "agency.edit").values_list("pk", flat=True))
        self._called: dict[str, list[Agency]] = defaultdict(list)
        for each in self.managed.values():
            self._called[each.name].append(each)
        self._sections = {
            (each.agency_id, each.name): each for each in Section.objects.filter(agency__in=self.managed, closed=False)
        }
        names = {row.values.get("username", "") for row in rows}
        self.users = {each.username: each for each in User.objects.filter(username__in=names)}
        self._roles: dict[int, list[Membership]] = defaultdict(list)
        self._named: dict[tuple[int, str], dict[int, User]] = defaultdict(dict)
        known = Q(user__in=[each.pk for each in self.users.values()]) | Q(agency__in=self.managed)
        for held in Membership.objects.filter(known).select_related("user", "section"):
            self._roles[held.user_id].append(held)
            if self.lasts(actor, held):
                self._named[held.agency_id, held.user.name][held.user_id] = held.user

    def agency(self, name: str, place: str) -> tuple[Agency | None, str]:
        """The agency of this name that the actor looks after, or what is wrong."""
        found = self._called.get(name, [])
        if place:
            found = [each for each in found if each.place == place]
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, f"有{len(found)}个“{name}”，请填写单位所在地"
        return None, f"没有找到“{name}”：没有登记这个全称的单位，或者不在您的管理范围内"

    def called(self, agency: Agency, name: str) -> list[User]:
        """Who of this name has a role in the agency now."""
        return list(self._named.get((agency.pk, name), {}).values())

    def role(self, actor: Actor, user: User, agency: Agency, role: str) -> Membership | None:
        """The role that the person holds, or will hold, there for himself."""
        for each in self._roles[user.pk]:
            if (each.agency_id, each.role, each.deputises_id) == (agency.pk, role, None) and self.lasts(actor, each):
                return each
        return None

    def section(self, agency: Agency, name: str) -> Section | None:
        """The open section of this name."""
        return self._sections.get((agency.pk, name))

    def may_add_section(self, agency: Agency) -> bool:
        """Whether a section that is not there yet can be added along with the person."""
        return agency.pk in self._may_add_section

    def is_ours(self, user: User) -> bool:
        """Whether the actor looks after an agency where this person has, or had, a role."""
        return self._system or any(each.agency_id in self.managed for each in self._roles[user.pk])

    def is_wholly_ours(self, user: User) -> bool:
        """Whether he looks after all of them, so that he may change the account itself."""
        if self._system:
            return True
        return not user.is_system_admin and all(each.agency_id in self.managed for each in self._roles[user.pk])

    @staticmethod
    def lasts(actor: Actor, membership: Membership) -> bool:
        """Whether the role has not ended."""
        return membership.until is None or membership.until >= actor.on
