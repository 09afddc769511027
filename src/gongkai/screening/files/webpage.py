"""Web pages: what is shown, and what stands in comments, hidden elements, attributes and scripts."""

from __future__ import annotations

import re
from contextlib import suppress

from selectolax.lexbor import LexborHTMLParser

from gongkai.document import budget
from gongkai.document.encoding import decode
from gongkai.document.kinds import Kind, Sniffed
from gongkai.document.opening import read_one
from gongkai.errors import EmptyDocument, OversizedDocument
from gongkai.screening.files.gathering import Gathered, from_document, shown_in, without_spaces
from gongkai.screening.model import Content, Place
from gongkai.settings import Settings

_TAG = re.compile(r"<[^<>]*>")
_CONDITIONAL = re.compile(r"^\[(?:if|endif)", re.IGNORECASE)
_ATTRIBUTES = "[title],[alt],[value],[placeholder],[href],[src],[content],[data-content],[data-value],[aria-label]"
_SHOWN_ATTRIBUTES = ("title", "alt", "placeholder", "aria-label")
_KEPT_ATTRIBUTES = ("value", "href", "src", "content", "data-content", "data-value")
_HAN_OR_DIGITS = re.compile(r"[\u4e00-\u9fff]|\d{5}|://|:\\")


def read_webpage(data: bytes, settings: Settings) -> Content:
    """Return all that a web page holds. What its reader does not see is added where it is not shown as well."""
    gathered = Gathered()
    with suppress(EmptyDocument):
        from_document(read_one(data, "", settings, Sniffed(Kind.HTML)), gathered)
    markup = decode(data, None, settings)
    if markup.count("<") > settings.max_tags:
        raise OversizedDocument("网页内容过多，超出上限。", advice="请拆分后再查。")
    budget.check()
    tree = LexborHTMLParser(markup)
    shown = shown_in(gathered)
    for node in tree.css("script,style,noscript,template"):
        if node.tag != "style":
            _hidden(_TAG.sub(" ", node.html or ""), "script", shown, gathered)
        node.decompose()
    body = tree.body
    if body is not None:
        for piece in body.text(separator="\n", strip=True).split("\n"):
            _hidden(piece, "body", shown, gathered, "hidden-text")
    for piece in markup.split("<!--")[1:]:
        comment = piece.partition("-->")[0]
        if not _CONDITIONAL.match(comment.lstrip()):
            _hidden(comment, "comment", shown, gathered)
    _attributes(tree, shown, gathered)
    return gathered.content()


def _hidden(text: str, part: str, shown: str, gathered: Gathered, hidden: str = "cached-data") -> None:
    """Add a text that the page does not show; one that it shows as well is not added twice."""
    if _HAN_OR_DIGITS.search(text) and without_spaces(text) not in shown:
        gathered.text(text, Place(part), hidden)


def _attributes(tree: LexborHTMLParser, shown: str, gathered: Gathered) -> None:
    for node in tree.css(_ATTRIBUTES):
        attributes = node.attributes
        for key in _SHOWN_ATTRIBUTES:
            if value := attributes.get(key):
                _hidden(value, "attribute", shown, gathered)
        for key in _KEPT_ATTRIBUTES:
            value = attributes.get(key)
            if value and not value.startswith(("#", "data:", "javascript:")):
                _hidden(value, "attribute", shown, gathered)
