"""Characters as documents print them, made comparable: widths, traditional characters, spaces."""

from __future__ import annotations

import itertools
import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_LONGEST_REMEMBERED = 40
_COMMON = {"，": ",", "（": "(", "）": ")", "：": ":", "；": ";"}
_SPACES = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


@cache
def data_file(name: str) -> dict[str, Any]:
    """Return one of this package's data files, parsed."""
    return tomllib.loads(files("gongkai.reading").joinpath("data", name).read_text("utf-8"))


@lru_cache(maxsize=1)
def _folding() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord("\u3000"): " ", ord("〔"): "[", ord("〕"): "]", ord("﹒"): ".", ord("﹑"): "、", ord("､"): "、"}
    simple = traditional()
    # PDFs made of some fonts, and pages pasted from them, hold radicals (⼯作) for the characters they look like.
    radicals = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    table |= {code: simple.get(ord(character), character) for code, character in radicals.items()}
    return table | simple


@lru_cache(maxsize=1)
def traditional() -> dict[int, str]:
    """Return the traditional characters with their simplified ones, for ``str.translate``."""
    return {ord(old): new for old, new in data_file("traditional.toml")["traditional"].items()}


def simplified(text: str) -> str:
    """Return the text in simplified characters, one for each; widths, marks and spaces stay as printed."""
    return text.translate(traditional()) if _old().search(text) else text


@lru_cache(maxsize=1)
def _old() -> re.Pattern[str]:
    return re.compile("[" + "".join(map(chr, traditional())) + "]")


@lru_cache(maxsize=1)
def _rare() -> re.Pattern[str]:
    return re.compile("[" + "".join(re.escape(chr(code)) for code in _folding() if chr(code) not in _COMMON) + "]")


def fold(text: str) -> str:
    """Return the text with half-width forms and simplified characters, one character for each (。 and 、 stay)."""
    if _rare().search(text):
        return text.translate(_folding())
    # Replacing the few common ones is several times faster than translating every character.
    for wide, narrow in _COMMON.items():
        if wide in text:
            text = text.replace(wide, narrow)
    return text


def tight(text: str) -> str:
    """Return the folded text without any whitespace: what words are looked for in."""
    return _tight_label(text) if len(text) <= _LONGEST_REMEMBERED else fold("".join(text.split()))


@lru_cache(maxsize=20_000)
def _tight_label(text: str) -> str:
    """The same, remembered: the forms' labels come again in every report."""
    return fold("".join(text.split()))


def is_chinese(character: str) -> bool:
    """Whether a character is of the Chinese script or full-width punctuation, beside which spaces mean nothing."""
    return "\u2e80" <= character <= "\u9fff" or character >= "\uf900" or character in "“”‘’—…·"


def squeeze(text: str) -> str:
    """Return the text with each run of whitespace made one space, and none beside a Chinese character."""
    for space in _SPACES:
        if space in text:
            text = text.replace(space, "")
    pieces = text.split()
    if len(pieces) < 2:
        return pieces[0] if pieces else ""
    joined = [pieces[0]]
    for before, piece in itertools.pairwise(pieces):
        if not (is_chinese(before[-1]) or is_chinese(piece[0])):
            joined.append(" ")
        joined.append(piece)
    return "".join(joined)
