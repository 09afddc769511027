"""A small timer: interleaved repetitions, medians, ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


class Skipped(Exception):
    """A benchmark that cannot run here, and why."""


@dataclass(frozen=True)
class Row:
    """One line of the result table."""

    name: str
    figure: str
    goal: str
    met: bool | None
    """None where there is no goal."""
    detail: str = ""


def medians(candidates: Mapping[str, Callable[[], object]], *, rounds: int = 15, warm: int = 2) -> dict[str, float]:
    """Time every candidate once per round, in turn, and return each one's median in seconds.

    Interleaving lets a noisy machine disturb all candidates alike.
    """
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(rounds + warm):
        for name, run in candidates.items():
            gc.collect()
            started = time.perf_counter()
            run()
            if turn >= warm:
                times[name].append(time.perf_counter() - started)
    return {name: statistics.median(each) for name, each in times.items()}


def times(value: float) -> str:
    """A ratio in words."""
    return f"{value:.2f} ×"


def milliseconds(value: float) -> str:
    """Seconds as milliseconds."""
    return f"{value * 1000:.1f} ms"
