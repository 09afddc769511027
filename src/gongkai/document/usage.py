"""How much memory this process holds, and what a group of other processes uses, where the system tells."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

_STATM = "/proc/self/statm"
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def resident_bytes() -> int:
    """Return the memory that this process holds now; its peak where only that is told, 0 where nothing is."""
    try:
        # As plain calls of the system: every document is measured several times.
        file = os.open(_STATM, os.O_RDONLY)
        try:
            return int(os.read(file, 128).split()[1]) * _PAGE
        finally:
            os.close(file)
    except OSError:
        return _peak_bytes()


def _peak_bytes() -> int:
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class Use(NamedTuple):
    """What a group of processes has used: processor time in seconds, and the memory that it holds."""

    seconds: float
    memory: int


def use_of_group(group: int) -> Use | None:
    """Return what all processes of a process group use, ``None`` where the system does not tell."""
    if not os.path.exists(_STATM):
        return None
    ticks = pages = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            # What follows the name in brackets, which may itself hold spaces and brackets: state, parent, group, ….
            fields = (entry / "stat").read_bytes().rpartition(b")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if len(fields) > 21 and int(fields[2]) == group:
            # User and system time of its own, and of its children that have ended.
            ticks += sum(map(int, fields[11:15]))
            pages += int(fields[21])
    return Use(ticks / os.sysconf("SC_CLK_TCK"), pages * _PAGE)
