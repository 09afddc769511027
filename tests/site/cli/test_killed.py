"""Processes of a served site that are killed are begun again by themselves."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from tests.site.cli.site import Place, answer, processes, web_processes


def becomes(true: Callable[[], bool], seconds: float = 300) -> bool:
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
