"""The background worker's sign of life: a file beside the data, touched every minute."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

SILENT = 180
"""Seconds without a sign of life after which pages say that no worker is there; one gives a sign every minute."""


def _file() -> Path:
    return Path(settings.DATA) / "worker-seen"


def worker_is_here() -> None:
    """Leave a sign of life."""
    _file().touch()


def worker_seen_within(seconds: float) -> bool:
    """Whether a worker that shares this data folder left a sign in the last ``seconds``."""
    try:
        return time.time() - _file().stat().st_mtime <= seconds
    except FileNotFoundError:
        return False
