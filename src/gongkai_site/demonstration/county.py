"""The county as it is being built: agencies and people by their keys, and who acts where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from gongkai_site.agencies.actions import add_agency, add_section, draft_ruling, end_agency, set_ruling
from gongkai_site.agencies.due import KEY
from gongkai_site.agencies.models import Agency, Kind, Reorganisation
from gongkai_site.agencies.rulings.in_force import day_of
from gongkai_site.demonstration.plan import (
    YEAR,
    AgencyPlan,
    PersonPlan,
    RolePlan,
    agency_plans,
    other_names,
    particulars,
    password,
    person_plans,
)
from gongkai_site.people.actions import add_person, give_role
from gongkai_site.people.first_administrator import make_first_administrator
from gongkai_site.people.models import Role, User
from gongkai_site.policy import Actor

_SINCE = dt.date(2021, 3, 1)
_DUE = ((YEAR - 1, dt.date(YEAR, 1, 20)), (YEAR, dt.date(YEAR + 1, 1, 20)))


@dataclass
class County:
    """What was built so far."""

    administrator: Actor
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    _acting: dict[tuple[str, str], User] = field(default_factory=dict)

    def who(self, agency: str, role: str = Role.CLERK) -> Actor:
        """Whoever has this role in this agency."""
        return Actor.person(self._acting[agency, role])

    def __contains__(self, role: tuple[str, str]) -> bool:
        """Whether somebody has this role in this agency."""
        return role in self._acting

    def plans(self) -> list[AgencyPlan]:
        """The agencies that have a year."""
        return [plan for plan in agency_plans() if not plan.quiet]

    def appoint(self, user: User, role: RolePlan) -> None:
        """Give a role and remember who has it."""
        agency = self.agencies[role.agency]
        give_role(self.administrator, user, agency, role.role, since=_SINCE)
        self._acting.setdefault((role.agency, role.role), user)


def found_county() -> County:
    """Make the agencies, the people and the due dates."""
    first, *others = sorted(person_plans(), key=lambda each: not each.system)
    user = make_first_administrator(first.username, first.name, password())
    county = County(Actor.person(user), people={first.username: user})
    for number, plan in enumerate(agency_plans(), start=1):
        _add_agency(county, plan, number)
    for person in others:
        _add_person(county, person)
    _staff_the_rest(county)
    _set_due_dates(county)
    return county


def merge_offices(county: County) -> None:
    """The reorganisations of the year, entered once the offices' records are in."""
    for plan in county.plans():
        if plan.merged is not None:
            agency = Agency.objects.get(pk=county.agencies[plan.key].pk)
            end_agency(
                county.who("county", Role.SUPERVISOR),
                agency,
                Reorganisation.What.MERGED,
                county.agencies[plan.merged.into],
                on=plan.merged.on,
                basis=plan.merged.basis,
                revision=agency.revision,
            )


def _add_agency(county: County, plan: AgencyPlan, number: int) -> None:
    values = {
        "name": plan.name,
        "short_name": plan.short_name,
        "kind": plan.kind,
        "level": plan.level,
        "place": plan.place,
        "division_code": plan.division_code,
        "vertical": plan.vertical,
        "local_government": county.agencies.get(plan.local_government),
        **particulars(plan, number),
    }
    agency = add_agency(county.administrator, county.agencies.get(plan.superior), values)
    county.agencies[plan.key] = agency
    for section in plan.sections:
        add_section(county.administrator, agency, section)


def _add_person(county: County, plan: PersonPlan) -> None:
    home = county.agencies[plan.roles[0].agency]
    user = add_person(county.administrator, home, username=plan.username, name=plan.name, password=password())
    county.people[plan.username] = user
    for role in plan.roles:
        county.appoint(user, role)


def _staff_the_rest(county: County) -> None:
    """Every office with a year has people who keep its registers, review and sign for it."""
    names = iter(other_names())
    for plan in county.plans():
        needed = [Role.CLERK, Role.REVIEWER, Role.LEADER]
        if any(each.superior == plan.key for each in county.plans()):
            needed.append(Role.SUPERVISOR)
        roles = tuple(RolePlan(plan.key, role) for role in needed if (plan.key, role) not in county)
        if roles:
            short = "daiban" if (plan.key, Role.CLERK) in county else "jingban"
            _add_person(county, PersonPlan(f"{plan.key}-{short}", next(names), roles))


def _set_due_dates(county: County) -> None:
    supervisor, government = county.who("county", Role.SUPERVISOR), county.agencies["county"]
    for year, due in _DUE:
        for kind in (Kind.TOWNSHIP, Kind.SUBDISTRICT, Kind.COMMITTEE):
            basis = f"澄湖县人民政府办公室关于做好{year}年政府信息公开工作年度报告编制的通知"
            drafted = draft_ruling(
                government, KEY, due.isoformat(), since=day_of(year), source=basis, reason="年度报告编制", kind=kind
            )
            set_ruling(supervisor, drafted)
