"""``/health/live`` and ``/health/ready``: for the proxy and whoever watches the machine; they tell no reasons."""

from __future__ import annotations

import datetime as dt
import logging
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks import TaskResultStatus

from gongkai_site.migrations_pending import pending_migrations
from gongkai_site.worker_seen import LEASE, worker_seen_within

logger = logging.getLogger(__name__)
LEAST_FREE = 500_000_000
"""Bytes that must be free where the data lies: a large upload, its unpacking, and the database's own log."""
LONGEST_WAIT = dt.timedelta(minutes=15)
"""How long a task may stand in the queue past its time."""
_TAKES_CHANGES = {"sqlite": "SELECT 1", "postgresql": "SELECT NOT pg_is_in_recovery()"}
_WITH_WORKER = ("worker", "queue")
"""What a web process is not to blame for: asked for by ``?worker=1``."""


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _answer("ok\n", True)


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Each part of the site and whether it is well; 503 where one that was asked for is not.

    The database and the disk are always asked for, the worker and its queue with ``?worker=1``.
    """
    stands = {"database": _database(), "disk": _disk(), "worker": worker_seen_within(LEASE)}
    stands["queue"] = stands["database"] and _queue()
    asked = [part for part in stands if part not in _WITH_WORKER or "worker" in request.GET]
    text = "".join(f"{part} {'ok' if well else 'not ok'}\n" for part, well in stands.items())
    return _answer(text, all(stands[part] for part in asked))


def _database() -> bool:
    """It answers, takes changes, and has every migration."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_TAKES_CHANGES[connection.vendor])
            takes_changes = bool(cursor.fetchone()[0])
        pending = pending_migrations()
    except DatabaseError:
        logger.exception("Not ready: the database does not answer.")
        return False
    if not takes_changes:
        logger.error("Not ready: the database takes no changes.")
    if pending:
        logger.error("Not ready: %d migrations are pending; run `gongkai setup`.", len(pending))
    return takes_changes and not pending


def _disk() -> bool:
    """Where the data lies there is room, and it can be written."""
    folder = Path(settings.DATA)
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        logger.exception("Not ready: the data folder cannot be looked at.")
        return False
    if free < LEAST_FREE:
        logger.error("Not ready: only %d MB are free in the data folder.", free // 1_000_000)
    if not (writable := os.access(folder, os.W_OK)):
        logger.error("Not ready: the data folder cannot be written.")
    return free >= LEAST_FREE and writable


def _queue() -> bool:
    """No task stands there long past its time."""
    from django_tasks_db.models import DBTaskResult, get_date_max

    since = timezone.now() - LONGEST_WAIT
    at_any_time = Q(run_after=get_date_max())
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, enqueued_at__lt=since)
    late = waiting.filter(at_any_time | Q(run_after__lt=since)).count()
    if late:
        logger.error("Not ready: %d tasks have waited for more than %s.", late, LONGEST_WAIT)
    return not late


def _answer(text: str, well: bool) -> HttpResponse:
    return HttpResponse(text, "text/plain", status=200 if well else 503)


urlpatterns = [path("live", live, name="health-live"), path("ready", ready, name="health-ready")]
