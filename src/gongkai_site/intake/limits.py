"""How much is taken in at once; beyond it a file gets the library's own clear error."""

from __future__ import annotations

from gongkai.settings import Settings
from gongkai_site.front.limits import ONE_FILE, TOGETHER

LIMITS = Settings(max_bytes=ONE_FILE, max_unpacked=500_000_000, max_members=2_000, max_pages=300)
"""Limits for what people upload: 50 MB a file, 500 MB and 2,000 files in an archive."""
MOST_FILES = 300
"""Files in one upload; more come as an archive or in several goes."""
MOST_BYTES = TOGETHER
"""Bytes of all files of one upload together."""
