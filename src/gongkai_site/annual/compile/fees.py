"""Whether the cell of charges counts the processing fee (信息处理费), from year to year: a dated setting of the site.

The fee is an administrative charge (国办函〔2020〕109号), and section six tells it besides; where it is to be told
there alone, the cell leaves it out from that year on. Either way each record counts once.
"""

from __future__ import annotations

from django.conf import settings

from gongkai.errors import InvalidData

PROCESSING_FEE = "信息处理费"
"""By which the item of such a charge is known, here as in ``data/facts.toml``."""
_WORDS = {"counted": True, "apart": False}


def counts_processing_fee(year: int) -> bool:
    """Return whether the cell of a year counts it. Raises :class:`InvalidData` where the setting is no such list."""
    counted = True
    for since, each in sorted(_entries()):
        if since <= year:
            counted = each
    return counted


def _entries() -> list[tuple[int, bool]]:
    found = []
    for entry in settings.PROCESSING_FEE:
        since, mark, word = entry.partition(":")
        if not mark or not since.isdecimal() or len(since) != 4 or word not in _WORDS:
            raise InvalidData(
                f"GONGKAI_PROCESSING_FEE写的“{entry}”不对。",
                advice="写年份、冒号和counted（计入）或apart（不计入），如2021:counted,2026:apart。",
            )
        found.append((int(since), _WORDS[word]))
    return found
