"""The look as every page needs it: read from the database once, and again after somebody has changed it.

Several processes serve the site: a file beside the data, touched by every change, tells the others.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from gongkai_site.look.models import ONLY, Look

_kept: list[tuple[int, Look]] = []


def look() -> Look:
    """The name, colour and emblem set; an empty one where nobody has."""
    stamp = _stamp()
    if not _kept or _kept[0][0] != stamp:
        keep(Look.objects.filter(pk=ONLY).first() or Look(), stamp)
    return _kept[0][1]


def keep(shown: Look, stamp: int | None = None) -> None:
    """Show this from now on in this process."""
    _kept[:] = [(_stamp() if stamp is None else stamp, shown)]


def changed() -> None:
    """Tell every process that the look is to be read again."""
    _file().touch()
    _kept.clear()


def in_templates(request: HttpRequest) -> dict[str, Look]:
    """``look`` in every template."""
    return {"look": look()}


def _file() -> Path:
    return Path(settings.DATA) / "look-changed"


def _stamp() -> int:
    try:
        return _file().stat().st_mtime_ns
    except FileNotFoundError:
        return 0
