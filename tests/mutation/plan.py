"""What is to be done, as ``plan.toml`` says, and the mutants known to change nothing, as ``equivalents.toml`` says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutants import Mutant

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "gongkai"
KEPT = ROOT / "out" / "mutation"
PAGES = ROOT / "benchmarks"
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Plan:
    """One part of ``plan.toml``; what its members mean stands there."""

    page: str
    seed: int
    count: int
    operators: tuple[str, ...]
    folders: tuple[str, ...]
    without: tuple[str, ...]
    tests: tuple[str, ...]
    most_seconds: float
    times_longer: float
    seconds_more: float
    goal: float

    def modules(self) -> list[str]:
        """Every module of the plan, by its path below the package, without ``.py``."""
        files = (path for folder in self.folders for path in (PACKAGE / folder).rglob("*.py"))
        names = sorted(path.relative_to(PACKAGE).with_suffix("").as_posix() for path in files)
        return [each for each in names if not each.startswith(tuple(f"{folder}/" for folder in self.without))]


@dataclass(frozen=True)
class Equivalent:
    """A mutant that nothing can tell from the original, and why."""

    module: str
    function: str
    operator: str
    before: str
    after: str
    reason: str

    def is_of(self, mutant: Mutant) -> bool:
        """Whether it is this mutant."""
        return all(
            getattr(self, name) == getattr(mutant, name)
            for name in ("module", "function", "operator", "before", "after")
        )


def read_plans() -> tuple[Plan, ...]:
    """Read the parts of ``plan.toml``."""
    shared = tomllib.loads((_HERE / "plan.toml").read_text("utf-8"))
    parts = shared.pop("part")
    return tuple(
        Plan(**{name: tuple(value) if isinstance(value, list) else value for name, value in (shared | part).items()})
        for part in parts
    )


def read_equivalents() -> tuple[Equivalent, ...]:
    """Read ``equivalents.toml``."""
    said = tomllib.loads((_HERE / "equivalents.toml").read_text("utf-8"))
    return tuple(Equivalent(**each) for each in said.get("equivalent", ()))


def source(module: str) -> str:
    """Return a module's source."""
    return (PACKAGE / f"{module}.py").read_text("utf-8")
