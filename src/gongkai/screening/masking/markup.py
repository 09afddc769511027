"""Where the texts of a web page stand in its source: character by character, so that single signs can be replaced."""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.document import budget

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/]+")
_UNQUOTED = re.compile(r"[^\s>]+")
_RAW = frozenset(("script", "style", "xmp", "iframe"))
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
))  # fmt: skip


class Span(NamedTuple):
    """A stretch of the source."""

    start: int
    end: int


@dataclass
class Run:
    """A text as its reader sees it: each character, and where it stands in the source."""

    signs: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.signs)

    def add(self, sign: str, place: Span) -> None:
        """Add a character; spaces beside each other are one."""
        if sign.isspace() and sign != "\u3000":
            if self.signs and self.signs[-1] == " ":
                return
            sign = " "
        self.signs.append(sign)
        self.places.append(place)


class Token(NamedTuple):
    """A piece of the source: ``text``, ``start`` and ``end`` of an element, ``comment``, ``raw`` or ``attribute``."""

    kind: str
    name: str
    span: Span


def is_block(name: str) -> bool:
    """Whether an element's tag ends the line that stands before it."""
    return name not in _INLINE


def run_of(source: str, span: Span, into: Run | None = None) -> Run:
    """Return the characters of a stretch of source, entities resolved."""
    run = Run() if into is None else into
    at = span.start
    while at < span.end:
        if source[at] == "&" and (entity := _ENTITY.match(source, at, span.end)):
            shown = html.unescape(entity.group())
            if shown != entity.group():
                for sign in shown:
                    run.add(sign, Span(at, entity.end()))
                at = entity.end()
                continue
        run.add(source[at], Span(at, at + 1))
        at += 1
    return run


def tokens(source: str) -> Iterator[Token]:
    """Yield the pieces of a page in order. What is no markup is text."""
    at, end = 0, len(source)
    while at < end:
        budget.spend()
        opening = source.find("<", at)
        if opening < 0:
            opening = end
        if opening > at:
            yield Token("text", "", Span(at, opening))
        if opening == end:
            return
        at = yield from _markup(source, opening)


def _markup(source: str, at: int) -> Generator[Token, None, int]:
    """Yield what stands from a "<" on, and return where it ends."""
    if source.startswith("<!--", at):
        close = source.find("-->", at + 4)
        last = len(source) if close < 0 else close
        yield Token("comment", "", Span(at + 4, last))
        return min(last + 3, len(source))
    if source.startswith(("<!", "<?"), at):
        close = source.find(">", at)
        return len(source) if close < 0 else close + 1
    closing = source.startswith("</", at)
    name = _NAME.match(source, at + (2 if closing else 1))
    if name is None:
        yield Token("text", "", Span(at, at + 1))
        return at + 1
    called = name.group().lower()
    if closing:
        close = source.find(">", name.end())
        yield Token("end", called, Span(at, name.end()))
        return len(source) if close < 0 else close + 1
    found, after = _attributes(source, name.end())
    yield Token("start", called, Span(at, after))
    yield from found
    if called in _RAW:
        close = _closing(source, called, after)
        yield Token("raw", called, Span(after, close))
        return close
    return after


def _closing(source: str, name: str, at: int) -> int:
    wanted = f"</{name}"
    while (found := source.find("</", at)) >= 0:
        if source[found : found + len(wanted)].lower() == wanted:
            return found
        at = found + 2
    return len(source)


def _attributes(source: str, at: int) -> tuple[list[Token], int]:
    """Return the values of a tag's attributes, and where the tag ends."""
    found: list[Token] = []
    end = len(source)
    while at < end:
        sign = source[at]
        if sign == ">":
            return found, at + 1
        if sign.isspace() or sign in "/=":
            at += 1
            continue
        name = _ATTRIBUTE_NAME.match(source, at)
        at = name.end() if name else at + 1
        after = at
        while after < end and source[after].isspace():
            after += 1
        if after >= end or source[after] != "=":
            at = after
            continue
        after += 1
        while after < end and source[after].isspace():
            after += 1
        span, at = _value(source, after)
        found.append(Token("attribute", name.group().lower() if name else "", span))
    return found, end


def _value(source: str, at: int) -> tuple[Span, int]:
    if at < len(source) and source[at] in "\"'":
        close = source.find(source[at], at + 1)
        last = len(source) if close < 0 else close
        return Span(at + 1, last), min(last + 1, len(source))
    unquoted = _UNQUOTED.match(source, at)
    last = unquoted.end() if unquoted else at
    return Span(at, last), last
