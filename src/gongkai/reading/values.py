"""What a printed figure says: number, blank, unreadable, or no figure at all. Digits come by rule, never by guess."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Literal, NamedTuple

from gongkai.reading.numerals import HAN, parse_number
from gongkai.report.model import Number
from gongkai.settings import Settings


class Figure(NamedTuple):
    """A printed text taken as a figure, before the cell it belongs to (and so its unit) is known."""

    kind: Literal["number", "blank", "unreadable"]
    number: Number | None = None
    unit: str = ""
    """Unit printed with the number, ``""`` if none."""
    doubt: str = ""
    """Why the number is not certain, ``""`` where it is."""
    spaced: bool = False
    """True where digits were printed apart ("9 5"): one figure in a cell, several in a line of text."""
    worded: bool = False
    """True where a word gives the sign (减4): a figure only in a column of changes (本年增/减)."""


BLANK = Figure("blank")
UNREADABLE = Figure("unreadable", doubt="不是数字")

BLANK_SIGNS = r"-‐‑‒–—―−﹘﹣－ー_/\\／＼~～·.…*×"
"""Signs that stand in the place of a figure, as a class of a pattern has them."""
_DASHES = re.compile(rf"^(?:[{BLANK_SIGNS}]+|无|无数据|没有|空|n/?a|null|none)$", re.IGNORECASE)
_FOOTNOTE = re.compile(
    r"(?<=[\d件项条个宗元])\s*+(?:[①-⑳⑴-⒇¹²³⁴-⁹*＊※†‡#＃]+"
    r"|[\[［〔【(（]\s*+(?:注?\s*+[\d一二三四五六七八九十①-⑳]{1,2}|注)\s*+[\]］〕】)）]|注\d?)\s*+$"
)
_NUMBER = re.compile(
    r"^(?P<sign>[+-]?)(?:(?:[¥$]|人民币|RMB|CNY)\s*)?(?P<digits>\d{1,3}(?:[,'’ ]\d{3})+|\d+)(?:\.(?P<decimals>\d+))?\s*"
    r"(?P<unit>亿元|万元|千元|百元|亿|万|元|件次|件|项次|项|条|个|宗|起|次|份|例|人次|人|部)?(?:整|正)?$",
    re.IGNORECASE,
)
_CIRCLED = re.compile(r"^\s*[①-⑳⑴-⒇㈠-㈩]\s*$")
"""Numbers of labels, never figures."""
_WORD = re.compile(rf"(?![{HAN}万亿无没空人增新上减下负])[一-鿿]")
"""A character of words that no figure begins with: so do nearly all labels and all prose."""
_SPACED = re.compile(r"^\d(?: \d)+$")
_NOTED = re.compile(r"^(?P<first>\d+)\s*(?:[件项条]\s*)?[(（].{0,60}[)）]$")
_LETTERS = re.compile(r"^(?:[OoΟοОо]|[1-9][\dOoΟοОо]*)$")
_BRACKETED_UNIT = re.compile(r"^([^()]{1,24})\(\s*(?:单位\s*:\s*)?(亿元|万元|千元|元|件|项|条|个|宗|次)\s*\)$")
_HAN = re.compile(rf"^([{HAN}万亿]{{1,20}})(亿元|万元|元|件次|件|项次|项|条|个|宗|起|次|份|例|人次|人|部)?(?:整|正)?$")
_CHANGE = re.compile(
    r"^(?:(增加?|新增|上升|上涨|↑)|(减少?|下降|负|↓))\s*(?:了\s*)?(\d[\d,]*(?:\.\d+)?\s*(?:件|项|条|个|宗)?)$"
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
_memo: dict[str, Figure | None] = {}
_MOST_REMEMBERED, _LONGEST_REMEMBERED = 50_000, 24
_LONGEST = 80
"""What the patterns above take at most, a remark included; longer texts are told from figures by their length alone."""
_MOST_DIGITS = 18
"""Digits of any whole number that 64 bits hold."""


def figure(text: str) -> Figure | None:
    """Take a printed text as a figure; ``None`` if it is none (a label, prose)."""
    try:
        return _memo[text]
    except KeyError:
        found = _figure(text)
        if len(text) <= _LONGEST_REMEMBERED:
            if len(_memo) > _MOST_REMEMBERED:
                _memo.clear()
            _memo[text] = found
        return found


def _figure(text: str) -> Figure | None:
    if len(text) > _LONGEST or _WORD.match(text) or _CIRCLED.match(text):
        return None
    plain = text.translate(_INVISIBLE).strip()
    if not plain:
        return BLANK
    plain = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", plain)).strip()
    plain = _BRACKETED_UNIT.sub(r"\1\2", plain)
    if _DASHES.match(plain):
        return BLANK
    match = _NUMBER.match(plain)
    if match:
        return _number(match)
    if _SPACED.match(plain):
        if plain.startswith("0"):
            return UNREADABLE._replace(spaced=True)
        return Figure("number", int(plain.replace(" ", "")), spaced=True)
    return _unusual(plain)


def _number(match: re.Match[str]) -> Figure:
    digits = re.sub(r"\D", "", match["digits"])
    if len(digits) > _MOST_DIGITS:
        return UNREADABLE
    decimals = match["decimals"]
    number: Number = int(digits)
    if decimals and decimals.strip("0"):
        number = Decimal(f"{digits}.{decimals}")
    if match["sign"] == "-":
        number = -number
    return Figure("number", number, match["unit"] or "", spaced=" " in match["digits"])


def _unusual(plain: str) -> Figure | None:
    """Prints that are figures but not plain ones: numerals, a figure with a remark, letters for digits."""
    if plain == "一":
        return Figure("unreadable", doubt="“一”可能是数字一，也可能是横线")
    numeral = _HAN.match(plain)
    if numeral and (value := parse_number(numeral[1])) is not None:
        return Figure("number", value, numeral[2] or "")
    change = _CHANGE.match(plain)
    if change and (said := _figure(change[3])) is not None and said.number is not None:
        return said._replace(number=-said.number if change[2] else said.number, worded=True)
    if _LETTERS.match(plain):
        return Figure("number", int(re.sub("[OoΟοОо]", "0", plain)), doubt="以字母O代替数字0")
    match = _NOTED.match(plain)
    if match:
        return Figure("number", int(match["first"]), doubt="数字后另有说明")
    if _ILLEGIBLE.match(plain):
        return UNREADABLE._replace(spaced=" " in plain)
    return None


_ILLEGIBLE = re.compile(r"^[\dOoQDlIΟОо|�?？#.,，、:：;；\s-]{1,12}$")
_ERROR = re.compile(r"^(?:#[A-Za-z0-9/!?#]{2,12}|Err:\d{1,4})$")
_QUANTITY = re.compile(rf"[\d{HAN}]")
_NUMBERED = re.compile(r"^[(（]?[\d一二三四五六七八九十]{1,2}[)）.．、]")


ABOUT = re.compile(
    r"#(?:DIV/0!|N/A|[A-Z]{3,5}[!?])|(?:约|近|逾|超过?|不足|大约)\s?\d[\d,.]{0,30}+(?:余|多)?|\d[\d,.]{0,30}+\s?(?:余|多|几|%|％)"
)
"""Quantities that are no exact figure, and a spreadsheet's errors in a figure's place: never labels."""


def odd_figure(text: str, settings: Settings) -> Figure | None:
    """Take a text in a figure's place that is no figure (约120, 12%, #REF!, 十二批) as an unreadable one."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or len(plain) > settings.odd_longest or _NUMBERED.match(plain):
        return None
    if _ERROR.match(plain):
        return UNREADABLE
    digits = _QUANTITY.findall(plain)
    return UNREADABLE if digits and len(plain) - len(digits) <= settings.words_about else None


_MONEY = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "亿元": Decimal(10) ** 8,
}
_LOOSE = {"万": 10_000, "亿": 10**8}


def in_unit(found: Figure, unit: str, stated: str = "") -> tuple[Number | None, str]:
    """Return the figure's number in the form's ``unit`` and the doubt about it (``""`` for none).

    ``stated`` is the unit that the column's printed header states where the figure itself has none.
    """
    number, printed = found.number, found.unit or stated
    if number is None:
        return None, found.doubt
    if unit in _MONEY:
        if printed == "" or printed == unit or printed + "元" == unit:
            return number, found.doubt
        factor = _MONEY.get(printed) or _MONEY.get(printed + "元")
        if factor is None:
            return number, f"所印单位“{printed}”与表样要求的“{unit}”不符"
        return _whole(number * factor / _MONEY[unit]), f"由“{printed}”换算为“{unit}”"
    if printed in _LOOSE:
        return _whole(Decimal(number) * _LOOSE[printed]), f"由“{printed}”换算"
    if printed in _MONEY:
        return None, f"所印单位“{printed}”与表样要求的“{unit}”不符"
    return number, found.doubt


def _whole(number: Number) -> Number:
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else number.normalize()
    return number
