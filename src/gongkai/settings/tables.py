"""Aligning printed rows and figures with a form."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure


@dataclass(frozen=True)
class Tables:
    """Aligning printed rows and figures with a form."""

    label_similarity: float = measure(82, 50, 100, "Least similarity (0-100) at which a damaged label is believed.")
    ocr_confidence: float = measure(0.9, 0.0, 1.0, "Recognition confidence below which a figure is doubted.")
