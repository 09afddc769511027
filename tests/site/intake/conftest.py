"""A county, its first township and its supervisor, as most tests of this folder need them."""

import pytest

from gongkai_site.agencies.models import Agency
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build


@pytest.fixture
def county() -> Agency:
    return build.county()[0]


@pytest.fixture
def township(county: Agency) -> Agency:
    return Agency.objects.get(name="安平县第1镇人民政府")


@pytest.fixture
def office(county: Agency) -> Actor:
    return build.actor(county, Role.SUPERVISOR)
