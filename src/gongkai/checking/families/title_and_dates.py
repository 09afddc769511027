"""What the title names, and dates that fit the year reported on."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.naming import Name
from gongkai.checking.places import texts
from gongkai.checking.rule import Draft, NotRun, Outcome, rule, say
from gongkai.checking.stated import unspaced
from gongkai.reading.characters import simplified

_PHRASE = "政府信息公开工作年度报告"
_HAN = "〇○零一二三四五六七八九"
_YEAR = re.compile(rf"(?<!\d)(?:19|20)\d{{2}}(?!\d)|[{_HAN}]{{4}}年")
# What is left of a title without its year and these words is the agency.
_NO_NAME = re.compile(
    r"政府信息公开|政务公开|信息公开|工作|年度|报告|年报|关于|情况|本级|20\d{2}|[年的度()《》〈〉“”\"'、,。.:;\-—–_/|#*\s]"
)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日")


@rule(
    "structure.title",
    "标题写明机关、年度和“政府信息公开工作年度报告”",
    "the title names agency, year and 政府信息公开工作年度报告",
    "notice",
    "content",
    "form",
)
def title(context: Context) -> Iterator[Outcome]:
    """The title names the agency, the year and 政府信息公开工作年度报告, in any order and over any lines."""
    report = context.report
    printed = unicodedata.normalize("NFKC", "".join((report.title or "").split()))
    if not printed:
        yield NotRun("没有读到报告标题", "no title was found")
        return
    lacking = [
        *([] if _names_agency(printed) else [Name("机关名称", "the agency")]),
        *([] if _YEAR.search(printed) else [Name("年度", "the year")]),
        *([] if _names_report(simplified(printed)) else [Name(f"“{_PHRASE}”", _PHRASE)]),
    ]
    if lacking:
        wanted = f"{report.agency or '（机关名称）'}{report.year or '（年度）'}年{_PHRASE}"
        yield say(
            "structure.title", title=printed, lacking=_and(lacking), wanted=wanted, expected=wanted, found=printed
        )


def _names_agency(printed: str) -> bool:
    return len(_NO_NAME.sub("", printed)) >= 2


def _names_report(printed: str) -> bool:
    """Whether the words stand there, the year between them or not: 政府信息公开工作2024年年度报告."""
    return _PHRASE in re.sub(r"(?:19|20)\d{2}年?", "", printed)


def _and(names: list[Name]) -> Name:
    return Name("、".join(each.zh for each in names), ", ".join(each.en for each in names))


@rule(
    "structure.dates",
    "日期真实存在且晚于报告年度",
    "dates exist, and nothing is signed or published before the year ended",
    "warning",
    "deadline-departments",
    "form",
)
def dates(context: Context) -> Iterator[Outcome]:
    """Every date that is written out exists; nothing is signed or published before the year reported on had ended."""
    yield from _impossible(context)
    report, year = context.report, context.report.year
    if year is None:
        yield NotRun("未能确定报告年度", "the reporting year is not known")
        return
    named = (
        (Name("发布日期", "date of publication"), report.published),
        (Name("落款日期", "date of the signature"), report.signed),
    )
    for what, day in named:
        if day is not None and day.year <= year:
            yield say(
                "structure.dates/early",
                expected=f"{year + 1}-01-01",
                found=day.isoformat(),
                what=what,
                day=_written(day),
                year=str(year),
            )
    if report.published and report.signed and year < report.published.year and report.published < report.signed:
        yield say(
            "structure.dates/order", lower=1, published=_written(report.published), signed=_written(report.signed)
        )


def _impossible(context: Context) -> Iterator[Draft]:
    for where, text in texts(context):
        for match in _DATE.finditer(unicodedata.normalize("NFKC", unspaced(text))):
            try:
                dt.date(*map(int, match.groups()))
            except ValueError:
                yield say("structure.dates/impossible", where=where, day=match[0], found=match[0])


def _written(day: dt.date) -> Name:
    return Name(f"{day.year}年{day.month}月{day.day}日", day.isoformat())
