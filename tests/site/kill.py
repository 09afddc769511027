"""Dying in the middle of an action: processes really killed (SIGKILL) at every SQL statement and at random moments.

A scenario is prepared once in a database of its own (SQLite, or PostgreSQL where the tests run on it). Then a child
process does it and is killed before its first statement, another before its second, and so on, the commit counting as
two; after each death the database must hold either nothing of the change or all of it, and the audit chain must verify.

In a test: ``survived = run("tests.site.annual.test_lock_atomic", "LOCK", "PUBLISH")``; setting up is done once for all.
"""

import hashlib
import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_RANDOM_DEATHS = 8


@dataclass(frozen=True)
class Scenario:
    """What is done to what."""

    prepare: Callable[[], None]
    """Builds what the action starts from; runs once."""
    act: Callable[[], None]
    """The action that is killed."""
    is_done: Callable[[], bool]
    """Whether all of the change is there, with its event."""


@dataclass(frozen=True)
class Survived:
    """What was left after all the deaths."""

    deaths: int
    """How often a process was killed."""
    nothing: int
    """How often nothing of the change was left."""
    everything: int
    """How often all of it was there."""
    faults: list[str]
    """Where something else was left."""
    statements: int


def run(module: str, *names: str) -> dict[str, Survived]:
    """Run scenarios of a module in processes of their own and return by name what was left."""
    from django.db import connection

    with tempfile.TemporaryDirectory(prefix="gongkai-kill-") as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "DJANGO_SETTINGS_MODULE": "tests.site_settings"}
        if connection.vendor == "postgresql":
            settings = connection.settings_dict
            environment["DATABASE_URL"] = (
                f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST'] or 'localhost'}"
                f":{settings['PORT'] or 5432}/gongkai_kill_{os.getpid()}"
            )
        else:
            environment.pop("DATABASE_URL", None)
        done = subprocess.run(
            [sys.executable, "-m", "tests.site.kill", module, *names],
            env=environment,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=1_200,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return {name: Survived(**each) for name, each in json.loads(done.stdout.splitlines()[-1]).items()}


class _Database:
    """The scenario's database: made, copied aside, put back, thrown away."""

    def __init__(self) -> None:
        import dj_database_url

        self.url = os.environ.get("DATABASE_URL", "")
        self.name = str(dj_database_url.parse(self.url)["NAME"]) if self.url else ""

    def create(self) -> None:
        if self.url:
            self._order(f'DROP DATABASE IF EXISTS "{self.name}"', f'CREATE DATABASE "{self.name}"')

    def keep(self, label: str) -> None:
        self.close()
        if self.url:
            kept = f"{self.name}_{label}"
            self._order(f'DROP DATABASE IF EXISTS "{kept}"', f'CREATE DATABASE "{kept}" TEMPLATE "{self.name}"')
            return
        shutil.rmtree(self._folder() / label, ignore_errors=True)
        (self._folder() / label).mkdir()
        for file in self._files(self._folder()):
            shutil.copy(file, self._folder() / label)

    def put_back(self, label: str) -> None:
        self.close()
        if self.url:
            self._drop(self.name)
            self._order(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.name}_{label}"')
            return
        for file in self._files(self._folder()):
            file.unlink()
        for file in self._files(self._folder() / label):
            shutil.copy(file, self._folder())

    def drop(self) -> None:
        self.close()
        if self.url:
            self._drop(self.name, *(f"{self.name}_{label}" for label in ("empty", "prepared")))

    def digest(self) -> str:
        """A hash over every row of every table."""
        from django.db import connection

        total = hashlib.sha256()
        with connection.cursor() as cursor:
            for table in sorted(connection.introspection.table_names(cursor)):
                cursor.execute(f'SELECT * FROM "{table}"')
                total.update(f"{table}{sorted(map(repr, cursor.fetchall()))}".encode())
        return total.hexdigest()

    def _drop(self, *names: str) -> None:
        import psycopg

        from tests.site.databases import drop

        with psycopg.connect(self.url.rpartition("/")[0] + "/postgres", autocommit=True) as connected:
            for each in names:
                drop(connected, each)

    def _order(self, *orders: str) -> None:
        import psycopg

        with psycopg.connect(self.url.rpartition("/")[0] + "/postgres", autocommit=True) as connected:
            for each in orders:
                connected.execute(each)  # type: ignore[arg-type] # our own names

    def _folder(self) -> Path:
        return Path(os.environ["GONGKAI_DATA"])

    @staticmethod
    def _files(folder: Path) -> list[Path]:
        return list(folder.glob("gongkai.sqlite3*"))

    @staticmethod
    def close() -> None:
        from django.db import connections

        connections.close_all()


def _set_up(database: _Database) -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    database.create()
    django.setup()
    settings.MIGRATION_MODULES = {each.rpartition(".")[2]: None for each in settings.INSTALLED_APPS} | {
        "django_tasks_database": None,
    }
    call_command("migrate", run_syncdb=True, verbosity=0, skip_checks=True)
    from django.db import connection

    from gongkai_site.audit.migration_triggers import create
    from gongkai_site.audit.models import Head

    with connection.schema_editor() as editor:
        create(None, editor)
    Head.objects.get_or_create(pk=1)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_at(number: int) -> Callable[[], int]:
    """Count statements of this process and kill it before the ``number``-th; 0 for never. Returns the counter."""
    from django.db import connection

    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count == number:
            _die()

    def wrapper(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        step()
        return execute(sql, params, many, context)

    connection.execute_wrappers.append(wrapper)
    commit = connection._commit

    def committing() -> None:
        step()
        commit()
        step()

    connection._commit = committing  # type: ignore[method-assign]
    return lambda: count


def _child(work: Callable[[], None]) -> tuple[bool, float]:
    """Do the work in a forked process. Returns whether it was killed, and how long it took."""
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
    _pid, status = os.waitpid(pid, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("The scenario failed by itself.")
    return os.WIFSIGNALED(status), time.monotonic() - started


def _kill_everywhere(scenario: Scenario, database: _Database) -> Survived:
    from gongkai_site.audit.verify import verify

    scenario.prepare()
    before = database.digest()
    database.keep("prepared")
    left = {"nothing": 0, "everything": 0}
    faults: list[str] = []

    def look(where: str) -> None:
        breaks = verify().breaks
        same, done = database.digest() == before, scenario.is_done()
        if same == done or breaks:
            faults.append(f"{where}: same={same} done={done} {breaks}")
        left["everything" if done else "nothing"] += 1
        if not same:
            database.put_back("prepared")
        database.close()

    number, seconds = 0, 0.0
    while True:
        number += 1

        def work(at: int = number) -> None:
            _die_at(at)
            scenario.act()

        killed, seconds = _child(work)
        if not killed:
            break
        look(f"statement {number}")
    assert scenario.is_done(), "The scenario does nothing."
    deaths = number - 1
    chance = random.Random(20261124)
    for turn in range(_RANDOM_DEATHS):
        database.put_back("prepared")
        delay = chance.uniform(0, seconds)

        def timed(after: float = delay) -> None:
            threading.Timer(after, _die).start()
            scenario.act()
            time.sleep(max(after, 0.01))

        killed, _seconds = _child(timed)
        deaths += killed
        look(f"random {turn} after {delay:.3f} s")
    return Survived(deaths, left["nothing"], left["everything"], faults, number - 1)


def main(module: str, *names: str) -> None:
    """Run scenarios and print what was left."""
    database = _Database()
    try:
        _set_up(database)
        database.keep("empty")
        left = {}
        from gongkai_site.reach import everywhere

        for name in names:
            scenario: Scenario = getattr(importlib.import_module(module), name)
            with everywhere("a scenario finds its own things"):
                left[name] = asdict(_kill_everywhere(scenario, database))
            database.put_back("empty")
        print(json.dumps(left))
    finally:
        database.drop()


if __name__ == "__main__":
    main(*sys.argv[1:])
