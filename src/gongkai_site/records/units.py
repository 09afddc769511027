"""Units of money and of what is counted: what one comes to, and which one a header or a line over the table names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from importlib.resources import files

_DATA = tomllib.loads(files("gongkai_site.records").joinpath("units.toml").read_text("utf-8"))
MONEY: Mapping[str, int] = _DATA["money"]
"""Fen by unit."""
_TIMES: Mapping[str, int] = _DATA["count"]
_MEASURES = "件|条|次|人次|人|个|份|篇|宗|起|例|场|期|部"
_MONEY = "|".join(sorted(MONEY, key=len, reverse=True))
_LARGER = "|".join(sorted((each for each in MONEY if len(each) > 1), key=len, reverse=True))
_COUNT = f"(?:{'|'.join(_TIMES)})?(?:{_MEASURES})"
_ONE = re.compile(rf"(?:人民币)?({_MONEY}|{_COUNT})")
_AMOUNT = re.compile(rf"(?:{_MONEY})$")
_IN_HEADER = re.compile(rf"{_LARGER}|(?:^|[(:/,，]|人民币|单位|金额)(?:元|角|分)(?=\)|$|[:/,，])|元(?=\)|$)")
_COUNTED_IN_HEADER = re.compile(rf"(?:^|[(:/,，]|单位)((?:{'|'.join(_TIMES)})(?:{_MEASURES}))(?=\)|$)")
_LISTED = rf"(?:人民币)?(?:{_MONEY}|{_COUNT})"
_STATED = re.compile(rf"(?:单位(?:均?为|是)?[:\s]*|以)({_LISTED}(?:[、,/;]\s*{_LISTED})*)(?=$|计|为|[^\u4e00-\u9fff])")
_BRACKETS = "()[]【】"
COUNTED = "个"
"""The unit of what is counted where nothing else is said."""


def in_header(title: str) -> set[str]:
    """Return the units that a column's header names: 金额（万元）, 收费金额万元, 件数（千件）."""
    text = _flat(title)
    found = {match[0].lstrip("(:/,，").removeprefix("人民币").removeprefix("单位").removeprefix("金额")
             for match in _IN_HEADER.finditer(text)}  # fmt: skip
    return {each for each in found if each in MONEY} | {match[1] for match in _COUNTED_IN_HEADER.finditer(text)}


def in_line(text: str) -> set[str]:
    """Return the units that a line around a table names: 单位：万元, （人民币万元）, 金额单位：千元、件."""
    if (alone := _ONE.fullmatch(_flat(text).strip(_BRACKETS))) is not None:
        return {alone[1]}
    stated = (match[1] for match in _STATED.finditer(unicodedata.normalize("NFKC", text)))
    return {match[1] for each in stated for match in _ONE.finditer(each)}


def is_unit(text: str) -> bool:
    """Whether a cell says nothing but a unit, as in a row of units under the header."""
    return _ONE.fullmatch(_flat(text).strip(_BRACKETS)) is not None


def states_unit(amount: str) -> bool:
    """Whether an amount names its unit itself: 3万元."""
    return _AMOUNT.search(_flat(amount)) is not None


def times(unit: str) -> int:
    """Return how many single ones a unit of what is counted comes to: 万件 is 10,000."""
    return _TIMES.get(unit[:1], 1)


def _flat(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
