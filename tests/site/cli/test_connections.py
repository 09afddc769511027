"""A connection that the database closed between two requests is noticed before it is used."""

import time

import pytest
from django.db import connection

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="only a server closes connections")


def test_a_connection_that_the_server_closed_is_made_anew():
    kept = connection.copy()
    kept.ensure_connection()
    kept.close_if_health_check_failed()
    assert kept.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [kept.connection.info.backend_pid])
    until = time.monotonic() + 60
    while kept.is_usable() and time.monotonic() < until:
        time.sleep(0.01)
    assert not kept.is_usable()
    kept.health_check_enabled, kept.health_check_done = True, False
    kept.close_if_health_check_failed()
    with kept.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    kept.close()
    assert not kept.is_usable()


def test_a_connection_that_stands_is_not_asked(monkeypatch):
    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", lambda self: 1 / 0)
    assert connection.is_usable()
