"""A table drawn in a PDF, and a look at what is read of PDFs without recognition."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.document.fronts.pdf import read_pdf, scanned
from gongkai.settings import Settings
from tests.document.pdf_samples import drawn, text_at
from tests.settings.laid import Look, seen

LINES = "".join(f"100 {y} m 300 {y} l S\n" for y in (600, 650, 700))
LINES += "".join(f"{x} 600 m {x} 700 l S\n" for x in (100, 200, 300))
WORDS = text_at(110, 660, "a") + text_at(210, 660, "12")


def of_pdf(data: bytes) -> Look:
    """Look at what is read of a PDF."""

    def look(settings: Settings) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scanned, "available", lambda: False)
            document = read_pdf(data, "a.pdf", settings)
        return seen(document.blocks), document.doubts

    return look


def over(content: str) -> Look:
    """Look at a table over which more is printed."""
    return of_pdf(drawn(LINES + WORDS + content + "0 g "))
