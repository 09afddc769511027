"""Mutants are tried in processes forked from one that has everything loaded but what is mutated.

Each place (one for each processor) has a copy of the package of its own, in which the mutant stands while its tests
run; so whatever process a test starts meets the mutant too, and the sources are never touched.
"""

from __future__ import annotations

import compileall
import contextlib
import json
import os
import py_compile
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl  # noqa: F401  # loaded once for all mutants
import pytest

from tests.mutation.covering import PYTEST
from tests.mutation.mutants import Mutant, source_of
from tests.mutation.plan import KEPT, PACKAGE, ROOT, Plan, source

_MEMORY = 6_000_000_000
_SURVIVED = 0


@dataclass(frozen=True)
class Trial:
    """A mutant and the tests that it is put to."""

    mutant: Mutant
    tests: list[str]
    seconds: float
    """What the tests take undisturbed."""


@dataclass(frozen=True)
class Outcome:
    """What came of a trial: ``killed``, ``hung`` or ``survived``."""

    trial: Trial
    how: str
    by: str
    seconds: float


@dataclass
class _Place:
    """A copy of the package, and the trial that runs there."""

    folder: Path
    trial: Trial | None = None
    process: int = 0
    started: float = 0.0
    deadline: float = 0.0
    said: Path = field(init=False)

    def __post_init__(self) -> None:
        self.said = self.folder / "killed-by.json"


class _Judge:
    """Keeps the chosen tests in their order, and notes the one that fails."""

    def __init__(self, tests: list[str], said: Path) -> None:
        self._order = {test: number for number, test in enumerate(tests)}
        self._said = said

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self._order), key=lambda item: self._order[item.nodeid]
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._said.write_text(json.dumps(report.nodeid), "utf-8")


def tried(trials: Iterable[Trial], plan: Plan, jobs: int) -> Iterator[Outcome]:
    """Try the mutants, ``jobs`` at a time, and yield what came of each as it is known."""
    waiting = iter(trials)
    places = [_made(number) for number in range(jobs)]
    with contextlib.ExitStack() as cleared:
        for place in places:
            cleared.callback(_stop, place)
            _start(place, next(waiting, None), plan)
        while any(place.trial for place in places):
            for place in places:
                if place.trial is not None and (outcome := _looked_at(place)) is not None:
                    yield outcome
                    _start(place, next(waiting, None), plan)
            time.sleep(0.02)


def _made(number: int) -> _Place:
    """Copy the package, compiled ahead."""
    folder = KEPT / f"place-{number}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PACKAGE, folder / "gongkai", ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(folder, quiet=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    return _Place(folder)


def _start(place: _Place, trial: Trial | None, plan: Plan) -> None:
    place.trial = trial
    if trial is None:
        return
    original = source(trial.mutant.module)
    file = _file(place, trial)
    file.write_text(source_of(trial.mutant, original), "utf-8")
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        compiled.rename(compiled.with_suffix(".kept"))
    place.said.unlink(missing_ok=True)
    place.started = time.monotonic()
    place.deadline = place.started + plan.times_longer * trial.seconds + plan.seconds_more
    place.process = os.fork()
    if not place.process:
        _judge(place, trial)


def _judge(place: _Place, trial: Trial) -> None:
    """In the forked process: run the tests; never returns."""
    code = 1
    try:
        os.setsid()
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        sys.path.insert(0, str(place.folder))
        os.environ["PYTHONPATH"] = f"{place.folder}{os.pathsep}{ROOT}"
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.dont_write_bytecode = True
        files = sorted({test.partition("::")[0] for test in trial.tests})
        code = int(pytest.main(["-x", *PYTEST, *files], plugins=[_Judge(trial.tests, place.said)]))
    finally:
        os._exit(code)


def _looked_at(place: _Place) -> Outcome | None:
    """Return what came of the trial, ``None`` while it runs."""
    trial = place.trial
    if trial is None:
        return None
    done, status = os.waitpid(place.process, os.WNOHANG)
    took = time.monotonic() - place.started
    if not done and time.monotonic() < place.deadline:
        return None
    if not done:
        _end(place.process)
        os.waitpid(place.process, 0)
        how = "hung"
    else:
        _end(place.process)
        how = "survived" if status == _SURVIVED else "killed"
    by = json.loads(place.said.read_text("utf-8")) if place.said.exists() else "" if how == "survived" else "at import"
    _restore(place, trial)
    return Outcome(trial, how, by, round(took, 2))


def _end(process: int) -> None:
    """End the trial's process with all that it started: they share a session."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)


def _restore(place: _Place, trial: Trial) -> None:
    file = _file(place, trial)
    file.write_text(source(trial.mutant.module), "utf-8")
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.kept"):
        compiled.rename(compiled.with_suffix(".pyc"))


def _stop(place: _Place) -> None:
    if place.trial is not None:
        _end(place.process)
    shutil.rmtree(place.folder, ignore_errors=True)


def _file(place: _Place, trial: Trial) -> Path:
    return place.folder / "gongkai" / f"{trial.mutant.module}.py"
