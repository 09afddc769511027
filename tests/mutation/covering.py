"""Which tests run which line: ``python -m tests.mutation.covering OUT STATE TEST …`` runs tests and writes it down.

A function whose answers are remembered would seem to be run by the first test alone that asks; so while this runs the
reader's own functions remember nothing, and all others of the package nothing from test to test.
"""

from __future__ import annotations

import functools
import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import coverage
import pytest

from tests.mutation.plan import KEPT, PACKAGE, ROOT, Plan, read_plans

PYTEST = ("-q", "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist", "-W", "ignore")
_READERS = ("gongkai.reading", "gongkai.document")
_MEASURED = sorted({folder for plan in read_plans() for folder in plan.folders})


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


def covering(plan: Plan, tests: Sequence[str] = (), *, as_it_stands: bool = False) -> Covering:
    """Return the map by the plan's tests, or by those named.

    It is kept for each file of tests, and made anew where that file, what the tests share, or the reader has changed
    (unless it is to be taken as it stands).
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    shared = _checksum(path for path in _files(plan.tests, "*.py") if not path.name.startswith("test_"))
    shared += _checksum(path for path in _files([str(PACKAGE)], "*.py"))
    files = _files(tests or plan.tests, "test_*.py")
    parts = {file: KEPT / f"covering-{'-'.join(file.relative_to(ROOT).with_suffix('').parts)}.json" for file in files}
    states = {file: shared + _checksum([file]) for file in files}
    todo = [file for file in files if not _is_known(parts[file], None if as_it_stands else states[file])]
    with ThreadPoolExecutor(2) as two:
        list(two.map(lambda file: _watched(file, parts[file], states[file]), todo))
    seconds: dict[str, float] = {}
    lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for part in parts.values():
        said = json.loads(part.read_text("utf-8"))
        seconds |= said["seconds"]
        for module, known in said["lines"].items():
            for line, by in known.items():
                lines[module][line] += by
        if said["failed"]:
            print("They fail when watched, and judge no mutant:", *said["failed"], sep="\n  ", file=sys.stderr)
    return Covering(seconds, lines)


def _files(places: Iterable[str], pattern: str) -> list[Path]:
    found = (
        path for each in places for path in ((ROOT / each).rglob(pattern) if (ROOT / each).is_dir() else [ROOT / each])
    )
    return sorted(found)


def _checksum(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:20]


def _is_known(part: Path, state: str | None) -> bool:
    return part.exists() and (state is None or json.loads(part.read_text("utf-8"))["state"] == state)


def _watched(file: Path, part: Path, state: str) -> None:
    """Run one file of tests in a process of its own."""
    command = [sys.executable, "-m", "tests.mutation.covering", str(part), state, str(file.relative_to(ROOT))]
    print(f"… which lines {command[-1]} runs", file=sys.stderr, flush=True)
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stdout + ran.stderr)


class _Watching:
    """Tells coverage which test runs, and takes its time."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self._measured = measured
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: set[str] = set()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        for each in _REMEMBERED:
            each.cache_clear()
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
            return _remembering(maxsize, remember)
        return lambda function: _remembering(function, remember(maxsize, typed))

    return cache


_REMEMBERED: list[Any] = []
"""The package's functions that remember, other than the reader's; each test begins with them forgotten."""


def _remembering(function: Callable[..., Any], remember: Callable[..., Any]) -> Callable[..., Any]:
    if function.__module__.startswith(_READERS):
        return function
    made: Callable[..., Any] = remember(function)
    if function.__module__.startswith("gongkai."):
        _REMEMBERED.append(made)
    return made


def main(out: str, state: str, tests: list[str]) -> None:
    """Run the tests and write the map."""
    functools.lru_cache = _forgetful(functools.lru_cache)  # type: ignore[assignment]
    functools.cache = lambda function: functools.lru_cache(None)(function)  # type: ignore[assignment]
    measured = coverage.Coverage(data_file=None, source=[str(PACKAGE / each) for each in _MEASURED])
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
    said = {"state": state, "seconds": seconds, "lines": lines, "failed": sorted(watching.failed)}
    Path(out).write_text(json.dumps(said), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
