"""The worked cases of ``tests/law/casebook`` and how an answer is compared with them (README.md there)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "casebook"
NONE = "none"
DEADLINES = "deadlines"


@dataclass(frozen=True, slots=True)
class Worked:
    """One case: what the clock is given, what it must answer, and what it must not."""

    file: str
    title: str
    basis: str
    worked: str
    given: Mapping[str, Any]
    expect: Mapping[str, Any]
    absent: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"

    def complaints(self, answer: Mapping[str, Any]) -> list[str]:
        """Return what in the answer is not as worked, nothing if all is."""
        whole = {**answer, DEADLINES: deadlines(answer)}
        found = list(_unmet(self.expect, whole, ""))
        found.extend(_present(self.absent, whole, ""))
        return found


@cache
def cases() -> tuple[Worked, ...]:
    """All worked cases, file by file."""
    return tuple(
        Worked(
            path.stem,
            each["title"],
            each["basis"],
            each["worked"],
            {name: each[name] for name in ("case", "settings", "events") if name in each},
            each.get("expect", {}),
            each.get("absent", {}),
        )
        for path in sorted(FOLDER.glob("*.toml"))
        for each in tomllib.loads(path.read_text("utf-8"))["cases"]
    )


def deadlines(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The deadlines of an answer, wherever they stand: ``due`` and ``also_due``."""
    due = answer.get("due")
    return [*([due] if due else []), *(answer.get("also_due") or [])]


def plain(value: object) -> object:
    """A day as its ISO text, everything else as it is."""
    return value.isoformat() if isinstance(value, dt.date) else value


def _unmet(expected: object, found: object, where: str) -> Iterator[str]:
    if isinstance(expected, Mapping):
        if not isinstance(found, Mapping):
            yield f"{where}: {found!r} is no table"
            return
        for key, value in expected.items():
            yield from _unmet(value, found.get(key), f"{where}.{key}".lstrip("."))
    elif isinstance(expected, list):
        entries = found if isinstance(found, list | tuple) else ()
        for each in expected:
            if all(any(_unmet(each, entry, where)) for entry in entries):
                yield f"{where}: nothing is {_text(each)} among {[_text(entry) for entry in entries]}"
    elif plain(expected) != (NONE if found is None else plain(found)):
        yield f"{where}: {plain(found)!r} instead of {plain(expected)!r}"


def _present(unwanted: object, found: object, where: str) -> Iterator[str]:
    if isinstance(unwanted, Mapping):
        if isinstance(found, Mapping):
            for key, value in unwanted.items():
                yield from _present(value, found.get(key), f"{where}.{key}".lstrip("."))
    elif isinstance(unwanted, list):
        for each in unwanted:
            for entry in found if isinstance(found, list | tuple) else ():
                if not any(_unmet(each, entry, where)):
                    yield f"{where}: {_text(entry)} must not be there"
    elif plain(unwanted) == plain(found):
        yield f"{where}: {plain(found)!r} must not be"


def _text(value: object) -> object:
    return {key: plain(each) for key, each in value.items()} if isinstance(value, Mapping) else plain(value)
