"""Doing what a plan of people showed: every row through the action it stands for, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from gongkai_site.agencies.actions.sections import add_section
from gongkai_site.agencies.models import Agency, Section
from gongkai_site.errors import InvalidInput
from gongkai_site.people.actions import add_person, correct_role, edit_person, give_role
from gongkai_site.people.exchange.plan import Entry, Plan, make_plan
from gongkai_site.people.models import User
from gongkai_site.people.passwords import first_password
from gongkai_site.policy import Actor
from gongkai_site.sheets.reading import Upload


@dataclass(frozen=True)
class Slip:
    """What a new person is handed: his first password stands nowhere else and cannot be shown again."""

    agency: Agency
    user: User
    password: str
    roles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Done:
    """What an import did."""

    plan: Plan
    slips: list[Slip]


def import_people(actor: Actor, upload: Upload, digest: str) -> Done:
    """Import the rows if that does exactly what the plan with this ``digest`` showed.

    Raises :class:`InvalidInput` where a row is refused and :class:`EditedMeanwhile` where people or agencies have
    changed since; nothing is changed then.
    """
    with transaction.atomic():
        plan = make_plan(actor, upload)
        plan.insist(digest, "人员登记")
        run = _Import(actor, plan)
        for entry in plan.entries:
            if entry.what != "same":
                run.take(entry)
    return Done(plan, sorted(run.slips.values(), key=lambda each: each.agency.path))


class _Import:
    def __init__(self, actor: Actor, plan: Plan) -> None:
        self._actor = actor
        self._reason = f"导入：{plan.upload.name}"[:200]
        self._sections: dict[tuple[int, str], Section] = {}
        self.slips: dict[str, Slip] = {}

    def take(self, entry: Entry) -> None:
        """Do one row."""
        agency = entry.agency
        if agency is None or entry.since is None:  # pragma: no cover - such a row was refused
            raise InvalidInput("单位已不存在。")
        user = self._user(entry, agency)
        section = self._section(entry, agency)
        stored = entry.membership
        if stored is None:
            given = give_role(
                self._actor, user, agency, entry.role, since=entry.since, until=entry.until, section=section
            )
            if user.username in self.slips:
                self.slips[user.username].roles.append(given.get_role_display())
        elif (section or stored.section, entry.since, entry.until) != (stored.section, stored.since, stored.until):
            correct_role(
                self._actor, stored, since=entry.since, until=entry.until,
                section=section or stored.section, reason=self._reason,
            )  # fmt: skip

    def _user(self, entry: Entry, agency: Agency) -> User:
        if entry.user is not None:
            if entry.edits:
                edit_person(self._actor, entry.user, agency, name=entry.name, email=entry.email or entry.user.email)
            return entry.user
        if entry.username not in self.slips:
            password = first_password()
            user = add_person(
                self._actor, agency, username=entry.username, name=entry.name, email=entry.email,
                password=password, first=True,
            )  # fmt: skip
            self.slips[entry.username] = Slip(agency, user, password)
        return self.slips[entry.username].user

    def _section(self, entry: Entry, agency: Agency) -> Section | None:
        if not entry.new_section:
            return entry.section
        key = agency.pk, entry.new_section
        if key not in self._sections:
            self._sections[key] = add_section(self._actor, agency, entry.new_section)
        return self._sections[key]
