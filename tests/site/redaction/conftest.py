"""An office with a clerk who marks and a reviewer who looks."""

import pytest

from gongkai_site.agencies.models import Agency
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build


@pytest.fixture(autouse=True)
def _no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognition takes seconds a page, and is the library's own matter."""
    monkeypatch.setattr("gongkai.document.fronts.ocr.engine.available", lambda: False)


@pytest.fixture
def office() -> Agency:
    return build.county()[1][0]


@pytest.fixture
def clerk(office: Agency) -> Actor:
    return build.actor(office, Role.CLERK)


@pytest.fixture
def reviewer(office: Agency) -> Actor:
    return build.actor(office, Role.REVIEWER)
