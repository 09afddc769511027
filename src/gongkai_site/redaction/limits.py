"""How much one redaction may take; beyond it a file gets the library's own clear error."""

from __future__ import annotations

from gongkai.settings import Settings
from gongkai_site.front.limits import ONE_FILE

LIMITS = Settings(max_bytes=ONE_FILE, redaction_pages=300)
"""Limits for the files that people bring: 50 MB and 300 pages."""
MOST_BOXES = 500
"""Boxes on one page; nobody draws more by hand, and a page can be withheld whole."""
WIDEST = 1_240
"""Width of the pictures that are shown, in points: a page of A4 at 150 dots per inch."""
LONGEST_WORD = 200
"""Signs of a word or pattern that is looked for."""
