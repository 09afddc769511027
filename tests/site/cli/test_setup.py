"""Setting up: the first administrator, and what is said where something is lacking."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from gongkai_site.audit.models import Event
from gongkai_site.cli import ready as ready_module
from gongkai_site.cli import setup
from gongkai_site.errors import InvalidInput, NotAllowed, WrongState
from gongkai_site.people.first_administrator import has_administrator, make_first_administrator
from gongkai_site.people.models import User
from gongkai_site.policy import PUBLIC, SYSTEM, may
from tests.site.build import actor, agency, person

GOOD = "Lantern-Orchard-51"


def test_the_first_administrator_can_sign_in_and_is_no_superuser() -> None:
    user = make_first_administrator(" admin ", "李管理", GOOD)
    assert (user.username, user.is_system_admin, user.is_superuser) == ("admin", True, False)
    assert user.check_password(GOOD)
    assert has_administrator()


def test_there_is_only_one_first() -> None:
    make_first_administrator("admin", "李管理", GOOD)
    with pytest.raises(WrongState):
        make_first_administrator("second", "王管理", GOOD)
    assert User.objects.count() == 1


def test_a_closed_administrator_is_none() -> None:
    person(is_system_admin=True, is_active=False)
    assert not has_administrator()


@pytest.mark.parametrize(
    ("username", "name", "password"),
    [
        ("admin", "李管理", "short"),
        ("admin", "李管理", "password123"),
        ("admin", "李管理", "73829104652"),
        ("lantern-orchard", "李管理", "lantern-orchard"),
        ("", "李管理", GOOD),
        ("李 管理", "李管理", GOOD),
        ("admin", "", GOOD),
    ],
)
def test_a_weak_password_or_an_impossible_name_is_refused(username: str, name: str, password: str) -> None:
    with pytest.raises(InvalidInput):
        make_first_administrator(username, name, password)
    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_a_taken_user_name_is_refused() -> None:
    taken = person().username
    with pytest.raises(InvalidInput):
        make_first_administrator(taken, "李管理", GOOD)


def test_only_the_machine_may_make_the_first_administrator() -> None:
    somewhere = agency()
    assert may(SYSTEM, "people.first-administrator")
    for who in (PUBLIC, actor(somewhere, "agency-admin"), actor(is_system_admin=True)):
        assert not may(who, "people.first-administrator")
        assert not may(who, "people.first-administrator", somewhere)


@pytest.fixture
def without_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command with database and static files already in order."""
    monkeypatch.setattr(ready_module, "ready", lambda *given, **more: None)
    monkeypatch.setattr(setup, "ready", lambda *given, **more: None)
    monkeypatch.setattr("gongkai_site.migrations_pending.migrate", lambda: 0)
    monkeypatch.setattr("gongkai_site.cli.static.collect_static", lambda: False)


@pytest.mark.usefixtures("without_database")
def test_without_a_screen_and_without_options_it_says_what_to_give() -> None:
    ran = CliRunner().invoke(setup.command, [])
    assert "GONGKAI_ADMIN_PASSWORD" in str(ran.exception)
    assert not User.objects.exists()


@pytest.mark.usefixtures("without_database")
def test_the_environment_can_name_the_administrator() -> None:
    known = {"GONGKAI_ADMIN_USERNAME": "admin", "GONGKAI_ADMIN_NAME": "李管理", "GONGKAI_ADMIN_PASSWORD": GOOD}
    ran = CliRunner().invoke(setup.command, [], env=known)
    assert ran.exit_code == 0
    assert GOOD not in ran.output
    assert (User.objects.get().name, User.objects.get().must_renew) == ("李管理", True)


@pytest.mark.usefixtures("without_database")
def test_on_a_screen_it_asks_and_does_not_show_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "_is_screen", lambda: True)
    ran = CliRunner().invoke(setup.command, [], input=f"admin\n李管理\n{GOOD}\n{GOOD}\n")
    assert ran.exit_code == 0, ran.output
    assert GOOD not in ran.output
    assert (User.objects.get().username, User.objects.get().must_renew) == ("admin", False)


def test_the_errors_of_the_policy_reach_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai_site.people.first_administrator.SYSTEM", PUBLIC)
    with pytest.raises(NotAllowed):
        make_first_administrator("admin", "李管理", GOOD)
