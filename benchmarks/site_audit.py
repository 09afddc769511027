"""Proving a log of a million events, and finding one altered sign among them, by the command an administrator types."""

from __future__ import annotations

import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.postgresql import own_server
from benchmarks.timing import Row, Skipped

EVENTS = 1_000_000
ALTERED = 654_321
_AT_ONCE = 20_000


def build(events: int, carried: bool) -> None:
    """Make as many requests in the database of ``GONGKAI_DATA``, and a chain of events that tell of them.

    ``carried``: as an earlier release wrote them, their text in clear; upgrading then carries them over.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai_site.settings"
    import django
    from django.core.management import call_command

    django.setup()
    if carried:
        call_command("migrate", "audit", "0002", verbosity=0)
        call_command("migrate", "requests", verbosity=0)
    else:
        call_command("migrate", verbosity=0)
    _write(events, _former if carried else _sealed)
    started = time.perf_counter()
    call_command("migrate", "audit", verbosity=0)
    print(f"{time.perf_counter() - started:.1f}")
    call_command("migrate", verbosity=0)


Table = tuple[tuple[str, ...], list[tuple[object, ...]]]
"""Columns, and rows of them."""


def _write(events: int, rows_of: Callable[[str, int, list[Any]], tuple[str, dict[str, Table]]]) -> None:
    from gongkai_site.audit.models import Head
    from gongkai_site.reach import everywhere
    from gongkai_site.requests.models import Request
    from tests.site.build import agency

    last = "0" * 64
    with everywhere("a measurement's own things"):
        where = agency()
        for start in range(0, events, _AT_ONCE):
            made = Request.objects.bulk_create(
                Request(agency=where, number=f"2026-{n}", received_on=dt.date(2026, 1, 5), channel="online",
                        applicant_kind="natural_person", subject=f"关于第{n}项预算的申请", outcome="granted",
                        concluded_on=dt.date(2026, 1, 9))
                for n in range(start, min(start + _AT_ONCE, events))
            )  # fmt: skip
            last, tables = rows_of(last, start, made)
            for table, (columns, rows) in tables.items():
                _insert(table, columns, rows)
    Head.objects.update(number=events, hash=last)


def _told(number: int, request: Any) -> tuple[object, ...]:
    return (number, "2026-01-05T01:02:03.000004+00:00", number % 97, "张三", number % 311, "record.add",
            "requests.request", str(request.pk))  # fmt: skip


def _sealed(last: str, start: int, made: list[Any]) -> tuple[str, dict[str, Table]]:
    from gongkai_site.audit.chain import FIELDS, SEALED, new_salt, snapshot
    from gongkai_site.audit.sealing import chained, split

    rows, texts = [], []
    for number, each in enumerate(made, start + 1):
        plain, private = split("requests.request", snapshot(each))
        said = (str(each), "", private, "补录办理结果")
        salt = new_salt()
        values = (*_told(number, each), "", plain, chained(salt, said))
        previous, last = last, chained(last, values)
        rows.append((*values, "", previous, last))
        texts.append((number, salt, *said))
    return last, {
        "audit_event": ((*FIELDS, "carried", "previous", "hash"), rows),
        "audit_sealed": (("event_id", "salt", *SEALED), texts),
    }


def _former(last: str, start: int, made: list[Any]) -> tuple[str, dict[str, Table]]:
    from gongkai_site.audit.chain import snapshot
    from gongkai_site.audit.former import FIELDS, former_hash
    from gongkai_site.audit.sealing import as_text

    rows = []
    for number, each in enumerate(made, start + 1):
        values = (*_told(number, each), str(each), "", as_text(snapshot(each)), "补录办理结果")
        previous, last = last, former_hash(last, values)
        rows.append((*values, previous, last))
    return last, {"audit_event": ((*FIELDS, "previous", "hash"), rows)}


def _insert(table: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    from django.db import connection, transaction

    marks = ", ".join(["%s"] * len(columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def alter() -> None:
    """Change one byte behind the log's back."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai_site.settings"
    django.setup()
    from django.db import connection

    name = "no_update" if connection.vendor == "sqlite" else "no_change"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_sealed_{name}" + (" ON audit_sealed" if name == "no_change" else ""))
        cursor.execute(f"UPDATE audit_sealed SET reason = replace(reason, '果', '里') WHERE event_id = {ALTERED}")


def run() -> list[Row]:
    """Time ``gongkai audit verify`` over the whole log, sound and altered, on both databases."""
    command = Path(sys.executable).with_name("gongkai")
    if not command.exists():
        raise Skipped("the command is not installed")
    rows = [each for carried in (False, True) for each in _on("SQLite", "", command, carried)]
    for carried in (False, True):
        with own_server() as server:
            rows += _on("PostgreSQL", server.url, command, carried)
    return rows


def _on(database: str, url: str, command: Path, carried: bool) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "DATABASE_URL": url}
        took = _python(f"from benchmarks.site_audit import build; build({EVENTS}, {carried})", environment)
        sound, seconds, own = _verify(command, environment)
        _python("from benchmarks.site_audit import alter; alter()", environment)
        altered, again, _own = _verify(command, environment)
    found = f"第{ALTERED}条" in altered.stderr and altered.returncode != 0
    whose = f"a million events{' of an earlier release' if carried else ''}, {database}"
    return [
        Row(
            f"audit verify, {whose}",
            f"{seconds:.1f} s",
            "< 60 s",
            "核对无误" in sound.stdout and seconds < 60,
            f"{own:.1f} s of its own processor time, "
            + (
                f"carried over in {took.strip()} s" if carried else "each of a million requests compared with its event"
            ),
        ),
        Row(
            f"audit verify, one sign of text altered among {whose}",
            f"{again:.1f} s",
            "found, < 60 s",
            found and again < 60,
            "found at its event" if found else "NOT found",
        ),
    ]


def _python(code: str, environment: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def _verify(command: Path, environment: dict[str, str]) -> tuple[subprocess.CompletedProcess[str], float, float]:
    """What it said, and how long it took: by the clock, and of the command's own processor time."""
    started, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([command, "audit", "verify"], env=environment, capture_output=True, text=True, check=False)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, time.perf_counter() - started, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
