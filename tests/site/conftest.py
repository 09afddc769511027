"""A database without Wagtail's hundreds of migrations but with our triggers, and people and agencies to act with."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from gongkai_site.audit.migration_triggers import create
from gongkai_site.audit.models import Head


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            create(None, editor)
        Head.objects.create(pk=1)
    yield


@pytest.fixture(autouse=True)
def _database_for_every_test(db: None) -> None:
    """Every test of the site has the database, in a transaction that is rolled back."""


@pytest.fixture
def run_tasks(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Run what the database queue holds, as a worker would, on the test's own connection."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)

    def run() -> None:
        call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)

    return run
