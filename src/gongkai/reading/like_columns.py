"""Damaged or shortened names of columns (法律服机构, 本年制发), known by the row that they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from gongkai.reading.labels import Lexicon, Target, normal
from gongkai.settings import Settings


def column_like(text: str, row: Iterable[Target], words: Lexicon) -> tuple[Target, ...]:
    """Return the one column of the row's block that a text most likely names, ``()`` if unsure."""
    label = normal(text)
    if len(label) < 2:  # one character could be of many
        return ()
    found: list[Target] = []
    for block in dict.fromkeys((each.form, each.table, each.block) for each in row if each.kind == "row"):
        best = _best(label, _columns(words, block), words.settings)
        if best is not None:
            found.append(best._replace(exact=False))
    return tuple(found)


@lru_cache(maxsize=64)
def _columns(words: Lexicon, block: tuple[str, str, int]) -> tuple[tuple[str, Target], ...]:
    return tuple(
        (label, target)
        for label, targets in words.targets.items()
        for target in targets
        if target.kind == "column" and (target.form, target.table, target.block) == block
    )


def _best(label: str, columns: Iterable[tuple[str, Target]], settings: Settings) -> Target | None:
    scores: dict[str, float] = {}
    by_key: dict[str, Target] = {}
    for known, target in columns:
        alike = 100.0 if label in known else fuzz.ratio(label, known)
        by_key[target.key] = target
        scores[target.key] = max(scores.get(target.key, 0.0), alike)
    ranked = sorted(scores.items(), key=lambda each: -each[1])
    if not ranked or ranked[0][1] < settings.label_similarity:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < settings.column_clearly:
        return None
    return by_key[ranked[0][0]]
