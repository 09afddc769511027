"""``/health/live`` and ``/health/ready``: for the proxy and whoever watches the machine; they tell no details."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai_site.migrations_pending import pending_migrations
from gongkai_site.worker_seen import worker_seen_within

logger = logging.getLogger(__name__)
_WORKER_SILENCE = 300
"""Seconds without a sign of life after which the background worker counts as gone."""


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _answer(True)


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and has every migration; with ``?worker=1`` also: a background worker is at work."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if pending := pending_migrations():
            logger.error("Not ready: %d migrations are pending; run `gongkai setup`.", len(pending))
            return _answer(False)
    except DatabaseError:
        logger.exception("Not ready: the database does not answer.")
        return _answer(False)
    return _answer("worker" not in request.GET or worker_seen_within(_WORKER_SILENCE))


def _answer(well: bool) -> HttpResponse:
    return HttpResponse("ok\n" if well else "not ready\n", "text/plain", status=200 if well else 503)


urlpatterns = [path("live", live, name="health-live"), path("ready", ready, name="health-ready")]
