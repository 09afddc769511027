"""Who may send how much where: by the address asked for, and whether its session is somebody's."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, close_old_connections
from django.http import parse_cookie
from django.urls import Resolver404, resolve

from gongkai_site.front.limits import longest
from gongkai_site.front.reading import Refused


def longest_for(environ: dict[str, Any]) -> int:
    """Return how many bytes this request may bring. Raises :class:`Refused` where the database cannot say."""
    address = _address(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace"))
    try:
        close_old_connections()
        signed_in = _is_signed_in(environ.get("HTTP_COOKIE", ""))
    except DatabaseError as error:
        raise Refused(503) from error
    return longest(address, signed_in=signed_in)


def _address(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def _is_signed_in(cookies: str) -> bool:
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    return bool(key) and SESSION_KEY in SessionStore(key)
