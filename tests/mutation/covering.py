"""Which tests run which line: ``python -m tests.mutation.covering OUT TEST …`` runs tests and writes it down.

A function whose answers are remembered would seem to be run by the first test alone that asks; so while this runs the
reader's own functions remember nothing.
"""

from __future__ import annotations

import functools
import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest

from tests.mutation.plan import KEPT, PACKAGE, ROOT, Plan

PYTEST = ("-q", "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist", "-W", "ignore", "--hypothesis-seed=0")
_READERS = ("gongkai.reading", "gongkai.document")


class Covering:
    """For each module and line the tests that run it, and the seconds that each test takes."""

    def __init__(self, seconds: dict[str, float], lines: dict[str, dict[str, list[str]]]) -> None:
        self.seconds = seconds
        self._lines = lines

    def tests(self, module: str, lines: tuple[int, ...], most_seconds: float) -> list[str]:
        """Return the tests that run one of these lines (any of the module, where none is named), the quickest first."""
        known = self._lines.get(f"{module}.py", {})
        wanted = map(str, lines) if lines else known
        found = {test for line in wanted for test in known.get(line, ())}
        if not lines and not found:
            found = set(self.seconds)  # nothing but names for other modules
        chosen, spent = [], 0.0
        for test in sorted(found, key=lambda each: (self.seconds.get(each, 0.0), each)):
            spent += self.seconds.get(test, 0.0)
            if chosen and spent > most_seconds:
                break
            chosen.append(test)
        return chosen


def covering(plan: Plan, *, as_it_stands: bool = False) -> Covering:
    """Return the map, made anew where sources or tests have changed since (unless it is to be taken as it stands)."""
    path, state = KEPT / "covering.json", _state(plan)
    if path.exists():
        said = json.loads(path.read_text("utf-8"))
        if as_it_stands or said["state"] == state:
            return Covering(said["seconds"], said["lines"])
    said = _made(plan) | {"state": state}
    path.write_text(json.dumps(said), "utf-8")
    return Covering(said["seconds"], said["lines"])


def _state(plan: Plan) -> str:
    """Return a checksum of all that the map comes from."""
    folders = [PACKAGE, *(ROOT / each for each in plan.tests)]
    files = sorted(file for each in folders for file in (each.rglob("*.py") if each.is_dir() else (each,)))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _made(plan: Plan) -> dict[str, Any]:
    """Run all tests in two processes and put together what they wrote."""
    KEPT.mkdir(parents=True, exist_ok=True)
    files = sorted(
        str(file.relative_to(ROOT))
        for each in plan.tests
        for file in ((ROOT / each).rglob("test_*.py") if (ROOT / each).is_dir() else (ROOT / each,))
    )
    halves = [(KEPT / f"covering-{half}.json", files[half::2]) for half in range(2)]
    running = [
        subprocess.Popen([sys.executable, "-m", "tests.mutation.covering", str(out), *half], cwd=ROOT)
        for out, half in halves
    ]
    for each in running:
        each.wait()
    seconds: dict[str, float] = {}
    lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for out, _ in halves:
        said = json.loads(out.read_text("utf-8"))
        seconds |= said["seconds"]
        if said["failed"]:
            # As when watched some tests are too slow or ask what is remembered: they judge nobody.
            print("Left out, for they fail when watched:", *said["failed"], sep="\n  ")
        for module, known in said["lines"].items():
            for line, tests in known.items():
                lines[module][line] += tests
    return {"seconds": seconds, "lines": lines}


class _Watching:
    """Tells coverage which test runs, and takes its time."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self._measured = measured
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: set[str] = set()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._measured.switch_context(item.nodeid)
        yield
        self._measured.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.add(report.nodeid)


def _forgetful(remember: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``lru_cache`` that remembers nothing for the reader's functions."""

    def cache(maxsize: Any = 128, typed: bool = False) -> Any:
        if callable(maxsize):
            return maxsize if maxsize.__module__.startswith(_READERS) else remember(maxsize)
        usual = remember(maxsize, typed)
        return lambda function: function if function.__module__.startswith(_READERS) else usual(function)

    return cache


def main(out: str, tests: list[str]) -> None:
    """Run the tests and write the map."""
    functools.lru_cache = _forgetful(functools.lru_cache)  # type: ignore[assignment]
    functools.cache = lambda function: functools.lru_cache(None)(function)  # type: ignore[assignment]
    measured = coverage.Coverage(data_file=None, source=[str(PACKAGE / each) for each in ("reading", "document")])
    watching = _Watching(measured)
    measured.start()
    pytest.main([*PYTEST, *tests], plugins=[watching])
    measured.stop()
    data = measured.get_data()
    lines = {}
    for file in data.measured_files():
        by_line = {
            line: [each for each in by if each and each not in watching.failed]
            for line, by in data.contexts_by_lineno(file).items()
        }
        lines[Path(file).relative_to(PACKAGE).as_posix()] = {line: each for line, each in by_line.items() if each}
    seconds = {test: spent for test, spent in watching.seconds.items() if test not in watching.failed}
    said = {"seconds": seconds, "lines": lines, "failed": sorted(watching.failed)}
    Path(out).write_text(json.dumps(said), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
