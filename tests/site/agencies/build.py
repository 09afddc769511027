"""Rows of the register of agencies as a county would have them."""

import datetime as dt

from gongkai_site.agencies.models import Agency, Kind, Level
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site.build import actor

VALUES = {"name": "新设镇人民政府", "kind": Kind.TOWNSHIP, "level": Level.TOWNSHIP, "place": "安平县"}
ON = dt.date(2025, 7, 1)


def supervisor(of: Agency) -> Actor:
    """A supervisor of the office in charge, of the agency's government."""
    return actor(of, Role.SUPERVISOR)


def root() -> Actor:
    """A system administrator."""
    return actor(is_system_admin=True)


def many(count: int, government: Agency) -> None:
    """Put ``count`` townships below the government, straight into the database."""
    Agency.objects.bulk_create(
        Agency(
            pk=number,
            name=f"第{number}号镇人民政府",
            kind=Kind.TOWNSHIP,
            level=Level.TOWNSHIP,
            superior=government,
            path=f"{government.path}{number}/",
        )
        for number in range(9_000_000, 9_000_000 + count)
    )
