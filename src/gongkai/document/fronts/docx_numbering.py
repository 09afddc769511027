"""Automatic paragraph numbers of a Word document as text: 一、 （一） 1. (ECMA-376 17.9).

A heading's number often exists only as a list property; without it the six sections could not be told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gongkai.document.fronts.docx_styles import Styles
from gongkai.document.fronts.ooxml import MC, Element, W

_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
)
_DIGIT_BY_DIGIT = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"})
_FORMAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_SERIES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    plain: bool = False
    """``w:isLgl``: every number of this level's text in Arabic digits."""
    style: str | None = None


class Numbering:
    """Counts the numbered paragraphs of a document as they come; one object reads one document once."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._nums: dict[str, Element] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._styles = styles
        if root is None:
            return
        for each in root.iter(f"{W}abstractNum"):
            name = each.get(f"{W}abstractNumId", "")
            self._abstract[name] = _levels(each)
            link = each.find(f"{W}numStyleLink")
            if link is not None:
                self._links[name] = link.get(f"{W}val", "")
        self._nums = {each.get(f"{W}numId", ""): each for each in root.iter(f"{W}num")}

    def next(self, num_id: str, level: int | None, style_id: str | None) -> str:
        """Count one paragraph and return its number as printed, without the tab after it; ``""`` for bullets."""
        found = self._list(num_id)
        if found is None:
            return ""
        abstract, levels, starts = found
        if level is None:
            level = next((at for at, each in levels.items() if style_id is not None and each.style == style_id), 0)
        if level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, {})
        begins_anew = level in starts and (num_id, level) not in self._begun
        self._begun.add((num_id, level))
        if level in counters and not begins_anew:
            counters[level] += 1
        else:
            counters[level] = starts.get(level, levels[level].start)
        for deeper in [each for each in counters if each > level]:
            del counters[deeper]
        for upper in range(level):
            counters.setdefault(upper, levels[upper].start if upper in levels else 1)
        return _printed(levels, level, counters)

    def _list(self, num_id: str) -> tuple[str, dict[int, Level], dict[int, int]] | None:
        """Return the abstract list's id, its levels with the num's own overriding, and the overridden starts."""
        num = self._nums.get(num_id)
        if num is None:
            return None
        abstract = _value(num, "abstractNumId")
        if abstract in self._links and not self._abstract.get(abstract):
            linked = self._styles.paragraph(self._links[abstract]).numbering
            target = self._nums.get(linked[0]) if linked else None
            abstract = abstract if target is None else _value(target, "abstractNumId")
        levels = self._abstract.get(abstract, {})
        starts: dict[int, int] = {}
        overrides = num.findall(f"{W}lvlOverride")
        if overrides:
            levels = dict(levels)
        for each in overrides:
            at = _number(each.get(f"{W}ilvl"), 0)
            for own in each.findall(f"{W}lvl"):
                levels[at] = _level(own)
            start = each.find(f"{W}startOverride")
            if start is not None:
                starts[at] = _number(start.get(f"{W}val"), 1)
        return abstract, levels, starts


def _levels(abstract: Element) -> dict[int, Level]:
    levels = {_number(each.get(f"{W}ilvl"), 0): _level(each) for each in abstract.findall(f"{W}lvl")}
    return {at: each for at, each in levels.items() if 0 <= at < _LEVELS}


def _level(element: Element) -> Level:
    level = Level(
        start=_number(_value(element, "start", "1"), 1),
        format=_value(element, "numFmt", "decimal"),
        text=_value(element, "lvlText"),
        suffix=_value(element, "suff", "tab"),
        plain=element.find(f"{W}isLgl") is not None,
        style=_value(element, "pStyle") or None,
    )
    if element.find(f"{W}numFmt") is None:
        # Formats newer than the standard stand in a choice with a fallback every reader knows.
        fallback = element.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
        if fallback is not None:
            level = replace(level, format=fallback.get(f"{W}val", "decimal"))
    return level


def _value(element: Element, name: str, default: str = "") -> str:
    found = element.find(f"{W}{name}")
    return default if found is None else found.get(f"{W}val", default)


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else default


def _printed(levels: dict[int, Level], level: int, counters: dict[int, int]) -> str:
    own = levels[level]
    if own.format == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        style = "decimal" if own.plain or at not in levels else levels[at].format
        return format_number(counters.get(at, 1), style)

    return _PLACEHOLDER.sub(number, own.text) + (" " if own.suffix == "space" else "")


def format_number(number: int, style: str) -> str:
    """Return a number in one of WordprocessingML's formats (ST_NumberFormat); unknown formats give digits."""
    if style == "none":
        return ""
    return _chinese_format(number, style) or _other_format(number, style)


def _chinese_format(number: int, style: str) -> str | None:
    if style in _COUNTING:
        return _chinese(number, _DIGITS, "十百千")
    if style in _FORMAL:
        return _chinese(number, _FORMAL_DIGITS, "拾佰仟", formal=True)
    if style in _DIGIT_BY_DIGIT:
        return "十" if number == 10 and style == "taiwaneseDigital" else _swap(number, _DIGITS)
    return None


def _other_format(number: int, style: str) -> str:
    if style == "decimalFullWidth":
        return _swap(number, "０１２３４５６７８９")
    if style == "decimalZero":
        return f"{number:02d}"
    if style in _CIRCLED and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style in _SERIES and 1 <= number <= len(_SERIES[style]):
        return _SERIES[style][number - 1]
    if style.endswith("Letter") and number >= 1:
        # 27 is "aa", 28 "bb": Word repeats the letter.
        letters = chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)
        return letters.upper() if style.startswith("upper") else letters
    if style.endswith("Roman") and 1 <= number < 4000:
        roman = _roman(number)
        return roman.upper() if style.startswith("upper") else roman
    return str(number)


def _swap(number: int, digits: str) -> str:
    return "".join(digits[int(each)] for each in str(number))


def _roman(number: int) -> str:
    pieces = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        pieces.append(sign * count)
    return "".join(pieces) + _ROMAN_ONES[number]


def _chinese(number: int, digits: str, units: str, *, formal: bool = False) -> str:
    """Write 0-9999 by the counting rule: 十一, 二十, 一百〇五; larger numbers digit by digit."""
    if not 0 < number < 10_000:
        return _swap(number, digits)
    pieces: list[str] = []
    text = str(number)
    for at, digit in enumerate(text):
        place = len(text) - at - 1
        if digit != "0":
            pieces.append(digits[int(digit)] + (units[place - 1] if place else ""))
        elif pieces and pieces[-1] != digits[0]:
            pieces.append(digits[0])
    written = "".join(pieces).rstrip(digits[0])
    return written.removeprefix("一") if 10 <= number < 20 and not formal else written
