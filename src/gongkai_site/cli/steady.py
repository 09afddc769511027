"""A background worker that outlives a database that goes away, and takes up what a dead one had in hand."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Command, Worker
from django_tasks_db.models import DBTaskResult

from gongkai_site.worker_seen import LEASE, living_workers, worker_is_here, worker_leaves

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 4
"""How often a task is begun before it counts as failed: one that kills its workers would else stop everything."""
_AGAIN = dt.timedelta(seconds=5)
_PAUSE = 2.0
_NOT_ITS_FAULT = frozenset({
    "django.db.utils.OperationalError", "django.db.utils.InterfaceError", "builtins.SystemExit",
    "builtins.KeyboardInterrupt",
})  # fmt: skip
"""What ended a task from outside: the database went away, or the worker was told twice to stop."""


class SteadyWorker(Worker):
    """As django-tasks' own; what was interrupted is begun again, by this worker or another."""

    def __init__(self, *, once: bool) -> None:
        super().__init__(
            queue_names=list(settings.TASKS["default"]["QUEUES"]),
            interval=0 if once else 1,
            batch=once,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def work(self) -> None:
        """Work until told to stop, or, once, until nothing is left."""
        Command().configure_logging(verbosity=1)
        self.configure_signals()
        worker_is_here(self.worker_id)
        try:
            self.run()
        finally:
            worker_leaves(self.worker_id)

    def run(self) -> None:
        """Go on after the database went away, as soon as it is back."""
        while self.running:
            try:
                take_up(lambda worker: worker == self.worker_id)
                super().run()
                return
            except (OperationalError, InterfaceError):
                logger.exception("The database does not answer; trying again in %s s.", _PAUSE)
                connection.close()
                time.sleep(_PAUSE)

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        """Run it; one that did not fail by its own fault waits for its next turn."""
        super().run_task(db_task_result)
        if db_task_result.exception_class_path in _NOT_ITS_FAULT:
            _put_back(db_task_result)


def take_up_abandoned() -> int:
    """Put back into the queue what dead workers had in hand; return how many tasks that were."""
    living = living_workers()
    # A worker that has just begun may not have left its first sign where this one looks.
    before = timezone.now() - dt.timedelta(seconds=LEASE)
    return take_up(lambda worker: worker not in living, before=before)


def take_up(dead: Callable[[str], bool], *, before: dt.datetime | None = None) -> int:
    """Put back the running tasks of workers that are ``dead``, begun ``before``; return how many."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    if before is not None:
        running = running.filter(started_at__lte=before)
    abandoned = [each.pk for each in running if dead(each.worker_ids[-1] if each.worker_ids else "")]
    if not abandoned:
        return 0
    with transaction.atomic():
        # Looked at again under the lock: its worker may have ended it, or another taken it up.
        held = running.filter(pk__in=abandoned).select_for_update()
        found = [each for each in held if dead(each.worker_ids[-1] if each.worker_ids else "")]
        for each in found:
            logger.warning("Task %s (%s) lost its worker and is taken up again.", each.pk, each.task_path)
            _put_back(each)
    return len(found)


def _put_back(task: DBTaskResult[..., Any]) -> None:
    spent = len(task.worker_ids) >= MOST_ATTEMPTS
    if spent:
        logger.error("Task %s (%s) was begun %d times and is given up.", task.pk, task.task_path, MOST_ATTEMPTS)
    task.status = TaskResultStatus.FAILED if spent else TaskResultStatus.READY
    task.finished_at = timezone.now() if spent else None
    task.run_after = timezone.now() + _AGAIN
    if not spent:
        task.exception_class_path = task.traceback = ""
    task.save(update_fields=("status", "finished_at", "run_after", "exception_class_path", "traceback"))
