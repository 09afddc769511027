"""Years and dates: the year reported on, the stated date of publication. A clock on the page is neither."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from gongkai.document.model import Block, Document, Grid
from gongkai.reading.characters import fold
from gongkai.reading.closing import NAMED_DAY_LINE
from gongkai.reading.entries import Entry, Place
from gongkai.reading.names import is_agency_name
from gongkai.reading.numerals import parse_number
from gongkai.reading.title import YEAR, Title, parse_title, parse_year
from gongkai.report.model import Doubtful
from gongkai.settings import DEFAULT_SETTINGS, Settings

_HAN = "一二三四五六七八九十"
_DAY = (
    rf"(?:(?P<year>{YEAR})\s*[-年/.·]\s*(?P<month>\d{{1,2}}|[{_HAN}元]{{1,2}})\s*[-月/.·]\s*"
    rf"(?P<day>\d{{1,2}}(?!\d)|\d\d(?=\d\d:\d\d)|[{_HAN}廿卅]{{1,3}})"
    r"|(?<!\d)(?P<digits>20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d))"
)
_BULLETS = r"[\[(【<•·●◆◇■□▪▶►▲△*※★☆◎○›»\-—–|、]*"
_SAYING = (
    r"(?:(?:发布|公开|公布|发表|上传|上网|发稿|刊发|刊登|登载|挂网|公示)(?:日期|时间)|"
    r"(?:发布|发表|刊发|公布|公开|刊登)于)"
)
_LABEL = rf"(?:{_SAYING}|(?<![文成效印生新计止至签前在行施统地束始器限发办公作务废制登录访问])(?:日期|时间))"
_STATED = re.compile(rf"{_LABEL}[:|\]】\[(【]*{_DAY}")
_SAID = re.compile(rf"{_SAYING}[:|\]】\[(【]*{_DAY}")
_LABEL_ONLY = re.compile(rf"{_LABEL}[\]】)]?[:|]*$")
_DAY_ONLY = re.compile(
    rf"^{_BULLETS}{_DAY}日?(?P<clock>[T ]?\d{{1,2}}[:时]\d{{1,2}}(?:[:分]\d{{1,2}}秒?)?(?:\.\d+)?)?"
    r"[\])】>\-—|]*(?P<rest>.*)$"
)
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
    "供稿",
    "编辑",
    "人气",
    "次数",
)
_CLOCK = ("今天", "星期", "现在", "当前时间", "北京时间", "系统时间", "农历", "欢迎")
_META = (
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishtime",
    "dc.date",
    "dcterms.issued",
)
_FIRST = r"(?:(?:0?1|一|元)[月./-](?:0?1|一)[日号]?|(?:0?1|一|元)月)"
_UNTIL = r"(?:(?:12|十二)[月./-](?:31|三十一)[日号]?|(?:12|十二)月)"
_PERIOD = re.compile(
    rf"(?P<year>{YEAR})[年./-]?度?{_FIRST}(?:零时|0时)?起?,?(?:至|到|—{{1,2}}|-{{1,2}}|[~–－―])(?:(?P<until>{YEAR})[年./-])?{_UNTIL}"
)
_SPAN = re.compile(
    rf"(?:统计|数据|报告)[^。;]{{0,20}}?(?:期限|时限|时间|期间|范围)[^。;\d二]{{0,8}}(?P<year>{YEAR})年度?(?!\d{{1,2}}月)"
)
_REPORTED = re.compile(
    rf"(?P<year>{YEAR})年度?(?:[^。\d]{{0,40}}?)(?:政府信息公开|政务公开|信息公开)[^。\d]{{0,6}}(?:年度报告|年报|报告|情况)"
)
_YEARS_END = re.compile(rf"截[至止](?:到|于)?(?P<year>{YEAR})[年./-](?:12|十二)[月./-](?:31|三十一)日?")
_ANY_YEAR = re.compile(rf"(?P<year>{YEAR})年(?!\d{{1,2}}月)")
_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_ANY_DAY = re.compile(_DAY)
_TITLE_DAY = re.compile(rf"(?:报告|年报)[(\[【]{_DAY}日?[)\]】]$")
_DIGIT = re.compile(r"\d|[〇○零]")


def date_of(match: object) -> dt.date | None:
    """Return the date of a match with the groups ``year``, ``month``, ``day``; ``None`` if there is no such day."""
    if not isinstance(match, re.Match):
        return None
    parts = match.groupdict()
    if digits := parts.get("digits"):
        year, month, day = parse_year(digits[:4]), parse_number(digits[4:6]), parse_number(digits[6:])
    else:
        year, month = parse_year(parts["year"]), parse_number(parts["month"].replace("元", "一"))
        day = parse_number(parts["day"].replace("廿", "二十").replace("卅", "三十"))
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_published(
    head: Sequence[Entry],
    blocks: Sequence[Block],
    first: Place,
    meta: Mapping[str, str],
    year: int | None,
    tail: Sequence[Entry] = (),
    settings: Settings = DEFAULT_SETTINGS,
) -> dt.date | None:
    """Return the stated publication date: beside the title, in a table of document data, below the report (``tail``),
    or in the page's metadata."""

    def stated() -> Iterator[dt.date | None]:
        yield from _in_lines(head, settings)
        yield from _in_grids(blocks, first, settings)
        yield from _below(tail, settings)
        yield from _in_meta(meta)

    for found in stated():
        if found and (year is None or year <= found.year <= year + settings.published_years):
            return found
    return None


def _in_lines(head: Sequence[Entry], settings: Settings) -> list[dt.date | None]:
    near = settings.published_near
    stated: list[dt.date | None] = []
    weaker: list[dt.date | None] = []
    for index, entry in enumerate(head):
        if len(entry.text) > settings.dated_line:
            continue
        if not _DIGIT.search(entry.start) and len(entry.text) <= len(entry.start):
            continue
        text = _dated(entry.text)
        clock = any(word in text for word in _CLOCK)
        match = (_SAID if clock else _STATED).search(text)
        if match:
            stated.append(date_of(match))
            continue
        if clock or len(text) > settings.note_line:
            continue
        if match := _TITLE_DAY.search(text):
            weaker.append(date_of(match))
            continue
        match = _DAY_ONLY.match(text)
        if not match:
            stated += _among_data(text)
            weaker += _beside_name(text, head[max(0, index - near) : index], settings)
            continue
        rest = match["rest"]
        if any(word in rest for word in _BESIDE) or (not rest and _labelled(head, index)):
            stated.append(date_of(match))
        elif (not rest or is_agency_name(rest)) and (match["clock"] or "年" not in text):
            under_name = match["clock"] and index and is_agency_name(head[index - 1].start)
            weaker += [date_of(match)] if under_name or _any_title(head[max(0, index - near) : index], settings) else []
    return stated + weaker


def _any_title(lines: Sequence[Entry], settings: Settings) -> bool:
    return any(parse_title(each.text, settings) for each in lines)


def _beside_name(text: str, above: Sequence[Entry], settings: Settings) -> list[dt.date | None]:
    """The day that a line prints behind an agency's name, where a title stands right above."""
    match = NAMED_DAY_LINE.match(text)
    told = match is not None and is_agency_name(match["name"]) and _any_title(above, settings)
    return [date_of(match)] if told else []


def _dated(text: str) -> str:
    """The folded text without spaces but those between digits, which part a day from a clock (2024-1-3 10:22)."""
    return _SPACE.sub("", fold(text))


def _among_data(text: str) -> list[dt.date | None]:
    """The one date, without a label of its own, of a line that tells source, readers or type size; prose is none."""
    if "。" in text or _PERIOD.search(text) or not any(word in text for word in _BESIDE):
        return []
    found = list(_ANY_DAY.finditer(text))
    if len(found) != 1 or text[: found[0].start()].rstrip("[【(|").endswith(("日期:", "时间:", "日期", "时间")):
        return []
    return [date_of(found[0])]


def _below(tail: Sequence[Entry], settings: Settings) -> list[dt.date | None]:
    """Dates of publication stated under the report, by their own label."""
    texts = [_dated(entry.text) for entry in tail if len(entry.text) <= settings.note_line]
    return [date_of(match) for text in texts if (match := _SAID.search(text))]


def _labelled(head: Sequence[Entry], index: int) -> bool:
    """Whether the line above a lone date is its label."""
    return index > 0 and bool(_LABEL_ONLY.search(head[index - 1].start))


def _in_grids(blocks: Sequence[Block], first: Place, settings: Settings) -> list[dt.date | None]:
    found: list[dt.date | None] = []
    for block in blocks[: first.block + 1]:
        if not isinstance(block, Grid) or len(block.rows) > settings.dated_rows:
            continue
        for row in block.rows:
            label = False
            for cell in row:
                text = _dated(cell.text) if len(cell.text) < settings.dated_cell else ""
                match = _STATED.search(text) or (label and _DAY_ONLY.match(text)) or None
                if match:
                    found.append(date_of(match))
                label = bool(_LABEL_ONLY.search(text))
    return found


def _in_meta(meta: Mapping[str, str]) -> list[dt.date | None]:
    values = (meta.get(name, "") for name in _META)
    return [date_of(_ANY_DAY.match(value.strip())) for value in values if value]


def find_year(
    title: Title | None, lead: Sequence[str], document: Document, settings: Settings
) -> tuple[int | None, tuple[Doubtful, ...]]:
    """Return the year reported on: of the title, else the period stated, else the text; and doubt where they differ."""
    text = "\n".join(lead)
    stated = _PERIOD.search(text) or _SPAN.search(text)
    period, doubts = _period_year(stated)
    if title and title.year:
        if period and period != title.year:
            message = f"标题为{title.year}年，统计期限却为{period}年，暂以标题为准。"
            return title.year, (Doubtful("year-conflict", message),)
        return title.year, doubts
    if period:
        return period, doubts
    match = _REPORTED.search(text)
    if match:
        return parse_year(match["year"]), ()
    for pattern in (_ANY_YEAR, _YEARS_END):
        years = Counter(parse_year(found["year"]) for found in pattern.finditer(text))
        if years:
            most = max(years.values())
            return min(year for year, count in years.items() if count == most and year), ()
    named = parse_title(document.title.split("_")[0].split("-")[0], settings) if document.title else None
    year = named[1] if named else None
    return year, () if year else (Doubtful("year-unknown", "未能确定报告年度：标题、统计期限和正文均未写明。"),)


def _period_year(stated: re.Match[str] | None) -> tuple[int | None, tuple[Doubtful, ...]]:
    """The year of a stated period; of one over several years the last, with a doubt."""
    if stated is None:
        return None, ()
    year = parse_year(stated["year"])
    until = stated.groupdict().get("until")
    last = parse_year(until) if until else year
    if last == year:
        return year, ()
    return last, (Doubtful("year-conflict", f"统计期限跨{year}年至{last}年，暂以{last}年为报告年度。"),)
