"""What happens every day: put into the queue once, not at night, by whichever worker is first."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from gongkai_site.cli import periodic
from gongkai_site.worker_seen import worker_seen_within

ran: list[str] = []
DAILY = periodic.DAILY
NAME = f"{__name__}.sweep"


@task()
def sweep() -> None:
    """A daily task."""
    ran.append("swept")


@pytest.fixture(autouse=True)
def one_daily_task(monkeypatch: pytest.MonkeyPatch) -> None:
    ran.clear()
    monkeypatch.setattr(periodic, "DAILY", (NAME,))


def at(monkeypatch: pytest.MonkeyPatch, hour: int, days: int = 0) -> None:
    today = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date() + dt.timedelta(days)
    now = dt.datetime.combine(today, dt.time(hour, 30), ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr(periodic.timezone, "localtime", lambda: now)


@pytest.mark.parametrize(("hour", "due"), [(0, False), (7, False), (8, True), (23, True)])
def test_nothing_is_done_before_the_working_day(monkeypatch: pytest.MonkeyPatch, hour: int, due: bool) -> None:
    at(monkeypatch, hour)
    assert periodic.enqueue_due() == ([NAME] if due else [])


def test_it_is_done_once_a_day_however_many_workers_there_are(monkeypatch: pytest.MonkeyPatch, run_tasks: Any) -> None:
    at(monkeypatch, 9)
    assert [periodic.enqueue_due(), periodic.enqueue_due()] == [[NAME], []]
    run_tasks()
    assert periodic.enqueue_due() == []
    assert ran == ["swept"]


def test_it_is_done_again_the_next_day(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 9)
    periodic.enqueue_due()
    at(monkeypatch, 9, days=1)
    assert periodic.enqueue_due() == [NAME]


@pytest.mark.parametrize("name", ["gongkai_site.nowhere.tasks.sweep", f"{__name__}.nothing"])
def test_a_task_that_does_not_exist_is_left_out(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    at(monkeypatch, 9)
    monkeypatch.setattr(periodic, "DAILY", (name,))
    assert periodic.enqueue_due() == []


def test_the_daily_tasks_of_the_site_exist() -> None:
    assert DAILY
    assert all(periodic._task(name) is not None for name in DAILY)


def test_a_tick_leaves_a_sign_of_life_even_where_the_queue_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(periodic, "close_old_connections", lambda: None)

    def broken() -> list[str]:
        raise RuntimeError("no queue")

    monkeypatch.setattr(periodic, "enqueue_due", broken)
    assert not worker_seen_within(60)
    with periodic.Clock("one"):
        pass
    assert worker_seen_within(60)
    assert "no queue" in caplog.text
    assert not DBTaskResult.objects.exists()
