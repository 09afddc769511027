"""Long proofs: whole with ``GONGKAI_PROOF=1`` (``make proof``), a tenth drawn by seed in every other run.

A test that proves more the longer it runs takes its parameters by :func:`part` or its number of examples by
:func:`examples`, and bears ``@pytest.mark.proof`` so that ``make proof`` finds it. A test of Hypothesis bears it by
itself; where it names no number, it has four hundred examples. What is tried outside a proof is always the same.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

PROOF = os.environ.get("GONGKAI_PROOF", "") not in ("", "0")
SEED = 2026
_PART = 10
T = TypeVar("T")


def part(parameters: Iterable[T], *, whole: bool = PROOF, seed: int = SEED) -> list[T]:
    """Return the parameters, all in a proof, else a tenth drawn by seed (one at the least), in their order."""
    every = list(parameters)
    if whole:
        return every
    drawn = random.Random(seed).sample(range(len(every)), -(-len(every) // _PART))
    return [every[number] for number in sorted(drawn)]


def examples(count: int, *, whole: bool = PROOF) -> int:
    """Return how many examples of ``count`` are tried: all in a proof, else a tenth, one at the least."""
    return count if whole else -(-count // _PART)
