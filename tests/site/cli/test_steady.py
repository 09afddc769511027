"""What a worker had in hand when it died, or when the database went away, is done by the next, once."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from gongkai_site.cli import steady
from gongkai_site.cli.steady import MOST_ATTEMPTS, SteadyWorker, take_up_abandoned
from gongkai_site.worker_seen import living_workers, worker_is_here, worker_leaves, worker_seen_within

trouble: list[BaseException] = []
ran: list[str] = []


@task()
def work() -> str:
    """A task that fails as told."""
    ran.append("ran")
    if trouble:
        raise trouble.pop()
    return "done"


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    trouble.clear()
    ran.clear()
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(steady.connection, "close", lambda: None)
    monkeypatch.setattr(steady, "_PAUSE", 0)
    monkeypatch.setattr(steady, "_AGAIN", dt.timedelta(0))
    monkeypatch.setattr(SteadyWorker, "configure_signals", lambda self: None)


def kept() -> DBTaskResult:
    return DBTaskResult.objects.get()


def in_hand(worker: str, *, seconds: int = 61, attempts: int = 1) -> None:
    work.enqueue()
    began = timezone.now() - dt.timedelta(seconds=seconds)
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, worker_ids=["x"] * (attempts - 1) + [worker], started_at=began
    )


def test_what_a_dead_worker_had_in_hand_is_done_by_the_next_once() -> None:
    in_hand("dead")
    assert take_up_abandoned() == 1
    SteadyWorker(once=True).work()
    assert (kept().status, kept().return_value, ran) == (TaskResultStatus.SUCCESSFUL, "done", ["ran"])
    assert take_up_abandoned() == 0


def test_what_a_living_worker_has_in_hand_stays_with_it() -> None:
    worker_is_here("alive")
    in_hand("alive", seconds=3_600)
    assert take_up_abandoned() == 0
    assert kept().status == TaskResultStatus.RUNNING


@pytest.mark.parametrize(("age", "living"), [(0, True), (59, True), (61, False)])
def test_the_lease_lasts_a_minute(age: int, living: bool, tmp_path: Path) -> None:
    worker_is_here("one")
    os.utime(tmp_path / "workers" / "one", (time.time() - age,) * 2)
    assert ("one" in living_workers()) == living


def test_what_was_begun_within_the_lease_is_left_until_it_has_passed() -> None:
    in_hand("just begun", seconds=58)
    assert take_up_abandoned() == 0


def test_signs_of_the_long_dead_are_swept_away(tmp_path: Path) -> None:
    for name, age in (("old", 181), ("late", 100)):
        worker_is_here(name)
        os.utime(tmp_path / "workers" / name, (time.time() - age,) * 2)
    assert living_workers() == frozenset()
    assert [each.name for each in (tmp_path / "workers").iterdir()] == ["late"]


def test_a_worker_that_ends_leaves_no_sign() -> None:
    worker_is_here("one")
    assert worker_seen_within(1)
    worker_leaves("one")
    assert not worker_seen_within(1_000)
    SteadyWorker(once=True).work()
    assert not worker_seen_within(1_000)


@pytest.mark.parametrize(
    "error", [OperationalError("gone"), InterfaceError("shut"), SystemExit(1), KeyboardInterrupt()]
)
def test_a_task_that_was_interrupted_is_begun_again(error: BaseException) -> None:
    trouble.append(error)
    work.enqueue()
    SteadyWorker(once=True).work()
    assert (kept().status, len(ran)) == (TaskResultStatus.SUCCESSFUL, 2)


def test_a_task_that_fails_by_its_own_fault_fails() -> None:
    trouble.append(ValueError("its own"))
    work.enqueue()
    SteadyWorker(once=True).work()
    assert (kept().status, len(ran)) == (TaskResultStatus.FAILED, 1)


def test_a_task_that_kills_every_worker_is_given_up() -> None:
    in_hand("dead", attempts=MOST_ATTEMPTS)
    assert take_up_abandoned() == 1
    assert (kept().status, kept().finished_at is not None) == (TaskResultStatus.FAILED, True)


def test_one_before_the_last_is_not() -> None:
    in_hand("dead", attempts=MOST_ATTEMPTS - 1)
    take_up_abandoned()
    assert kept().status == TaskResultStatus.READY


def test_a_worker_outlives_a_database_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    work.enqueue()
    down = [OperationalError("the server is starting up"), InterfaceError("connection already closed")]
    whole = db_worker.Worker.run

    def run(self: Any) -> None:
        if down:
            raise down.pop()
        whole(self)

    monkeypatch.setattr(db_worker.Worker, "run", run)
    SteadyWorker(once=True).work()
    assert kept().status == TaskResultStatus.SUCCESSFUL


def test_a_task_whose_end_could_not_be_put_down_is_not_left_running(monkeypatch: pytest.MonkeyPatch) -> None:
    work.enqueue()
    failing = [OperationalError("gone")] * 2
    succeeded, failed = DBTaskResult.set_successful, DBTaskResult.set_failed

    def broken(whole: Any) -> Any:
        def inner(self: DBTaskResult, *arguments: Any) -> None:
            if failing:
                raise failing.pop()
            whole(self, *arguments)

        return inner

    monkeypatch.setattr(DBTaskResult, "set_successful", broken(succeeded))
    monkeypatch.setattr(DBTaskResult, "set_failed", broken(failed))
    SteadyWorker(once=True).work()
    assert (kept().status, len(ran)) == (TaskResultStatus.SUCCESSFUL, 2)
