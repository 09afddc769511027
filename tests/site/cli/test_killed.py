"""Processes of a served site that are killed are begun again by themselves."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.site.cli.site import Place, answer


def processes(place: Place, said: str) -> set[int]:
    """Processes of this place whose command line has these words."""
    found = set()
    for each in Path("/proc").glob("[0-9]*"):
        try:
            line = (each / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            around = (each / "environ").read_bytes()
        except OSError:
            continue
        if said in line and f"GONGKAI_DATA={place.data}\0".encode() in around + b"\0":
            found.add(int(each.name))
    return found


def web_processes(place: Place) -> set[int]:
    """Those that the server started: the server itself is the parent of the others."""
    served = processes(place, " serve ")
    return {each for each in served if parent(each) in served}


def parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def becomes(true: Callable[[], bool], seconds: float = 120) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.2)
    return False


def test_a_killed_worker_and_a_killed_web_process_come_again(real_site: Place) -> None:
    with real_site.serving("serve", "--with-worker", "--workers", "2", "--threads", "2") as address:
        assert becomes(lambda: answer(f"{address}/health/ready?worker=1")[0] == 200)
        for now, count in ((lambda: processes(real_site, "['worker']"), 1), (lambda: web_processes(real_site), 2)):
            before = now()
            assert len(before) == count
            for each in before:
                os.kill(each, signal.SIGKILL)
            assert becomes(lambda now=now, before=before, count=count: len(now() - before) == count)
        assert becomes(lambda: answer(f"{address}/health/ready?worker=1")[0] == 200)
    assert not processes(real_site, "['worker']")
