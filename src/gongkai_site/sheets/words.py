"""Words of headers and cells made comparable."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[\s*：:、，,。.;；\"'“”‘’·・_\-—–/\\|()\[\]【】〔〕《》<>]+")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_OPENING, _CLOSING = "([【〔", ")]】〕"
_YEAR = re.compile(rf"[{re.escape(_OPENING)}](\d{{4}})[{re.escape(_CLOSING)}]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: object) -> str:
    """Return a word without spaces, signs and brackets, full-width figures and letters made plain."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", str(text))).lower()


def without_brackets(text: object) -> str:
    """Return a header's plain words without what stands in brackets: 收到日期（必填） → 收到日期."""
    return plain(_BRACKETED.sub("", unicodedata.normalize("NFKC", str(text))))


def tidy(text: object) -> str:
    """Return text on one line without invisible signs; all else stays as it was written, or as Excel shows it."""
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    return " ".join(_CONTROL.sub("", str(text)).split())


def document_number(text: str, brackets: str) -> str:
    """Return a number of a document or case in one spelling: no spaces, plain figures, the year in ``brackets``.

    GB/T 9704 wants 〔2025〕 in documents' numbers; courts write （2025）.
    """
    number = "".join(unicodedata.normalize("NFKC", text).split())
    return _YEAR.sub(rf"{brackets[0]}\1{brackets[1]}", number) if brackets else number
