"""The background workers' signs of life: a file for each beside the data, touched every few seconds.

Files, not rows: a sign can be left while the database is down or its one writer is busy.
"""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

EVERY = 10
"""Seconds between two signs."""
LEASE = 60
"""Seconds without a sign after which a worker counts as dead, and what it had in hand is another's."""
SILENT = 180
"""Seconds without a sign of any worker after which pages say that none is there."""


def _folder() -> Path:
    return Path(settings.DATA) / "workers"


def worker_is_here(worker: str) -> None:
    """Leave a sign of life."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    (_folder() / worker).touch(mode=0o600)


def worker_leaves(worker: str) -> None:
    """Take the sign away: nobody waits for a lease to end."""
    (_folder() / worker).unlink(missing_ok=True)


def worker_seen_within(seconds: float) -> bool:
    """Whether a worker that shares this data folder left a sign in the last ``seconds``."""
    return any(age <= seconds for age in _ages().values())


def living_workers() -> frozenset[str]:
    """The workers whose lease has not ended; signs of those long dead are swept away."""
    ages = _ages()
    for worker, age in ages.items():
        if age > SILENT:
            worker_leaves(worker)
    return frozenset(worker for worker, age in ages.items() if age <= LEASE)


def _ages() -> dict[str, float]:
    """Seconds since each worker's last sign."""
    now, found = time.time(), {}
    for file in _folder().glob("*"):
        try:
            found[file.name] = now - file.stat().st_mtime
        except FileNotFoundError:
            continue
    return found
