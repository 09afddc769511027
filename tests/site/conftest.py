"""A database made without migrations but with our triggers, and people and agencies to act with."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from gongkai_site.audit.migration_triggers import create
from gongkai_site.audit.models import Head
from gongkai_site.look.current import keep
from gongkai_site.look.models import Look
from gongkai_site.reach import everywhere

ANY_DATABASE = (
    *(f"tests/site/annual/test_{name}.py" for name in ("cells_pages", "exits", "exits_pictures", "papers")),
    *(f"tests/site/annual/test_{name}.py" for name in ("prose_drafts", "prose_links", "signoff_pages", "write_pages")),
    *(f"tests/site/browser/test_{name}.py" for name in ("handbook", "intake", "office", "portal", "redaction")),
    "tests/site/browser/test_year.py::test_a_year_goes_from_its_first_record_to_the_countys_published_report[phone]",
    "tests/site/browser/test_print.py",
    *(f"tests/site/demonstration/test_{name}.py" for name in ("folder", "plan")),
    *(f"tests/site/filings/test_{name}.py" for name in ("link_pages", "opening", "pages")),
    *(f"tests/site/home/test_{name}.py" for name in ("frame", "languages")),
    *(f"tests/site/intake/test_{name}.py" for name in ("pages", "set_out", "unpacking", "unread")),
    *(f"tests/site/portal/test_{name}.py" for name in ("files", "pages", "report")),
    "tests/site/records/test_values.py",
    "tests/site/sheets/test_tables.py",
    *(f"tests/site/stories/test_{name}.py" for name in ("neighbour", "who_opens_what")),
)
"""What PostgreSQL cannot change: how things already read are shown, written into files and said in words, and what is
read from files. Actions, locks, constraints, triggers, migrations, sums, searches and lists run on both databases."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid.startswith(ANY_DATABASE)])
        items[:] = [item for item in items if not item.nodeid.startswith(ANY_DATABASE)]


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


@pytest.fixture(autouse=True)
def _everything_within_reach() -> Iterator[None]:
    """A test makes and looks at what it likes; a request in it begins out of reach of everything all the same."""
    with everywhere("a test's own look at the database"):
        yield


@pytest.fixture(autouse=True)
def _look_as_the_site_comes() -> None:
    """What one test sets, the next does not show; and no page's queries depend on which test came first."""
    keep(Look())


@pytest.fixture
def run_tasks(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Run what the database queue holds, as a worker would, on the test's own connection."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)

    def run() -> None:
        call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)

    return run
