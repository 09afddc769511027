"""What the title names, and dates that fit the year reported on."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import joined, phrase
from gongkai.checking.naming import day_name
from gongkai.checking.rule import Draft, Outcome, rule, say, unable
from gongkai.checking.stated import unspaced
from gongkai.reading.characters import simplified

_PHRASE = "政府信息公开工作年度报告"
_HAN = "〇○零一二三四五六七八九"
_YEAR = re.compile(rf"(?<!\d)(?:19|20)\d{{2}}(?!\d)|[{_HAN}]{{4}}年")
# What is left of a title without its year and these words is the agency.
_NO_NAME = re.compile(
    r"政府信息公开|政务公开|信息公开|工作|年度|报告|年报|关于|情况|本级|20\d{2}|[年的度()《》〈〉“”\"'、,。.:;\-—–_/|#*\s]"
)
# Every character of which compatibility makes 日, alone or among others: normalising takes long.
_DAY = re.compile("[日⽇㈰㊐㏠-㏾]")
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
        yield unable("no-title")
        return
    lacking = [
        *([] if _names_agency(printed) else ["name-of-agency"]),
        *([] if _YEAR.search(printed) else ["name-of-year"]),
        *([] if _names_report(simplified(printed)) else ["name-of-report"]),
    ]
    if lacking:
        wanted = f"{report.agency or '（机关名称）'}{report.year or '（年度）'}年{_PHRASE}"
        yield say(
            "structure.title",
            expected=wanted,
            found=printed,
            title=printed,
            lacking=joined(map(phrase, lacking)),
            wanted=wanted,
        )


def _names_agency(printed: str) -> bool:
    return len(_NO_NAME.sub("", printed)) >= 2


def _names_report(printed: str) -> bool:
    """Whether the words stand there, the year between them or not: 政府信息公开工作2024年年度报告."""
    return _PHRASE in re.sub(r"(?:19|20)\d{2}年?", "", printed)


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
        yield unable("year-unknown")
        return
    named = (
        ("date-of-publication", report.published),
        ("date-of-signature", report.signed),
    )
    for what, day in named:
        if day is not None and day.year <= year:
            yield say(
                "structure.dates/early",
                expected=f"{year + 1}-01-01",
                found=day.isoformat(),
                what=phrase(what),
                day=day_name(day),
                year=str(year),
            )
    if report.published and report.signed and year < report.published.year and report.published < report.signed:
        yield say(
            "structure.dates/order", lower=1, published=day_name(report.published), signed=day_name(report.signed)
        )


def _impossible(context: Context) -> Iterator[Draft]:
    for where, text in context.texts:
        told = "\n".join(line for line in text.split("\n") if _DAY.search(line))
        for match in _DATE.finditer(unicodedata.normalize("NFKC", unspaced(told))):
            try:
                dt.date(*map(int, match.groups()))
            except ValueError:
                yield say("structure.dates/impossible", where=where, day=match[0], found=match[0])
