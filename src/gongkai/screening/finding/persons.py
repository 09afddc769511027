"""Addresses, dates of birth and ages beside a person."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from gongkai.screening.finding.found import About, Found, before, sentence
from gongkai.screening.finding.names import has_name, is_name, masked_name, names
from gongkai.screening.finding.numbers import is_minor
from gongkai.screening.model import Certainty
from gongkai.screening.words import words

_BODY = r"[\u4e00-\u9fff0-9A-Za-z#()\-]"
_ADDRESS = re.compile(rf"[:：为于在是 ]{{0,3}}(?P<address>{_BODY}{{4,60}})")
_AREA = re.compile(r"[省市县区旗镇乡村]|街道|社区|小区|新村|路|街|巷|弄")
_HOUSE = re.compile(
    r"\d{1,8} ?(?:号|室|组|队|户|幢|栋|单元|楼|弄)|[一二三四五六七八九十]{1,4}(?:组|队|号|社)|村|社区|小区|花园|新村"
)
# Without a word before it: a name, then an address down to the house.
_BESIDE = re.compile(
    rf"[,，:： (（、;；]{{1,3}}(?:现?住(?:在|于)?|现居|家在)?"
    rf"(?P<address>[\u4e00-\u9fff]{{2,24}}?(?:镇|乡|街道|区|县|市|村|社区|小区|路|街)"
    rf"{_BODY}{{0,40}}?\d+(?:号|室|组|队|户|幢|栋|单元)(?:{_BODY}{{0,16}}(?:号|室|户))?)"
)
_DATE = (
    r"(?P<year>(?:19|20)\d{2})(?:年|[-./])(?P<month>\d{1,2})(?:(?:月|[-./])(?:(?P<day>\d{1,2})日?)?)?"
    r"|(?P<run>(?:19|20)\d{6})(?!\d)"
    r"|(?P<han>[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)"
)
_BORN = re.compile(rf"[:：为于是 ]{{0,3}}(?:{_DATE})")
_BORN_AFTER = re.compile(rf"(?:{_DATE}) ?(?:出生|生(?![产活效态成日]))")
_HEADED_DATE = re.compile(rf"\s*(?:{_DATE})(?:[ T].*)?")
_AGE = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,6})[(（,， ]{1,2}(?:[男女][,， ]?)?(?:年仅|今年|现年|年龄)?(?P<age>\d{1,2})(?:周)?岁"
)
_OF_AGE = 18
_AROUND = " ,，;；。"
_KEPT = 6


def home_addresses(text: str, about: About) -> Iterator[Found]:
    """Yield the addresses of persons' homes in a plain text; an office's or a firm's address is none."""
    if about.listed and words().persons.address_headings.search(about.header):
        if _AREA.search(text) and not _is_office(text):
            yield _address(text, 0, len(text), Certainty.CERTAIN)
        return
    taken = -1
    for word in words().persons.address.finditer(text):
        match = _ADDRESS.match(text, word.end())
        if match is None or match.start("address") < taken:
            continue
        address = match["address"]
        if not (_AREA.search(address) and _HOUSE.search(address)) or _is_office(address):
            continue
        if not words().persons.organisation_before.search(before(text, word.start(), about, 12)):
            taken = match.end()
            yield _address(text, *match.span("address"), Certainty.CERTAIN)
    yield from _beside_names(text, taken)


def _beside_names(text: str, taken: int) -> Iterator[Found]:
    for _, end in names(text):
        match = _BESIDE.match(text, end)
        if match is not None and match.start() >= taken and not _is_office(match["address"]):
            yield _address(text, *match.span("address"), Certainty.LIKELY)


def _is_office(address: str) -> bool:
    return words().persons.organisation.search(address) is not None


def _address(text: str, start: int, end: int, certainty: Certainty) -> Found:
    address = text[start:end].strip()
    return Found("home-address", certainty, start, end, f"{address[:_KEPT]}{'*' * max(len(address) - _KEPT, 0)}")


def birth_dates(text: str, about: About) -> Iterator[Found]:
    """Yield dates of birth in a plain text: after 出生日期, before 出生 beside a name, or under such a heading."""
    if words().persons.birth.search(about.header):
        match = _HEADED_DATE.fullmatch(text)
        if match is not None:
            yield from _born(match, 0, len(text), Certainty.CERTAIN, about)
        return
    for word in words().persons.birth.finditer(text):
        match = _BORN.match(text, word.end())
        if match is not None and _is_whole(match):
            yield from _born(match, word.end(), match.end(), Certainty.CERTAIN, about)
    for match in _BORN_AFTER.finditer(text):
        # A cell that says no more than 1984年4月24日生 stands beside its person's.
        alone = match.group() == text.strip(_AROUND)
        if _is_whole(match) and (alone or has_name(sentence(text, match.start(), match.end()))):
            yield from _born(match, match.start(), match.end(), Certainty.LIKELY, about)


def _is_whole(match: re.Match[str]) -> bool:
    """Whether the day is told too: 1970年5月生 in a leader's short biography is what offices must publish."""
    return bool(match["day"] or match["run"] or (match["han"] and match["han"].endswith("日")))


def _born(match: re.Match[str], start: int, end: int, certainty: Certainty, about: About) -> Iterator[Found]:
    year = match["year"] or (match["run"] or "")[:4] or match["han"][:4]
    yield Found("birth-date", certainty, start, end, f"{year}年**月**日")
    day = _day(match)
    if day is not None and is_minor(day, about.day):
        yield Found("minor", certainty, start, end, f"{year}年**月**日出生")


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        if match["run"]:
            return dt.date(int(match["run"][:4]), int(match["run"][4:6]), int(match["run"][6:]))
        if match["year"]:
            return dt.date(int(match["year"]), int(match["month"]), int(match["day"] or 1))
    except ValueError:
        return None
    return None


def minors(text: str, about: About) -> Iterator[Found]:
    """Yield what names somebody under eighteen: a name with an age, or a name under 学生姓名 and the like."""
    if words().persons.minor_headings.search(about.header) and is_name(text):
        yield Found("minor", Certainty.LIKELY, 0, len(text), masked_name(text))
        return
    if words().persons.age_headings.search(about.header):
        age = text.strip().removesuffix("岁").removesuffix("周")
        if about.listed and age.isdecimal() and len(age) < 3 and int(age) < _OF_AGE:
            yield Found("minor", Certainty.CERTAIN, 0, len(text), f"{age}岁")
        return
    for match in _AGE.finditer(text):
        name = next(
            (each for each in (match["name"][at:] for at in range(len(match["name"]) - 1)) if is_name(each)), ""
        )
        if name and int(match["age"]) < _OF_AGE:
            start = match.end("name") - len(name)
            yield Found("minor", Certainty.LIKELY, start, match.end(), f"{masked_name(name)}，{match['age']}岁")
