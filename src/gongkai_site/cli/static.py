"""Collecting the static files once per change of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def _stamp() -> str:
    """A digest over path, size and time of every static file that the apps bring."""
    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            lines.append(f"{path}|{stat.st_size}|{stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def collect_static() -> bool:
    """Collect if anything changed since the last time; return whether it did."""
    root = Path(settings.STATIC_ROOT)
    kept, stamp = root / ".collected", _stamp()
    if kept.is_file() and kept.read_text("utf-8") == stamp:
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    kept.write_text(stamp, "utf-8")
    return True
