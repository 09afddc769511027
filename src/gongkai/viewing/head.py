"""What stands above a document and its figures: whose report it is, how it was read, what is doubted, what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from gongkai.checking.naming import short_cell_name
from gongkai.markup import Child, Markup, element
from gongkai.reading.readings import Reading, Unplaced
from gongkai.report import Doubtful, Report
from gongkai.viewing.marks import where
from gongkai.viewing.texts import plain

_NAMED = 6
"""Cells of one warning that are linked one by one."""
_TEXT = 200
_TALLY = (
    ("read", "读出"),
    ("blank", "空白"),
    ("missing", "无此格"),
    ("unread", "未能读出"),
    ("repaired", "推断或无法辨认"),
)


def particulars(report: Report) -> Markup:
    """Return source, agency, year, form, and how many cells were read in which way."""
    hows = Counter(place.how for place in report.provenance.values())
    counts = "，".join(f"{label}{hows[how]}格" for how, label in _TALLY if hows[how] or how != "unread")  # type: ignore[index]
    pairs: tuple[tuple[str, str], ...] = (
        ("文件", report.source),
        ("机关", report.agency or "未能认定"),
        ("年度", f"{report.year}年" if report.year is not None else "未能认定"),
        ("标题", report.title or "无"),
        ("表样", f"{report.statutory_form.title}（{report.form}年版，{report.statutory_form.basis}）"),
        (f"共{len(report.cells)}格", counts),
    )
    return element("dl", *_pairs(pairs), class_="view-particulars")


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Iterator[Markup]:
    for name, value in pairs:
        yield element("div", element("dt", name), element("dd", plain(value[:_TEXT])))


def warnings(report: Report, shown: Collection[str], prefix: str) -> Markup:
    """Return the reader's doubts, numbered as beside the places they are about."""
    if not report.warnings:
        return element("p", "没有存疑。")
    items = [
        element("li", element("b", f"存疑{number}"), " ", plain(each.message), *_places(report, each, shown, prefix))
        for number, each in enumerate(report.warnings, 1)
    ]
    return element("ul", *items, class_="view-warnings")


def _places(report: Report, doubt: Doubtful, shown: Collection[str], prefix: str) -> Iterator[Child]:
    form = report.statutory_form
    known = [key for key in doubt.cells if key in report.cells]
    for key in known[:_NAMED]:
        name = short_cell_name(form, key).zh
        yield element("br")
        yield element("a", f"表样{name}", href=f"#{prefix}cell-{key}")
        if f"{prefix}at-{key}" in shown:
            yield " "
            place = where(report.provenance[key])
            yield element("a", f"原文{place}", href=f"#{prefix}at-{key}")
    if len(known) > _NAMED:
        yield element("br")
        yield f"等{len(known)}格"


def unplaced_list(reading: Reading, shown: Collection[str], prefix: str, most: int) -> Iterator[Markup]:
    """Yield the figures that no cell took, each with its place; nothing where there are none."""
    if not reading.unplaced:
        return
    headings = {each.key: f"{each.number}、{each.heading}" for each in reading.report.statutory_form.sections}
    items = [
        element("li", *_figure(each, number, headings.get(each.section, ""), shown, prefix))
        for number, each in enumerate(reading.unplaced[:most], 1)
    ]
    yield element("p", f"下列{len(reading.unplaced)}处数字印在表中，程序未能放入表样，不算填报单位漏填：")
    yield element("ul", *items, class_="view-unplaced-list")
    if len(reading.unplaced) > most:
        yield element("p", f"另有{len(reading.unplaced) - most:,}处没有逐一列出。")


def _figure(each: Unplaced, number: int, section: str, shown: Collection[str], prefix: str) -> Iterator[Child]:
    anchor, place = f"{prefix}unplaced-{number}", where(each)
    yield element("b", f"未放入{number}", id=f"{prefix}figure-{number}")
    yield f" “{plain(each.text[:_TEXT])}” {section} "
    yield element("a", f"原文{place}", href=f"#{anchor}") if anchor in shown else place
