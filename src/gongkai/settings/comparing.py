"""Comparing and consolidating reports."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Comparing:
    """Comparing and consolidating reports."""

    repeated_share: float = measure(0.8, 0.3, 1.0, "Share of two texts in common from which they count as repeated.")
    repeated_length: int = whole(80, 20, 100_000, "Fewest characters of a section compared for repetition.")
    similar_sentence: float = measure(55, 0, 100, "Similarity (0-100) from which a sentence counts as changed.")
    max_compared_sentences: int = whole(1_000, 10, 100_000, "Most sentences of a section compared in order.")
    same_prose: float = measure(95, 50, 100, "Similarity (0-100) from which two files' prose counts as the same.")
    unchanged_figures: int = whole(4, 1, 200, "Fewest figures other than 0 that, all last year's again, are remarked.")
    magnitude: int = whole(1_000, 10, 1_000_000, "How many times last year's figure this year's is remarked at.")
    amount_decimals: int = whole(2, 0, 6, "Decimals to which a consolidated amount is rounded once, half up.")
