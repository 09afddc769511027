"""Footnote marks in text: raised digits and signs that belong to a note, not to the figure before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"[\s\d\u2460-\u24ff\u2776-\u2793*＊※†‡§#注\[\]()（）〔〕【】〈〉,，、]+")


def without_marks(pieces: Sequence[tuple[str, bool]]) -> str:
    """Join pieces of text, each with whether it is superscript, leaving note marks out.

    Text that is superscript altogether is kept: it is a formatting accident, not a mark on nothing.
    """
    if len(pieces) == 1:
        return pieces[0][0]
    if not any(raised for _, raised in pieces) or not any(text.strip() for text, raised in pieces if not raised):
        return "".join(text for text, _ in pieces)
    kept = ""
    for text, raised in pieces:
        # m² is a unit; 5² in a count is a mark.
        is_unit = kept[-1:].isascii() and kept[-1:].isalpha()
        if not raised or is_unit or not _MARK.fullmatch(text):
            kept += text
    return kept
