"""Refuse markup that would exhaust a parser, before it is parsed.

HTML parsing is quadratic in three places: every ``div`` looks for an open ``p`` through all open elements, every new
paragraph opens again all formatting elements (``font``, ``b``) still open, and every attribute is compared with those
before it. All are bounded here by counting.
"""

from __future__ import annotations

import re

from gongkai.errors import HostileDocument, OversizedDocument
from gongkai.settings import Settings

_SAFE_TAGS = 1_200
"""With so few tags neither product can grow large."""
_SAFE_DEPTH = 4_000
"""With so few tags depth alone costs nothing; only open formatting elements do."""
_SAFE_WORDS = 10_000
"""With no more words than this no element can have too many attributes."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# Attributes as the HTML standard's tokenizer reads them, with or without a value, quoted or not.
_VALUE = r"""\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]*+)"""
_CROWDED = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)(?:{_VALUE})?+){{5000,}}+")
# Elements without end, or whose end may be left out: many of them in a row are no nesting.
_UNNESTED_NAMES = """
area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th tbody thead tfoot
colgroup caption html head body
"""
_UNNESTED = frozenset(_UNNESTED_NAMES.split())
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
# Both spellings, because ignoring case would make this the slowest step of reading a page.
_FORMATTING_TAG = re.compile(rf"<(/?)(?:{'|'.join(sorted(_FORMATTING))}|{'|'.join(sorted(_FORMATTING)).upper()})[\s>]")
_ADVICE = "请只保留报告正文后再报。"


def refuse_hostile(source: str, settings: Settings) -> None:
    """Raise :class:`OversizedDocument` or :class:`HostileDocument` for markup no report could have."""
    if len(source) > settings.max_text:
        raise OversizedDocument(f"网页有 {len(source)} 个字符，超出上限。", advice=_ADVICE)
    tags = source.count("<")
    if tags > settings.max_elements * 2:
        raise OversizedDocument(f"网页约有 {tags // 2} 个标签，超出上限。", advice=_ADVICE)
    if len(source) > _SAFE_WORDS and len(source.split(None, _SAFE_WORDS)) > _SAFE_WORDS and _CROWDED.search(source):
        raise HostileDocument("网页中有异常冗长的标签，未予读取。", advice=_ADVICE)
    if tags > _SAFE_DEPTH or (tags > _SAFE_TAGS and _most_formatting(source) * tags > settings.max_elements):
        _refuse_nesting(source, settings)


def _most_formatting(source: str) -> int:
    """Return the largest number of formatting elements open at once, as far as counting tells."""
    opened = most = 0
    for closing in _FORMATTING_TAG.findall(source):
        opened = max(0, opened - 1) if closing else opened + 1
        most = max(most, opened)
    return most


def _refuse_nesting(source: str, settings: Settings) -> None:
    depth = formatting = reopened = 0
    for found in _TAG.finditer(source):
        closing, name = found[1], found[2].lower()
        if name in _FORMATTING:
            formatting = max(0, formatting - 1) if closing else formatting + 1
        elif not closing:
            reopened += formatting
        if name not in _UNNESTED:
            depth = max(0, depth - 1) if closing else depth + 1
        if depth > settings.max_depth or reopened > settings.max_elements:
            raise HostileDocument("网页标签嵌套层数异常，未予读取。", advice=_ADVICE)
