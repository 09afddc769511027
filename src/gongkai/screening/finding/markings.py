"""Markings of secrecy and of internal papers (《保守国家秘密法》第三十五条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.screening.finding.found import About, Found
from gongkai.screening.model import Certainty
from gongkai.screening.words import words

_BRACKETS = re.compile(r"[\s【】\[\]()（）〔〕《》:：.。!！*-]+")
_LINE = re.compile(r"[^\n\r]+")
_LEVELS = re.compile(r"[绝机秘][ 　]*密")
_LONGEST_LINE = 40
# Words of all patterns; most lines have none of them.
_HINT = re.compile(r"密|内[ 　]*部|外传|公开|外泄|注意保存|CONFID|SECRET|RESTRICT", re.IGNORECASE)


def markings(text: str, _: About) -> Iterator[Found]:
    """Yield the markings in a plain text: 机密★1年 anywhere, 秘密 or 内部资料 where a line says no more than that."""
    if not _HINT.search(text):
        return
    for line in _LINE.finditer(text):
        found = _marking(line.group())
        if found is not None:
            certainty, shown = found
            yield Found("secrecy-marking", certainty, line.start(), line.end(), shown)


def _marking(line: str) -> tuple[Certainty, str] | None:
    if not _HINT.search(line):
        return None
    known = words().markings
    bare = re.sub(r"\s", "", line)
    match = known.certain.search(bare)
    if match is not None:
        return Certainty.CERTAIN, bare[max(0, match.start() - 2) : match.end() + 6]
    if len(bare) > _LONGEST_LINE:
        match = known.internal.search(bare)
        return None if match is None else (Certainty.POSSIBLE, match.group())
    framed = _BRACKETS.sub("", bare).upper()
    if framed.removesuffix("级") in known.levels or framed.removesuffix("文件") in known.levels:
        return Certainty.LIKELY, bare
    if framed in known.internal_lines and (framed != "不予公开" or framed != bare):
        return Certainty.LIKELY, bare
    match = known.internal.search(bare)
    return None if match is None else (Certainty.LIKELY, match.group())
