"""What a spreadsheet cell shows: the number as its format prints it, dates as ISO text (ECMA-376 18.8.30)."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from gongkai.document.characters import UNREADABLE
from gongkai.document.fronts.number_format import GENERAL, NumberFormat, Section, Token

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DASHES = frozenset("-－—–― ")
_MOST_DIGITS = 255
"""Most placeholders of a section: Excel takes codes of no more characters."""
_EXACT = Context(prec=1_000, rounding=ROUND_HALF_UP)
"""Excel rounds halves away from zero; no number has more digits."""
_UNKNOWN = Section((Token("odd", ""),))


def number_text(raw: str | float, shown: NumberFormat = GENERAL, *, date1904: bool = False) -> str:
    """Return a stored number as its format shows it, without the commas of thousands and without trailing zeros.

    Scaled (``0.00,,``), reshaped (``0!.0000``), rounded (``0``) and labelled (``0"件"``) numbers come as they are
    printed; a zero drawn as a dash, which is how accounting formats write it, is ``0``. What is not known to be
    shown so comes as U+FFFD: unreadable, never the number stored. Spreadsheets hold 15 digits. Text that is no
    number is returned as it is.
    """
    try:
        value = Decimal(f"{float(raw):.15g}")
    except (ValueError, InvalidOperation):
        return str(raw)
    if not value.is_finite():
        return str(raw)
    section, negative = _section(shown, value)
    if section is None:
        return _plain(value)
    if section.has("odd"):
        return UNREADABLE
    if section.has("date"):
        return UNREADABLE if negative else _date_text(float(value), date1904) or UNREADABLE
    printed = _printed(section, abs(value), minus=negative)
    return "0" if value == 0 and printed and _DASHES.issuperset(printed) else printed


def shown_text(text: str, shown: NumberFormat) -> str:
    """Return a stored text as its format shows it: ``;;;`` hides it, ``@"件"`` adds to it."""
    if not text or not shown.sections:
        return text
    last = shown.sections[-1]
    if len(shown.sections) < 4 and not last.has("at"):
        return text
    return "".join(text if token.kind == "at" else token.text for token in last.tokens)


def is_unknown(raw: str | float, printed: str) -> bool:
    """Tell whether :func:`number_text` did not know how the number is shown."""
    return printed == UNREADABLE and printed != str(raw)


def _section(shown: NumberFormat, value: Decimal) -> tuple[Section | None, bool]:
    """Return the section that shows a number, and whether a minus stands before it; None for ``General``."""
    sections = shown.sections
    if not sections:
        return None, False
    if any(each.condition for each in sections):
        return _by_condition(sections, value), value < 0
    numbers = sections[:3] if len(sections) > 1 else sections
    if len(sections) < 4 and len(sections) > 1 and sections[-1].has("at"):
        numbers = sections[:-1]
    if value == 0 and len(numbers) == 3:
        return numbers[2], False
    if value < 0 and len(numbers) > 1:
        return numbers[1], False
    return numbers[0], value < 0


def _by_condition(sections: tuple[Section, ...], value: Decimal) -> Section:
    """Return the first section whose condition holds, else the first without; the second of three means below 0."""
    for at, each in enumerate(sections[:3]):
        if each.condition is None:
            if at == 1 and len(sections) > 2 and value >= 0:
                continue
            return each
        sign, bound = each.condition
        holds = {
            "<": value < bound, ">": value > bound, "=": value == bound,
            "<=": value <= bound, ">=": value >= bound, "<>": value != bound,
        }  # fmt: skip
        if holds[sign]:
            # Whether a minus stands before it hangs together with the condition in ways not written down.
            return each if value >= 0 else _UNKNOWN
    return _UNKNOWN


def _printed(section: Section, value: Decimal, *, minus: bool) -> str:
    tokens = section.tokens
    digits = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if len(digits) > _MOST_DIGITS:
        return UNREADABLE
    if not digits:
        number = ("-" if minus and value else "") + _plain(value)
        return "".join(number if token.kind in ("general", "at") else token.text for token in tokens).strip()
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    scale = _scale(tokens, digits, point)
    whole = [at for at in digits if at < point]
    decimals = [at for at in digits if at > point]
    if scale is None or section.has("general") or section.has("at"):
        return UNREADABLE
    rounded = (value * scale).quantize(Decimal(1).scaleb(-len(decimals)), context=_EXACT)
    if rounded >= 1 and not whole:
        return UNREADABLE
    before, _, after = format(rounded, "f").partition(".")
    by_place = _placed(tokens, whole, before.lstrip("0")) | _after_point(decimals, after)
    kept = "".join(
        by_place.get(at, "") if token.kind == "digit" else _literal(token, by_place, decimals)
        for at, token in enumerate(tokens)
    )
    return ("-" if minus and rounded else "") + kept.strip()


def _literal(token: Token, by_place: dict[int, str], decimals: list[int]) -> str:
    if token.kind == "point":
        return "." if any(by_place.get(at) for at in decimals) else ""
    return "" if token.kind == "comma" else token.text


def _scale(tokens: tuple[Token, ...], digits: list[int], point: int) -> Decimal | None:
    """Return what a number is multiplied by: ``%`` a hundred, a comma right after the digits a thousandth."""
    scale = Decimal(1)
    last = digits[-1]
    last_whole = max((at for at in digits if at < point), default=-1)
    ends = {last, last_whole}
    for at, token in enumerate(tokens):
        if token.kind == "percent":
            scale *= 100
        elif token.kind == "comma":
            if at - 1 in ends:
                scale /= 1000
                ends.add(at)
            elif not digits[0] < at < last_whole:
                return None
        elif token.kind == "point" and at > point:
            return None
    return scale


def _placed(tokens: tuple[Token, ...], places: list[int], number: str) -> dict[int, str]:
    """Give each placeholder before the point its digit, from the right; the first takes what is left over."""
    found: dict[int, str] = {}
    left = len(number)
    for at in reversed(places):
        left -= 1
        found[at] = number[left] if left >= 0 else ("0" if tokens[at].text == "0" else "")
    if left > 0:
        found[places[0]] = number[: left + 1]
    return found


def _after_point(places: list[int], number: str) -> dict[int, str]:
    return dict(zip(places, number.rstrip("0"), strict=False))


def _plain(value: Decimal) -> str:
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def date_text(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> str:
    """Return a date or time as ISO text; midnight is not printed."""
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.isoformat(" ", "seconds")
    return str(value)


def _date_text(serial: float, date1904: bool) -> str | None:
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    try:
        value = from_excel(serial, MAC_EPOCH if date1904 else WINDOWS_EPOCH)
    except (OverflowError, ValueError):
        return None
    return None if value is None else date_text(value)


def plain_text(text: str) -> str:
    """Return a stored string with its ``_x000D_`` escapes undone and one kind of line break."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
