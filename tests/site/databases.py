"""Databases made for a test on PostgreSQL are dropped again, whoever is still in them."""

from __future__ import annotations

import time
from typing import Any

import psycopg

_TRIES, _PAUSE = 40, 0.25


def drop(connection: psycopg.Connection[Any], name: str) -> None:
    """Drop a database with all connections to it; where the server's own vacuum is in it, once that has left.

    Only a superuser may end the vacuum, and the tests' role is none.
    """
    for left in reversed(range(_TRIES)):
        try:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[arg-type] # our own name
            return
        except psycopg.errors.InsufficientPrivilege:
            if not left:
                raise
            time.sleep(_PAUSE)
