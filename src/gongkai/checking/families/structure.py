"""Whether the report has the shape the form prescribes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import joined
from gongkai.checking.naming import Name, section_name
from gongkai.checking.rule import Draft, Outcome, rule, say, unable
from gongkai.checking.stated import unspaced
from gongkai.checking.wording import wording
from gongkai.errors import UnknownForm
from gongkai.forms import form_for_year, form_ids, get_form

_READER_CODES = frozenset({"section-missing", "section-order", "section-heading"})
# Sections two to four hold tables and need no words; these three are nothing but words.
_PROSE_SECTIONS = ("overview", "problems", "other")
_PERIOD = re.compile(
    r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?P<day>\d{1,2})日)?(?:起|零时|0时|开始)?[,，]?\s*(?:至|到|—+|-+|–|~|～|－)\s*"
    r"(?:(?P<end_year>\d{4})年)?(?P<end_month>\d{1,2})月(?P<end_day>\d{1,2})日"
)
_FORM_DOCUMENT = re.compile(r"公开办函[〔\[(【﹝](\d{4})[〕\])】﹞](\d+)号")
_SPEAKS_OF_PERIOD = re.compile(r"统计|期限|数据|时限|报告期|时间范围|起止")


@rule(
    "structure.sections",
    "六个部分齐全、顺序和标题符合格式",
    "the six sections stand, in order",
    "error",
    "content",
    "form",
)
def sections(context: Context) -> Iterator[Draft]:
    """The six sections stand, in order, under the form's headings. A heading with nothing under it is a warning."""
    report, form = context.report, context.form
    told = [each for each in report.warnings if each.code in _READER_CODES]
    for each in told:
        yield say("structure.sections", told=each.message)
    empty = [key for key in _PROSE_SECTIONS if not report.sections.get(key, "").strip()]
    if not empty or len(empty) == len(_PROSE_SECTIONS) or any(each.code == "section-missing" for each in told):
        return
    for key in empty:
        yield say("structure.sections/empty", lower=1, section=section_name(form, key))


@rule(
    "structure.form",
    "使用报告年度对应的格式",
    "the form is the one in force for the year",
    "warning",
    "uniform-format",
    "form",
)
def form_in_force(context: Context) -> Iterator[Outcome]:
    """Reports for 2021 and later use the form of 30号, those for 2019 and 2020 that of 60号."""
    year, form = context.report.year, context.form
    if all(each.how in ("missing", "unread") for each in context.report.provenance.values()):
        # A report without any table used no form; that its cells are missing is said elsewhere.
        return
    if year is None:
        yield unable("year-unknown")
        return
    try:
        wanted = form_for_year(year)
    except UnknownForm:
        return
    if wanted.id != form.id:
        yield say(
            "structure.form",
            expected=wanted.id,
            found=form.id,
            year=str(year),
            wanted=wanted.basis,
            used=form.basis,
        )


@rule(
    "structure.basis",
    "引用的格式文件是报告年度适用的文件",
    "the document cited for the form is the one in force for the year",
    "notice",
    "uniform-format",
    "form",
)
def cited_form(context: Context) -> Iterator[Draft]:
    """Where the preamble or section one cites a document that prescribes a form, it is the one of the year."""
    year, report = context.report.year, context.report
    if year is None:
        return
    text = unspaced(report.preamble) + context.sections.get("overview", "")
    cited = {(int(each[0]), int(each[1])) for each in _FORM_DOCUMENT.findall(text)}
    if not cited:
        return
    try:
        wanted = form_for_year(year).basis
    except UnknownForm:
        return
    bases = [get_form(each).basis for each in form_ids()]
    old = next((each for each in bases if each != wanted and _number(each) in cited), None)
    if old and _number(wanted) not in cited:
        yield say("structure.basis", expected=wanted, found=old, cited=old, year=str(year), wanted=wanted)


def _number(document: str) -> tuple[int, int]:
    """Return year and number of a 国办公开办函."""
    year, number = _FORM_DOCUMENT.findall(document)[0]
    return int(year), int(number)


@rule(
    "structure.period",
    "统计期限为自然年度",
    "the period is the calendar year",
    "notice",
    "deadline-departments",
    "form",
)
def period(context: Context) -> Iterator[Outcome]:
    """If a statistical period is stated before section one, it is the calendar year reported on."""
    year = context.report.year
    if year is None:
        yield unable("year-unknown")
        return
    text = "".join(unicodedata.normalize("NFKC", context.report.preamble).split())
    for sentence in re.split(r"[。;；]", text):
        stated = _PERIOD.search(sentence)
        if stated is None or not _SPEAKS_OF_PERIOD.search(sentence):
            continue
        start = (int(stated["year"]), int(stated["month"] or 1), int(stated["day"] or 1))
        end = (int(stated["end_year"] or stated["year"]), int(stated["end_month"]), int(stated["end_day"]))
        if start == (year, 1, 1) and end == (year, 12, 31):
            continue
        yield say(
            "structure.period",
            expected=f"{year}-01-01/{year}-12-31",
            found=f"{_iso(start)}/{_iso(end)}",
            stated=stated.group(),
            year=str(year),
        )


def _iso(day: tuple[int, int, int]) -> str:
    try:
        return dt.date(*day).isoformat()
    except ValueError:
        # A day that does not exist is quoted as it was printed.
        return "-".join(map(str, day))


@rule(
    "structure.assessment",
    "各级人民政府报告工作考核、社会评议和责任追究结果",
    "a government states assessment, appraisal and accountability",
    "warning",
    "content-assessment",
    "assessment-duty",
)
def assessment(context: Context) -> Iterator[Outcome]:
    """A people's government's report states 工作考核, 社会评议 and 责任追究结果; other agencies need not."""
    if context.agency is None or context.agency.kind != "government":
        return
    if not context.prose.strip():
        yield unable("no-prose")
        return
    lacking = [each for each in wording().assessment if not each.pattern.search(context.prose)]
    if lacking:
        names = joined(Name(each.name, each.english) for each in lacking)
        yield say("structure.assessment", lacking=names)
