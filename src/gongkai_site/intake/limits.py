"""How much is taken in at once; beyond it a file gets the library's own clear error."""

from __future__ import annotations

from gongkai_site.front.limits import TOGETHER
from gongkai_site.screening.looking import LIMITS

__all__ = ["LIMITS", "MOST_BYTES", "MOST_FILES"]

MOST_FILES = 300
"""Files in one upload; more come as an archive or in several goes."""
MOST_BYTES = TOGETHER
"""Bytes of all files of one upload together."""
