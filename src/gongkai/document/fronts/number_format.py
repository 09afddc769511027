"""A spreadsheet's number format, parsed (ECMA-376 18.8.31): sections, placeholders, scaling commas, literals.

Every pattern takes one pass over the code, however long it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["digit", "point", "comma", "percent", "text", "general", "at", "date", "odd"]

# Quoted text may hold semicolons; an unclosed quotation goes to the end of the code.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*+)"?'
    r"|[\\!](?P<escaped>.)"
    r"|_.|\*."
    r"|\[(?P<bracket>[^\]]*+)\]?"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<odd>E[+-])"
    r"|(?P<date>AM/PM|A/P|上午/下午|[ymdhsaegb])"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<at>@)|(?P<end>;)"
    r"|(?P<text>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"(?:h+|m+|s+)", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_CURRENCY = re.compile(r"\$([^\-\]]*)")
_NUMERALS = re.compile(r"DBNum\d|\$-0*+[1-9A-F][0-9A-F]{4,}", re.IGNORECASE)
"""Digits shown as numerals of a script; the language alone (``[$-804]``) changes nothing."""
# Built-in formats by id (18.8.30) that show more than the number itself; 27-36 and 50-58 are East Asian dates.
_BUILTIN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "0;-0", 6: "0;-0", 7: "0.00;-0.00", 8: "0.00;-0.00", 9: "0%",
    10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: '#,##0;-#,##0;"-";@', 42: '#,##0;-#,##0;"-";@',
    43: '#,##0.00;-#,##0.00;"-";@', 44: '#,##0.00;-#,##0.00;"-";@', 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_MOST_SECTIONS = 4


class Token(NamedTuple):
    """One sign of a section."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of a format's sections (positive; negative; zero; text), or one under a condition (``[>=10000]``)."""

    tokens: tuple[Token, ...] = ()
    condition: tuple[str, Decimal] | None = None

    def has(self, kind: Kind) -> bool:
        """Tell whether a token of a kind stands in it."""
        return any(token.kind == kind for token in self.tokens)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format as far as it decides what is seen; without sections it is ``General``."""

    sections: tuple[Section, ...] = ()

    @property
    def is_date(self) -> bool:
        """Whether positive numbers are shown as dates or times."""
        return bool(self.sections) and self.sections[0].has("date")


GENERAL = NumberFormat()
_DATE = NumberFormat((Section((Token("date", "d"),)),))


@lru_cache(maxsize=512)
def format_of(number: int, code: str) -> NumberFormat:
    """Return the number format with this id; ``code`` is empty for built-in ones."""
    if not code:
        if number in _BUILTIN_DATES:
            return _DATE
        code = _BUILTIN.get(number, "")
    if code.lower() in ("", "general"):
        return GENERAL
    return NumberFormat(_sections(code))


def _sections(code: str) -> tuple[Section, ...]:
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup
        if kind == "end":
            found.append(Section(_told_apart(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket":
            inside = match["bracket"]
            stated = _CONDITION.fullmatch(inside)
            if stated:
                condition = (stated[1], Decimal(stated[2]))
            else:
                tokens.extend(_bracketed(inside))
        elif kind is not None:
            tokens.append(_token(kind, match[kind]))
    found.append(Section(_told_apart(tokens), condition))
    if len(found) > _MOST_SECTIONS:
        return (Section((Token("odd", ""),)),)
    return tuple(found)


def _token(kind: str, text: str) -> Token:
    match kind:
        case "digit" | "point" | "comma" | "percent" | "general" | "at" | "date" | "odd":
            return Token(kind, text)
        case _:
            return Token("text", text)


def _bracketed(inside: str) -> list[Token]:
    """Return what ``[$¥-804]``, ``[h]`` or ``[DBNum1]`` shows; colours (``[红色]``) show nothing."""
    if _ELAPSED.fullmatch(inside):
        return [Token("date", inside)]
    if _NUMERALS.match(inside):
        return [Token("odd", inside)]
    currency = _CURRENCY.match(inside)
    return [Token("text", currency[1])] if currency and currency[1] else []


def _told_apart(tokens: list[Token]) -> tuple[Token, ...]:
    """Return a section's tokens with bare letters and the bar of a fraction as what they are there.

    ``e``, ``g``, ``b`` and ``a`` are dates only beside other letters of dates; a slash between placeholders is a
    fraction.
    """
    kinds = {token.kind for token in tokens}
    if "digit" not in kinds or "date" not in kinds:
        slash = "digit" in kinds and any(token == ("text", "/") for token in tokens)
        return (*tokens, Token("odd", "/")) if slash else tuple(tokens)
    # Seconds with decimals (ss.00) are dates; placeholders among other letters mean nothing that we know.
    return tuple(tokens) if any(token.kind == "date" and token.text in "sS" for token in tokens) else (
        *tokens, Token("odd", ""),
    )  # fmt: skip
