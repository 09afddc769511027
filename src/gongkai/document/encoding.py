"""Decode text of any encoding by what it holds; what it declares is only a hint, for declarations lie.

Order: byte order mark, strict UTF-8, then whichever of UTF-8, GB18030 (which includes GB2312 and GBK, GB 18030-2022),
Big5 and UTF-16 gives the most common Chinese characters for the least damage. Bytes no table explains become U+FFFD.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple

from gongkai.document.characters import UNREADABLE
from gongkai.errors import UnsupportedKind
from gongkai.settings import DEFAULT_SETTINGS, Settings

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be")
_NARROW = ("utf-8", "gb18030", "big5hkscs")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_MANGLED = re.compile("[\xc0-\xff][^\x00-\x7f]{3}")
_CONTROL_BYTES = bytes(code for code in range(0x20) if code not in b"\t\n\x0b\x0c\r\x1b")
_CONTROLS = frozenset(_CONTROL_BYTES.decode("ascii"))
_HIGH_BYTES = bytes((*range(0x4E, 0xA0), 0x00, 0x30, 0xFF))
"""First bytes of Chinese characters, ASCII, punctuation and full-width forms in UTF-16."""
_RESUMED = "gongkai.resumed"
_ADVICE = "请提交报告的 Word、WPS、PDF、网页或文本文件。"


class _Tried(NamedTuple):
    score: float
    hinted: bool
    codec: str


def decode(data: bytes, declared: str | None = None, settings: Settings = DEFAULT_SETTINGS) -> str:
    """Return ``data`` as text without byte order mark; ``declared`` is believed only where content does not decide.

    A character cut off at the end or a few bad bytes become U+FFFD each and never change the table chosen.
    Raises :class:`UnsupportedKind` where the bytes are no text in any encoding.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            if codec != "utf-8":
                return _checked(body.decode(codec, "replace"), settings)
            data = body
            break
    if b"\0" not in data:
        try:
            text = data.decode("utf-8")
            # Only characters from U+00C0 to U+00FF begin with this byte.
            return _checked(_unmangled(text, settings) if b"\xc3" in data else text, settings)
        except UnicodeDecodeError:
            pass
    return _sensible(_checked(data.decode(_best(data, declared, settings), _RESUMED), settings), settings)


def _unmangled(text: str, settings: Settings) -> str:
    """Undo a download that took the page's bytes for Latin-1 and saved them as UTF-8 (``Õþ¸®`` for 政府).

    Many programs assume Latin-1 where a server states no encoding. Text with a single Chinese character is left alone.
    """
    if not _MANGLED.search(text, 0, settings.text_glance):
        return text
    for codec in ("latin-1", "cp1252"):
        try:
            data = text.encode(codec)
        except UnicodeEncodeError:
            continue
        again = data.decode(_best(data, None, settings), _RESUMED)
        if _score(again[: settings.encoding_sample]) >= settings.encoding_clear:
            return again
    return text


def _best(data: bytes, declared: str | None, settings: Settings) -> str:
    """Return the table that explains a sample of ``data`` best."""
    # Inline scripts may fill the first hundred kilobytes; an even start keeps pairs of bytes together.
    beyond = _BEYOND_ASCII.search(data)
    start = beyond.start() & ~1 if beyond else 0
    sample = data[start : start + settings.encoding_sample]
    hint = _python_name(declared)
    wide = _WIDE if b"\0" in sample or _looks_wide(sample, settings.encoding_others) else ()
    # A text of NUL bytes is UTF-16 or nothing.
    codecs_ = wide if b"\0" in sample else (*_NARROW, *wide)
    tried: list[_Tried] = []
    for codec in sorted(codecs_, key=lambda each: each != hint):
        score = _score(sample.decode(codec, "replace"))
        tried.append(_Tried(score, codec == hint, codec))
        if score >= settings.encoding_clear and codec in _NARROW and not wide:
            break
    return max(tried)[2]


def _looks_wide(sample: bytes, others: float) -> bool:
    """Tell whether every other byte keeps to few values, as Chinese text in UTF-16 does (U+4E00 to U+9FFF)."""
    if len(sample) < 8:
        return False
    return any(len(half.translate(None, _HIGH_BYTES)) < others * len(half) for half in (sample[::2], sample[1::2]))


def _score(text: str) -> float:
    """Return the share of common Chinese characters among all that are not ASCII, less what is damaged or odd."""
    known = common_characters()
    beyond = common = odd = controls = 0
    for character, times in Counter(text).items():
        if character > "\x7f":
            beyond += times
            if character in known:
                common += times
            elif character == UNREADABLE or "\ue000" <= character <= "\uf8ff" or character < "\xa0":
                odd += times
        elif character in _CONTROLS:
            controls += times
    if not beyond:
        return -1.0 if controls else 0.0
    return (common - 2 * odd - 2 * controls) / beyond


def _checked(text: str, settings: Settings) -> str:
    """Return ``text``, or raise where it is rubbish: full of control characters, or not explained by any table."""
    head = text[: settings.text_glance]
    encoded = head.encode("utf-8", "surrogatepass")
    controls = len(encoded) - len(encoded.translate(None, _CONTROL_BYTES))
    damaged = head.count(UNREADABLE)
    most_controls = max(settings.few_controls, settings.control_share * len(head))
    if controls > most_controls or damaged > max(settings.few_damaged, settings.damaged_share * len(head)):
        raise UnsupportedKind("文件不是文本：任何一种编码都解不出文字。", advice=_ADVICE)
    return text


def _sensible(text: str, settings: Settings) -> str:
    """Return a text whose table was guessed, or raise where no table made sense of it."""
    head = text[: settings.encoding_sample]
    beyond = len(head) - len(head.encode("ascii", "ignore"))
    # Mostly beyond ASCII: an English text with a few odd signs is a text all the same.
    if beyond > settings.damaged_share * len(head) and _score(head) < settings.least_sense:
        raise UnsupportedKind("文件不是文本：任何一种编码都解不出文字。", advice=_ADVICE)
    return text


def _resume(error: UnicodeError) -> tuple[str, int]:
    """Replace a bad byte and go on where the next characters make most sense.

    In tables of two bytes a lost byte would shift all that follows up to the next ASCII character.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    start = error.start
    if error.encoding not in ("gb18030", "big5hkscs"):
        return UNREADABLE, error.end
    options = [at for at in (start + 1, start + 2) if at <= len(error.object)]
    ahead = {at: error.object[at : at + 16].decode(error.encoding, "replace") for at in options}
    return UNREADABLE, max(options, key=lambda at: _score(ahead[at]))


codecs.register_error(_RESUMED, _resume)


def _python_name(declared: str | None) -> str | None:
    """Return the table of ours that a declared name stands for."""
    if not declared:
        return None
    name = re.sub(r"[^a-z0-9]", "", declared.lower())
    if name.startswith(("gb", "hz", "cp936", "ms936", "windows936")):
        return "gb18030"
    if name.startswith("big5") or name == "cp950":
        return "big5hkscs"
    if name.startswith("utf16"):
        return "utf-16-be" if name.endswith("be") else "utf-16-le"
    return "utf-8" if name.startswith("utf8") else None


@cache
def common_characters() -> frozenset[str]:
    """Return the characters of which about two thirds of any official text consist, and its punctuation."""
    data = resources.files("gongkai.document").joinpath("data", "common-characters.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(data)
    punctuation = "，。、；：？！“”‘’（）《》〔〕【】—…\u3000"
    return frozenset("".join(lists["simplified"] + lists["traditional"]).replace("\n", "") + punctuation)
