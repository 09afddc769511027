"""Several at once in one agency, on PostgreSQL, each in a connection of his own: who waits for whom, and for what.

On SQLite only one transaction writes at a time anyway.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.site.kill import _Database, _set_up

ROWS = 60
HEADER = ["登记编号", "申请人姓名", "申请人类型", "收到日期", "申请方式", "申请内容"]
PATIENCE = 20.0
"""Seconds after which somebody who should not wait is held to be waiting."""
A_WHILE = 1.0
"""Seconds in which somebody who need not wait would be done."""


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_nobody_waits_for_an_import_but_another_import_and_the_same_number() -> None:
    settings = connection.settings_dict
    url = f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST'] or 'localhost'}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.site.records.test_side_by_side"],
        env={**os.environ, "DATABASE_URL": f"{url}:{settings['PORT'] or 5432}/gongkai_beside_{os.getpid()}"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "add": "done",
        "correct": "done",
        "void": "done",
        "an agency below": "done",
        "the same number": "waited, InvalidRecord",
        "the same file": "waited, InvalidInput",
        "records": ROWS + 2,
        "the number": "import",
    }


class _Beside(threading.Thread):
    """Something done in a connection of its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._work, self.said = work, ""

    def run(self) -> None:
        from django.db import connection as own

        try:
            self._work()
            self.said = "done"
        except Exception as error:
            self.said = type(error).__name__
        finally:
            own.close()

    def after(self, seconds: float) -> str:
        """What became of it so far; nothing while it waits."""
        self.join(seconds)
        return self.said


@contextmanager
def _open(work: Callable[[], object], table: str) -> Iterator[None]:
    """Keep an action's transaction open behind its first row of ``table``, and let it go on when left."""
    inserted, go_on = threading.Event(), threading.Event()

    def wait(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        if f'INSERT INTO "{table}"' in str(sql):
            inserted.set()
            go_on.wait(PATIENCE * 4)
        return answer

    def held() -> None:
        from django.db import connection as own

        with own.execute_wrapper(wait):
            work()

    beside = _Beside(held)
    beside.start()
    if not inserted.wait(PATIENCE):
        raise RuntimeError(f"The action wrote nothing: {beside.said}")
    try:
        yield
    finally:
        go_on.set()
        if beside.after(PATIENCE) != "done":
            raise RuntimeError(f"The action failed: {beside.said}")


def _scene() -> dict[str, object]:
    from gongkai_site.agencies.actions import add_agency
    from gongkai_site.agencies.models import Agency
    from gongkai_site.people.models import Role
    from gongkai_site.reach import everywhere
    from gongkai_site.records.actions import correct_record, import_rows, void_record
    from gongkai_site.records.staging import stage_file
    from gongkai_site.requests.models import Request
    from tests.site import build
    from tests.site.records.build import record, workbook

    town: Agency = build.agency()
    clerk, other, supervisor = build.actor(town), build.actor(town), build.actor(town, Role.SUPERVISOR)
    rows = [[f"A-{n}", f"申请人{n}", "公民", "2025-03-05", "网上", "批复"] for n in range(ROWS)]
    data = workbook([HEADER, *rows])
    staged, again = (stage_file(who, town, "requests", "台账.xlsx", data) for who in (clerk, other))
    corrected, voided = record(other, town, "requests", number="1"), record(other, town, "requests", number="2")
    below = {"name": "便民中心", "kind": "branch", "level": "township"}
    free: dict[str, Callable[[], object]] = {
        "add": lambda: record(other, town, "requests", number="3"),
        "correct": lambda: correct_record(other, corrected, {"subject": "x"}, revision=1, reason="x"),
        "void": lambda: void_record(other, voided, revision=1, reason="x"),
        "an agency below": lambda: add_agency(supervisor, town, below),
    }
    said: dict[str, object] = {}
    with _open(lambda: import_rows(clerk, staged), "requests_request"):
        for name, work in free.items():
            beside = _Beside(work)
            beside.start()
            said[name] = beside.after(PATIENCE) or "waited"
        waiting = {
            "the same number": _Beside(lambda: record(other, town, "requests", number="A-5")),
            "the same file": _Beside(lambda: import_rows(other, again)),
        }
        for beside in waiting.values():
            beside.start()
        so_far = {name: beside.after(A_WHILE) for name, beside in waiting.items()}
    for name, beside in waiting.items():
        said[name] = f"{so_far[name] or 'waited'}, {beside.after(PATIENCE)}"
    with everywhere("to see what stands"):
        standing = Request.objects.filter(agency=town, voided=False)
    said["records"] = standing.count()
    said["the number"] = "import" if standing.get(number="A-5").batch else "clerk"
    return said


def main() -> None:
    """Play the scene in a database of its own and print what became of everybody."""
    database = _Database()
    try:
        _set_up(database)
        print(json.dumps(_scene(), ensure_ascii=False))
    finally:
        database.drop()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.site_settings")
    main()
