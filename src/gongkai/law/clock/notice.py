"""A year's holiday notice as an operator imports it: one page of text (国办发明电), or a table of days.

Every statement of the page is checked against the others (weekdays, numbers of days, a day both off and worked), so
that what was copied wrongly is an error and not a wrong deadline.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.errors import InvalidCase
from gongkai.law.clock.calendar import ONE_DAY, Notice

_YEAR = re.compile(r"(20\d\d)\s*年\s*(?:元旦|春节|部分节假日)")
_DAY = r"(?:(?P<y{0}>20\d\d)年)?(?:(?P<m{0}>\d{{1,2}})月)?(?P<d{0}>\d{{1,2}})日(?:[(（](?P<w{0}>[^)）]*)[)）])?"
_SPAN = re.compile(_DAY.format(1) + r"(?:\s*(?:至|到|[-—–~～])\s*" + _DAY.format(2) + ")?")
_VERB = re.compile(r"放假|上班|休息|补休")
_COUNT = re.compile(r"共\s*(\d+)\s*天|放假\s*(\d+)\s*天")
_FESTIVAL = re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]\s*(?:20\d\d\s*年)?([^:：，。\d]{2,12})[:：]")
_CLOSING = re.compile(r"^(?:节假日期间|.*办公厅|20\d\d年\d{1,2}月\d{1,2}日$)")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEKDAYS = "一二三四五六日"
_ALWAYS_OFF = ((1, 1), (5, 1), (10, 1))
_OFF_WORDS, _WORK_WORDS = ("休", "放假", "off"), ("班", "上班", "work")
_MOST_OFF, _LONGEST = 60, 30


def parse_notice(text: str) -> Notice:
    """Read a page of text or a table, told apart by the first line that is not empty. Raises :class:`InvalidCase`."""
    lines = [line.strip() for line in text.replace("\ufeff", "").splitlines() if line.strip()]
    if not lines:
        raise InvalidCase("放假安排是空的。", advice="请粘贴通知全文，或者“日期、休/班、节日”三列的表。")
    if re.match(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|日期", lines[0]):
        return _table(lines)
    return _page(text)


@dataclass(frozen=True, slots=True)
class _Statement:
    """Some days and what is done on them."""

    days: tuple[dt.date, ...]
    is_off: bool
    festival: str


def _page(text: str) -> Notice:
    found = _YEAR.search(text)
    if found is None:
        raise InvalidCase("通知里没有写明年份。", advice="请粘贴全文，其中应有“现将2027年……”。")
    year = int(found.group(1))
    parts = _FESTIVAL.split(re.sub(r"\s+", "", text))
    if len(parts) == 1:
        raise InvalidCase("通知里没有“一、元旦：……”这样逐个节日的安排。", advice="请粘贴通知全文。")
    statements = [
        each
        for festival, said in zip(parts[1::2], parts[2::2], strict=True)
        for each in _statements(said, festival, year)
    ]
    off = [(day, each.festival) for each in statements if each.is_off for day in each.days]
    work = [day for each in statements if not each.is_off for day in each.days]
    return _checked(year, off, work)


def _statements(said: str, festival: str, year: int) -> Iterator[_Statement]:
    """Each sentence of one festival: its days go with the next verb."""
    month = None
    for sentence in re.split(r"[。；;]", said):
        if _CLOSING.match(sentence):
            return
        days: list[dt.date] = []
        spans = list(_SPAN.finditer(sentence))
        for place, span in enumerate(spans):
            first, month = _date(span, "1", year, month)
            last = first
            if span["d2"]:
                last, month = _date(span, "2", first.year, month)
            days += _run(first, last, span.group())
            following = spans[place + 1].start() if place + 1 < len(spans) else len(sentence)
            words = sentence[span.end() : following]
            if verb := _VERB.search(words):
                if verb.group() != "上班":
                    _insist_on_number(words, days, festival)
                yield _Statement(tuple(days), verb.group() != "上班", festival)
                days = []
        if days:
            raise InvalidCase(f"“{festival}”一句没有写明放假还是上班：“{sentence}”。")


def _date(span: re.Match[str], which: str, year: int, month: int | None) -> tuple[dt.date, int]:
    """One day as it is written; the month may stand with the day before it. A weekday beside it must be right."""
    number = int(span[f"m{which}"]) if span[f"m{which}"] else month
    if number is None:
        raise InvalidCase(f"“{span.group()}”没有写明月份。")
    written = int(span[f"y{which}"]) if span[f"y{which}"] else year
    try:
        day = dt.date(written, number, int(span[f"d{which}"]))
    except ValueError:
        raise InvalidCase(f"“{span.group()}”里没有{written}年{number}月{span[f'd{which}']}日这一天。") from None
    said = _WEEKDAY.search(span[f"w{which}"] or "")
    if said and _WEEKDAYS.index(said.group(1).replace("天", "日")) != day.weekday():
        raise InvalidCase(
            f"“{span.group()}”：{day}是星期{_WEEKDAYS[day.weekday()]}。", advice="请核对通知的年份和日期。"
        )
    return day, number


def _run(first: dt.date, last: dt.date, written: str) -> list[dt.date]:
    if not 0 <= (last - first).days < _LONGEST:
        raise InvalidCase(f"“{written}”不是先后相连的日期。")
    return [first + each * ONE_DAY for each in range((last - first).days + 1)]


def _insist_on_number(words: str, days: Sequence[dt.date], festival: str) -> None:
    stated = _COUNT.search(words)
    if stated is None:
        return
    number = int(stated.group(1) or stated.group(2))
    if number != len(days):
        raise InvalidCase(f"“{festival}”写明{number}天，而所列日期是{len(days)}天。", advice="请核对通知。")


def _table(lines: Sequence[str]) -> Notice:
    """Rows of day, 休 or 班, festival; by commas, tabs or runs of blanks."""
    off: list[tuple[dt.date, str]] = []
    work: list[dt.date] = []
    for number, line in enumerate(lines, 1):
        cells = [each.strip() for each in (next(csv.reader([line])) if "," in line else re.split(r"\t|，|\s+", line))]
        if cells[0] == "日期":
            continue
        try:
            day = dt.date(*(int(each) for each in re.split(r"[-/.]", cells[0])))
        except (TypeError, ValueError):
            raise InvalidCase(f"第{number}行的“{cells[0]}”不是日期，例如 2027-01-01。") from None
        kind = cells[1].lower() if len(cells) > 1 else ""
        if kind in _OFF_WORDS:
            if len(cells) < 3 or not cells[2]:
                raise InvalidCase(f"第{number}行没有写明节日。")
            off.append((day, cells[2]))
        elif kind in _WORK_WORDS:
            work.append(day)
        else:
            raise InvalidCase(f"第{number}行的“{kind}”应为“休”或者“班”。")
    years = sorted(day.year for day in (*(day for day, _ in off), *work))
    if not years:
        raise InvalidCase("表里没有日期。")
    return _checked(years[-1], off, work)


def _checked(year: int, off: Sequence[tuple[dt.date, str]], work: Sequence[dt.date]) -> Notice:
    days = [day for day, _ in off]
    for day in (*days, *work):
        if day.year != year and (day.year, day.month) != (year - 1, 12):
            raise InvalidCase(f"{year}年的安排里有{day}。", advice="一次只导入一个年度；上一年只可以有12月的日期。")
        if (*days, *work).count(day) > 1:
            raise InvalidCase(f"{day}出现了两次。", advice="同一天只能是放假或者上班之一。")
    for day in work:
        if day.weekday() < 5:
            raise InvalidCase(f"{day}是星期{_WEEKDAYS[day.weekday()]}，本来就上班，不会是调休上班日。")
    missing = [f"{month}月{day}日" for month, day in _ALWAYS_OFF if dt.date(year, month, day) not in days]
    if missing:
        raise InvalidCase(f"{year}年的安排里没有{'、'.join(missing)}放假。", advice="请粘贴全文或者整张表。")
    if len(days) > _MOST_OFF:
        raise InvalidCase(f"{year}年的安排里有{len(days)}天放假，过多。")
    return Notice(year, dict(off), frozenset(work))
