"""How much is taken in at which address, and how long we wait for it: every other place reads these figures here."""

from __future__ import annotations

ONE_FILE = 50_000_000
"""Bytes of one uploaded table, or of one document."""
LINK_FILE = SCAN_FILE = 20_000_000
"""Bytes of a file handed up by a one-time link, or of the scan of a signed sheet."""
TOGETHER = 200_000_000
"""Bytes of all files of one upload into 来文识读."""
FORM = 20_000_000
"""Bytes of a form without files: a whole table can be pasted into some."""
NOBODY = 100_000
"""Bytes that somebody who is not signed in may send: a name, a password, a code."""
AROUND = 1_000_000
"""Bytes of a form around its files."""

_FILES = {
    "intake:upload": TOGETHER,
    "redaction:upload": ONE_FILE,
    "records:import": ONE_FILE,
    "agencies:import": ONE_FILE,
    "people:import": ONE_FILE,
    "agencies:lay-down": ONE_FILE,
    "annual:signoff": SCAN_FILE,
    "filing-link": LINK_FILE,
    "look": AROUND,
}
"""Addresses that take files, by name."""
_WITHOUT_SIGNING_IN = ("filing-link",)
"""Addresses that take files from whoever knows them."""

PROXY = TOGETHER + AROUND
"""What a proxy in front must let through."""

SILENT = 20
"""Seconds without a byte after which a connection is closed, whether a head, a body or the answer is on its way."""
PATIENCE = 30
"""Seconds that a body may take however little comes,"""
SLOWEST = 16_000
"""and bytes a second that it must bring beyond them: a line of 128 kbit/s."""
QUEUE = 200
"""Requests that wait in one process for a thread; more are told to come again."""
AGAIN = 5
"""Seconds after which those are to come again."""


def longest(address: str, *, signed_in: bool) -> int:
    """Return how many bytes may be sent to the address of this name (``""`` for none)."""
    files = _FILES.get(address)
    if not signed_in and address not in _WITHOUT_SIGNING_IN:
        return NOBODY
    return FORM if files is None else files + AROUND


def seconds_for(received: int) -> float:
    """Return how long a body of which so many bytes came may have taken until now."""
    return PATIENCE + received / SLOWEST
