"""What happens every day without anybody's click: tasks put into the queue once a day by whichever worker is first."""

from __future__ import annotations

import logging
import threading
from importlib import import_module
from typing import Any

from django.db import close_old_connections, transaction
from django.utils import timezone

from gongkai_site.audit.models import Head
from gongkai_site.cli.steady import take_up_abandoned
from gongkai_site.worker_seen import EVERY, worker_is_here

logger = logging.getLogger(__name__)

DAILY = (
    "gongkai_site.filings.tasks.remind_due",
    "gongkai_site.home.tasks.tell_daily",
    "gongkai_site.audit.tasks.clean_out_daily",
    "gongkai_site.audit.tasks.anchor_daily",
    "gongkai_site.drafts.tasks.forget_old_drafts",
)
"""Tasks of no arguments by their full names."""
HOUR = 8
"""Not before this hour, local time: nobody wants a reminder at midnight."""
_TICKS = 60 // EVERY
"""Signs of life between two looks at what is due."""


def enqueue_due() -> list[str]:
    """Put each daily task that is due and was not yet put today into the queue; return their names."""
    now = timezone.localtime()
    if now.hour < HOUR:
        return []
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return [name for name in DAILY if (task := _task(name)) is not None and _enqueue_once(task, since=midnight)]


def _enqueue_once(task: Any, since: Any) -> bool:
    from django_tasks_db.models import DBTaskResult

    with transaction.atomic():
        # Workers wait for each other here, so that two of them do not both find nothing.
        Head.objects.select_for_update().get(pk=1)
        if DBTaskResult.objects.filter(task_path=task.module_path, enqueued_at__gte=since).exists():
            return False
        task.enqueue()
    return True


def _task(name: str) -> Any | None:
    module, _, function = name.rpartition(".")
    try:
        return getattr(import_module(module), function, None)
    except ModuleNotFoundError:
        return None


class Clock:
    """A thread that leaves the worker's sign of life, and looks every minute what is due and what was abandoned."""

    def __init__(self, worker: str) -> None:
        self._worker = worker
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="gongkai-clock", daemon=True)

    def __enter__(self) -> Clock:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopped.set()
        self._thread.join(5)

    def _run(self) -> None:
        signs = 0
        while True:
            try:
                worker_is_here(self._worker)
            except OSError:
                logger.exception("The worker's sign of life could not be left.")
            if signs % _TICKS == 0:
                self.tick()
            signs += 1
            if self._stopped.wait(EVERY):
                return

    def tick(self) -> None:
        """One look; what goes wrong is logged and tried again at the next."""
        try:
            close_old_connections()
            take_up_abandoned()
            enqueue_due()
        except Exception:
            logger.exception("The queue could not be looked after.")
        finally:
            close_old_connections()
