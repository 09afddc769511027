"""The addresses for the proxy: well or not, and never a detail."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from gongkai_site import health


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
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert "gongkai setup" in caplog.text


def test_not_ready_without_a_database_and_the_public_is_not_told_why(
    client: Client, migrated: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Any:
        raise DatabaseError("password of gongkai at db.internal was refused")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", broken)
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert "db.internal" in caplog.text


@pytest.mark.parametrize(
    ("seconds_ago", "status"), [(None, 503), (10, 200), (290, 200), (600, 503)], ids=["never", "now", "lately", "gone"]
)
def test_the_worker_is_asked_for_on_wish(
    client: Client, migrated: None, seconds_ago: int | None, status: int, tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    if seconds_ago is not None:
        seen = tmp_path / "worker-seen"
        seen.touch()
        os.utime(seen, (time.time() - seconds_ago,) * 2)
    assert client.get("/health/ready?worker=1").status_code == status
    assert client.get("/health/ready").status_code == 200


@pytest.mark.parametrize("page", ["live", "ready"])
def test_only_reading_is_answered(client: Client, page: str) -> None:
    assert client.post(f"/health/{page}").status_code == 405
