"""The addresses for the proxy: well or not, and never a detail."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from gongkai_site import health
from gongkai_site.worker_seen import worker_is_here


@pytest.fixture
def migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "pending_migrations", list)


def test_alive_needs_no_database(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_ready_when_the_database_answers_and_nothing_is_pending(client: Client, migrated: None) -> None:
    assert client.get("/health/ready").status_code == 200


def test_not_ready_while_migrations_are_pending(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health, "pending_migrations", lambda: [("audit", "0001_initial")])
    answer = client.get("/health/ready")
    assert (answer.status_code, b"database not ok" in answer.content) == (503, True)
    assert "gongkai setup" in caplog.text


def test_not_ready_without_a_database_and_the_public_is_not_told_why(
    client: Client, migrated: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Any:
        raise DatabaseError("password of gongkai at db.internal was refused")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", broken)
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (503, b"database not ok\ndisk ok\nworker not ok\nqueue not ok\n")
    assert "db.internal" in caplog.text


@pytest.mark.parametrize(
    ("seconds_ago", "status"), [(None, 503), (10, 200), (55, 200), (70, 503)], ids=["never", "now", "lately", "gone"]
)
def test_the_worker_is_asked_for_on_wish(
    client: Client, migrated: None, seconds_ago: int | None, status: int, tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    if seconds_ago is not None:
        worker_is_here("one")
        os.utime(tmp_path / "workers" / "one", (time.time() - seconds_ago,) * 2)
    assert client.get("/health/ready?worker=1").status_code == status
    assert client.get("/health/ready").status_code == 200


@task()
def wait() -> None:
    """A task that nobody takes up."""


@pytest.mark.parametrize(
    ("enqueued", "due", "status"),
    [(14, None, 200), (16, None, 503), (16, 14, 200), (20, 16, 503), (20, -60, 200)],
    ids=["lately", "long ago", "was not due", "was due long ago", "is not due"],
)
def test_a_queue_that_nobody_empties_is_not_well(
    client: Client, migrated: None, enqueued: int, due: int | None, status: int, tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    worker_is_here("one")
    stored, now = wait.enqueue(), timezone.now()
    changed = {"enqueued_at": now - dt.timedelta(minutes=enqueued)}
    if due is not None:
        changed["run_after"] = now - dt.timedelta(minutes=due)
    DBTaskResult.objects.filter(pk=stored.id).update(**changed)
    answer = client.get("/health/ready?worker=1")
    assert (answer.status_code, b"queue ok" in answer.content) == (status, status == 200)
    assert client.get("/health/ready").status_code == 200


@pytest.mark.parametrize(("free", "status"), [(500_000_000, 200), (499_999_999, 503)])
def test_a_disk_that_is_nearly_full_is_not_well(
    client: Client, migrated: None, free: int, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
    answer = client.get("/health/ready")
    assert (answer.status_code, b"disk ok" in answer.content) == (status, status == 200)


@pytest.mark.parametrize("what", ["gone", "closed"])
def test_a_data_folder_that_cannot_be_used_is_not_well(
    client: Client, migrated: None, what: str, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.DATA = tmp_path / "gone" if what == "gone" else tmp_path
    monkeypatch.setattr(health.os, "access", lambda folder, how: what != "closed")
    assert client.get("/health/ready").status_code == 503


@pytest.mark.parametrize("page", ["live", "ready"])
def test_only_reading_is_answered(client: Client, page: str) -> None:
    assert client.post(f"/health/{page}").status_code == 405
