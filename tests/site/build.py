"""Agencies and people for tests, made straight in the database; what is under test is done by actions."""

import datetime as dt
import itertools
from typing import Any

from django.test import Client

from gongkai_site.agencies.models import Agency, Kind, Level, Ruling
from gongkai_site.people.models import Membership, Role, User
from gongkai_site.policy import Actor

_numbers = itertools.count(1)


def agency(name: str = "", superior: Agency | None = None, kind: str = Kind.TOWNSHIP, **more: Any) -> Agency:
    """Make an agency below ``superior`` with its path."""
    more.setdefault("level", Level.TOWNSHIP if kind in (Kind.TOWNSHIP, Kind.SUBDISTRICT) else Level.COUNTY)
    made = Agency.objects.create(name=name or f"第{next(_numbers)}镇人民政府", superior=superior, kind=kind, **more)
    made.path = f"{superior.path if superior else '/'}{made.pk}/"
    made.save(update_fields=("path",))
    return made


def county(townships: int = 2, name: str = "安平县") -> tuple[Agency, list[Agency]]:
    """Make a county government with townships below it."""
    government = agency(f"{name}人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, place=name)
    return government, [agency(f"{name}第{n}镇人民政府", government, place=name) for n in range(1, townships + 1)]


def due_by(superior: Agency, day: dt.date, source: str = "通知", **more: Any) -> Ruling:
    """Lay down the day by which reports on the year before ``day`` are due."""
    more.setdefault("since", dt.date(day.year - 1, 12, 31))
    return Ruling.objects.create(superior=superior, key="report.due", value=day.isoformat(), source=source, **more)


def person(where: Agency | None = None, role: str = Role.CLERK, **more: Any) -> User:
    """Make a person with one role since 2020; without an agency just an account. The password is ``密码-gongkai``."""
    number = next(_numbers)
    section, until, since = more.pop("section", None), more.pop("until", None), more.pop("since", dt.date(2020, 1, 1))
    user = User.objects.create_user(f"user{number}", password="密码-gongkai", name=f"人员{number}", **more)
    if where is not None:
        Membership.objects.create(user=user, agency=where, role=role, since=since, until=until, section=section)
    return user


def actor(where: Agency | None = None, role: str = Role.CLERK, **more: Any) -> Actor:
    """Make a person and return him as an actor."""
    return Actor.person(person(where, role, **more))


def signed_in(user: User) -> Client:
    """Return a browser in which this person has signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
