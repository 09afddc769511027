"""What the server under test holds: the demonstration county, and a county of our own with fixed reports."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gongkai_site.agencies.models import Agency, Kind, Level
from gongkai_site.annual.models import Scope
from gongkai_site.demonstration.build import build as build_demonstration
from gongkai_site.demonstration.plan import person_plans
from gongkai_site.people.models import Role, User
from gongkai_site.screening.actions import stop
from gongkai_site.screening.looking import look
from tests.site import build
from tests.site.portal.build import placed, published

PARTICULARS = {
    "body": "安平县人民政府办公室政务公开科",
    "address": "安平县为民街1号",
    "hours": "工作日 9:00—12:00，14:00—17:00",
    "telephone": "0318-7520001",
    "email": "zwgk@anping.example",
    "website": "https://www.anping.example/",
    "postcode": "053600",
}


YEARS = {"desktop": "长宁县", "phone": "永宁县"}
"""The county in which ``test_year`` goes the whole way, for each width."""
NAMES = {
    Role.CLERK: "周敏",
    Role.REVIEWER: "吴国强",
    Role.LEADER: "郑红梅",
    Role.SUPERVISOR: "冯志远",
}


def build_world(*, demonstration: bool) -> dict[str, Any]:
    """Make everything, with or without the demonstration county; return ids of agencies and the sessions of people.

    Those of our own county are named after place and role, those of the demonstration county have their user names.
    """
    if demonstration:
        build_demonstration(small=True)
        _stopped(User.objects.get(username="liuxi-jingban"))
    county, townships = build.county(3)
    Agency.objects.filter(pk=county.pk).update(**PARTICULARS)
    for agency in (county, *townships[:2]):
        for year in (2023, 2024):
            published(agency, year)
    published(county, 2024, Scope.AREA)
    corrected = published(townships[0], 2024, reason="“收费金额”一项填写有误，更正为0元。")
    placed(corrected, own_pages=False, platform="河北省政府信息公开平台", url="https://info.hebei.example/anping/1")
    known = build.person(townships[0], Role.CLERK)
    return {
        "name": known.username,
        "county": county.pk,
        "townships": [each.pk for each in townships],
        "sessions": {
            **{f"township-{role}": _session(townships[0], role) for role in Role.values if role != Role.SUPERVISOR},
            **{f"county-{role}": _session(county, role) for role in Role.values},
            **{key: session for width, name in YEARS.items() for key, session in _year(width, name).items()},
            **{user.username: _signed_in(user) for user in _demonstrated()},
        },
    }


def _stopped(clerk: User) -> None:
    """A file of the township's clerk that bears a marking."""
    hits = look("机密★1年\n".encode(), "通知.txt", timezone.localdate(), thorough=False).markings
    stop(clerk.memberships.get().agency, "通知.txt", "0" * 64, 12, hits, by=clerk)


def _demonstrated() -> QuerySet[User]:
    return User.objects.filter(username__in=[plan.username for plan in person_plans()])


def _year(width: str, name: str) -> dict[str, str]:
    """A county with three townships and no record yet; the sessions of its people and of the first township's."""
    particulars = {key: value.replace("安平", name[:2]) for key, value in PARTICULARS.items()}
    county = build.agency(f"{name}人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, place=name, **particulars)
    towns = [build.agency(f"{name}{each}人民政府", county, place=name) for each in ("青石镇", "临河镇", "白沙镇")]
    roles = [(towns[0], "town", role) for role in (Role.CLERK, Role.REVIEWER, Role.LEADER)]
    roles += [(county, "county", role) for role in (Role.CLERK, Role.REVIEWER, Role.LEADER, Role.SUPERVISOR)]
    return {f"{width}-{where}-{role}": _session(agency, role, NAMES[role]) for agency, where, role in roles}


def _session(agency: Agency, role: str, name: str = "") -> str:
    user = build.person(agency, role)
    user.name = name or user.name
    user.save(update_fields=("name",))
    return _signed_in(user)


def _signed_in(user: User) -> str:
    return str(build.signed_in(user).cookies["sessionid"].value)
