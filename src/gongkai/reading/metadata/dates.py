"""Years and dates: the year reported on, the stated date of publication. A clock on the page is neither."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from gongkai.document.model import Block, Document, Grid
from gongkai.reading.characters import tight
from gongkai.reading.entries import Entry, Place
from gongkai.reading.numerals import parse_number
from gongkai.reading.title import YEAR, Title, parse_title, parse_year
from gongkai.report.model import Doubtful

_HAN = "一二三四五六七八九十"
_DAY = (
    rf"(?P<year>{YEAR})\s*[-年/.]\s*(?P<month>\d{{1,2}}|[{_HAN}]{{1,2}})\s*[-月/.]\s*"
    rf"(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})"
)
_LABEL = (
    r"(?<![文成效印生新计止至签前在])"
    r"(?:发布日期|发布时间|公开日期|公开时间|发表时间|上传时间|上网时间|发稿时间|发布于|发表于|刊发于|日期|时间)"
)
_STATED = re.compile(rf"{_LABEL}[:|\]】]*{_DAY}")
_LABEL_ONLY = re.compile(rf"^{_LABEL}[:]?$")
_DAY_ONLY = re.compile(rf"^[\[(【]?{_DAY}日?(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?[\])】]?(?P<rest>.*)$")
_BESIDE = (
    "来源",
    "浏览",
    "字体",
    "字号",
    "点击",
    "阅读",
    "访问",
    "作者",
    "打印",
    "分享",
    "信息来源",
    "发布",
    "[字",
    "【字",
)
_CLOCK = ("今天", "星期", "现在", "当前时间", "北京时间", "农历", "欢迎")
_META = ("pubdate", "publishdate", "publish_date", "article:published_time", "datepublished", "publishtime", "dc.date")
_PERIOD = re.compile(rf"(?P<year>{YEAR})年?度?(?:1月1日|1月)起?(?:至|到|[-—~–]+)(?P<until>{YEAR}年)?(?:12月31日|12月)")
_REPORTED = re.compile(
    rf"(?P<year>{YEAR})年度?(?:[^。\d]{{0,40}}?)(?:政府信息公开|政务公开|信息公开)[^。\d]{{0,6}}(?:年度报告|年报|报告|情况)"
)
_ANY_YEAR = re.compile(rf"(?P<year>{YEAR})年(?!\d{{1,2}}月)")
_NEAR = 4


def date_of(match: object) -> dt.date | None:
    """Return the date of a match with the groups ``year``, ``month``, ``day``; ``None`` if there is no such day."""
    if not isinstance(match, re.Match):
        return None
    year, month, day = parse_year(match["year"]), parse_number(match["month"]), parse_number(match["day"])
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_published(
    head: Sequence[Entry], blocks: Sequence[Block], first: Place, meta: Mapping[str, str], year: int | None
) -> dt.date | None:
    """Return the stated publication date: beside the title, in a table of document data, or in the page's metadata."""
    for found in (*_in_lines(head), *_in_grids(blocks, first), *_in_meta(meta)):
        if found and (year is None or year <= found.year <= year + 5):
            return found
    return None


def _in_lines(head: Sequence[Entry]) -> list[dt.date | None]:
    stated: list[dt.date | None] = []
    weaker: list[dt.date | None] = []
    for index, entry in enumerate(head):
        if len(entry.text) > 200 or not any(map(str.isdigit, entry.start)):
            continue
        text = entry.start
        if any(word in text for word in _CLOCK):
            continue
        match = _STATED.search(text)
        if match:
            stated.append(date_of(match))
            continue
        match = _DAY_ONLY.match(text)
        if not match:
            continue
        rest = match["rest"]
        if any(word in rest for word in _BESIDE) or (not rest and _labelled(head, index)):
            stated.append(date_of(match))
        elif (
            not rest
            and "年" not in text
            and any(parse_title(each.text) for each in head[max(0, index - _NEAR) : index])
        ):
            weaker.append(date_of(match))
    return stated + weaker


def _labelled(head: Sequence[Entry], index: int) -> bool:
    """Whether the line above a lone date is its label."""
    return index > 0 and bool(_LABEL_ONLY.match(head[index - 1].start))


def _in_grids(blocks: Sequence[Block], first: Place) -> list[dt.date | None]:
    found: list[dt.date | None] = []
    for block in blocks[: first.block + 1]:
        if not isinstance(block, Grid) or len(block.rows) > 40:
            continue
        for row in block.rows:
            label = False
            for cell in row:
                text = tight(cell.text) if len(cell.text) < 80 else ""
                match = _STATED.search(text) or (label and _DAY_ONLY.match(text)) or None
                if match:
                    found.append(date_of(match))
                label = bool(_LABEL_ONLY.match(text))
    return found


def _in_meta(meta: Mapping[str, str]) -> list[dt.date | None]:
    values = (meta.get(name, "") for name in _META)
    return [date_of(re.match(_DAY, value.strip())) for value in values if value]


def find_year(title: Title | None, lead: Sequence[str], document: Document) -> tuple[int | None, tuple[Doubtful, ...]]:
    """Return the year reported on: of the title, else the period stated, else the text; and doubt where they differ."""
    text = "\n".join(lead)
    periods = [parse_year(match["year"]) for match in _PERIOD.finditer(text)]
    period = periods[0] if periods else None
    if title and title.year:
        if period and period != title.year:
            message = f"标题为{title.year}年，统计期限却为{period}年，暂以标题为准。"
            return title.year, (Doubtful("year-conflict", message),)
        return title.year, ()
    if period:
        return period, ()
    match = _REPORTED.search(text)
    if match:
        return parse_year(match["year"]), ()
    years = Counter(parse_year(found["year"]) for found in _ANY_YEAR.finditer(text))
    if years:
        most = max(years.values())
        return min(year for year, count in years.items() if count == most and year), ()
    named = parse_title(document.title.split("_")[0].split("-")[0]) if document.title else None
    year = named[1] if named else None
    return year, () if year else (Doubtful("year-unknown", "未能确定报告年度：标题、统计期限和正文均未写明。"),)
