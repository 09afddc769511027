"""Refuse markup that would exhaust a parser, before it is parsed.

HTML parsing is quadratic in three places: every ``div`` looks for an open ``p`` through all open elements, every new
paragraph opens again all formatting elements (``font``, ``b``) still open, and every attribute is compared with those
before it. All are bounded here by counting.
"""

from __future__ import annotations

import re

from gongkai.errors import HostileDocument, OversizedDocument
from gongkai.settings import Settings

_SEPARATORS = b" \t\n\r\f/\"'"
"""What can stand before an attribute: space, a slash, or the quotation mark that ends the value before."""
_TAG = re.compile(rb"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# Attributes as the HTML standard's tokenizer reads them, with or without a value, quoted or not.
_VALUE = rb"""\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]*+)"""
_ATTRIBUTE = rb"[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)(?:%s)?+" % _VALUE
# The tag is only looked at, so that each < begins one, whatever the one before took for its own: in a comment or a
# script nothing is sure. The second group stands where there are too many attributes.
_CROWDED = re.compile(rb"<[a-zA-Z](?=([^\s/>]*+(?:%s){0,5000}+)(%s)?)" % (_ATTRIBUTE, _ATTRIBUTE))
# Elements without end, or whose end may be left out: many of them in a row are no nesting.
_UNNESTED_NAMES = b"""
area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th tbody thead tfoot
colgroup caption html head body
"""
_UNNESTED = frozenset(_UNNESTED_NAMES.split())
_FORMATTING = frozenset(
    (b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u")
)
# Both spellings, because ignoring case would make this the slowest step of reading a page; single letters first, and
# the others only after a look at two letters, for the same reason.
_LETTER = b"".join(name + name.upper() for name in _FORMATTING if len(name) == 1)
_WORDS = b"|".join(name + b"|" + name.upper() for name in _FORMATTING if len(name) > 1)
_FORMATTING_TAG = re.compile(rb"<(/?)(?:[%s][\s>]|(?=[bcefnstBCEFNST][imotIMOT])(?:%s)[\s>])" % (_LETTER, _WORDS))
_ADVICE = "请只保留报告正文后再报。"


def refuse_hostile(source: bytes, settings: Settings) -> None:
    """Raise :class:`OversizedDocument` or :class:`HostileDocument` for markup (in UTF-8) no report could have."""
    tags = source.count(b"<")
    if tags > settings.max_elements * 2:
        raise OversizedDocument(f"网页约有 {tags // 2} 个标签，超出上限。", advice=_ADVICE)
    parts = len(source) - len(source.translate(None, _SEPARATORS))
    if parts > settings.few_separators and _is_crowded(source, settings.tag_overlap):
        raise HostileDocument("网页中有异常冗长的标签，未予读取。", advice=_ADVICE)
    if tags > settings.few_nested or (
        tags > settings.few_tags and _most_formatting(source) * tags > settings.max_elements
    ):
        _refuse_nesting(source, settings)


def _is_crowded(source: bytes, overlap: int) -> bool:
    """Tell whether a tag has too many attributes, or whether tags without end run into each other so that each < might
    begin a very long one."""
    room = overlap * len(source)
    for tag in _CROWDED.finditer(source):
        room -= tag.end(1) - tag.start(1)
        if tag[2] is not None or room < 0:
            return True
    return False


def _most_formatting(source: bytes) -> int:
    """Return the largest number of formatting elements open at once, as far as counting tells."""
    opened = most = 0
    for closing in _FORMATTING_TAG.findall(source):
        opened = max(0, opened - 1) if closing else opened + 1
        most = max(most, opened)
    return most


def _refuse_nesting(source: bytes, settings: Settings) -> None:
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
