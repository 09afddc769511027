"""One short code (校验码) for a report's content: on the sheet for signature, beside the version, in its files.

Nine signs made of the hash of what is reviewed and signed, the dates of signature and publication aside, and a tenth
that shows a sign misread or two exchanged.
"""

from __future__ import annotations

from gongkai_site.annual.content import unsigned_hash
from gongkai_site.annual.models import Version

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those mistaken for others on paper. They are a prime number, so that the tenth tells every such mistake."""
_LONG = 9


def code_of(sha256: str) -> str:
    """The code of a hash, ``K7F2M-9XQ4T``."""
    number, signs = int(sha256, 16), ""
    for _place in range(_LONG):
        number, digit = divmod(number, len(_SIGNS))
        signs += _SIGNS[digit]
    return _parted(signs + _check(signs))


def code_of_version(version: Version) -> str:
    """The code of a locked version: that of the sheet on which it was signed."""
    return code_of(unsigned_hash(version.as_report()))


def read_code(text: str) -> str | None:
    """A code as somebody typed it off paper, in its own form; none where it cannot be one."""
    signs = "".join(text.upper().replace("-", " ").split())
    if len(signs) != _LONG + 1 or not set(signs) <= set(_SIGNS) or _check(signs[:_LONG]) != signs[_LONG]:
        return None
    return _parted(signs)


def _check(signs: str) -> str:
    return _SIGNS[sum(place * _SIGNS.index(sign) for place, sign in enumerate(signs, 1)) % len(_SIGNS)]


def _parted(signs: str) -> str:
    return f"{signs[:5]}-{signs[5:]}"
