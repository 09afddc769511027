"""Proving a log of a million events, and finding one altered byte among them, by the command an administrator types."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.postgresql import own_server
from benchmarks.timing import Row, Skipped

EVENTS = 1_000_000
ALTERED = 654_321


def build(events: int) -> None:
    """Write a chain of events into the database of ``GONGKAI_DATA``, the hashes by the site's own function."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai_site.settings"
    import django
    from django.core.management import call_command
    from django.db import connection, transaction

    django.setup()
    call_command("migrate", "audit", verbosity=0)
    from gongkai_site.audit.chain import FIELDS, event_hash
    from gongkai_site.audit.models import Head

    previous = "0" * 64
    rows = []
    for number in range(1, events + 1):
        values = (
            number, "2026-01-05T01:02:03.000004+00:00", number % 97, "张三", number % 311, "record.correct",
            "requests.request", str(number), f"2026-{number} 关于预算的申请", '{"outcome": ""}',
            '{"concluded_on": "2026-01-05", "outcome": "granted", "subject": "某年部门预算"}', "补录办理结果",
        )  # fmt: skip
        kept = event_hash(previous, values)
        rows.append((*values, previous, kept))
        previous = kept
    columns = (*FIELDS, "previous", "hash")
    marks = ", ".join(["%s"] * len(columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO audit_event ({', '.join(columns)}) VALUES ({marks})", rows)
        Head.objects.update(number=events, hash=previous)


def alter() -> None:
    """Change one byte behind the log's back."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai_site.settings"
    django.setup()
    from django.db import connection

    name = "no_update" if connection.vendor == "sqlite" else "no_change"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_event_{name}" + (" ON audit_event" if name == "no_change" else ""))
        cursor.execute(f"UPDATE audit_event SET after = replace(after, '05', '06') WHERE number = {ALTERED}")


def run() -> list[Row]:
    """Time ``gongkai audit verify`` over the whole log, sound and altered, on both databases."""
    command = Path(sys.executable).with_name("gongkai")
    if not command.exists():
        raise Skipped("the command is not installed")
    rows = _on("SQLite", "", command)
    with own_server() as server:
        return rows + _on("PostgreSQL", server.url, command)


def _on(database: str, url: str, command: Path) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "DATABASE_URL": url}
        _python(f"from benchmarks.site_audit import build; build({EVENTS})", environment)
        sound, seconds = _verify(command, environment)
        _python("from benchmarks.site_audit import alter; alter()", environment)
        altered, again = _verify(command, environment)
    found = f"第{ALTERED}条" in altered.stderr and altered.returncode != 0
    return [
        Row(
            f"audit verify, a million events, {database}",
            f"{seconds:.1f} s",
            "< 60 s",
            "核对无误" in sound.stdout and seconds < 60,
            "whole command",
        ),
        Row(
            f"audit verify, one byte altered among them, {database}",
            f"{again:.1f} s",
            "found, < 60 s",
            found and again < 60,
            "found at its event" if found else "NOT found",
        ),
    ]


def _python(code: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def _verify(command: Path, environment: dict[str, str]) -> tuple[subprocess.CompletedProcess[str], float]:
    started = time.perf_counter()
    done = subprocess.run([command, "audit", "verify"], env=environment, capture_output=True, text=True, check=False)
    return done, time.perf_counter() - started
