"""The cases of every rule in words, for the catalogue: in what each report differs from one without any fault."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gongkai.checking import check
from gongkai.checking.naming import day_name, number, section_name, short_cell_name, table_name
from gongkai.report import Report
from tests.checking.build import TOWN, right_report
from tests.checking.cases import CASES, Sample

_MOST = 4
_HOW = {"blank": "为空", "missing": "缺失", "unread": "没有读出", "repaired": "印有内容但不能辨认"}
HEAD = (
    "# One report that each rule passes, one it finds fault with and one it leaves alone, in words:\n"
    "# generated from tests/checking/cases.py by `make generated`.\n"
)


def examples_text() -> str:
    """The file of examples as it should be."""
    return HEAD + "".join(map(_entry, CASES))


def _entry(rule: str) -> str:
    cases = CASES[rule]
    wrong = cases.wrong
    found = check(wrong.report, wrong.previous, area=wrong.area, rules=[rule])
    first = next(each for each in found if each.severity != "not run")
    pairs = {
        "passes": described(cases.right),
        "finds": described(wrong),
        "said": first.message,
        "said_en": first.message_en,
        "aside": described(cases.aside),
    }
    lines = (f"{key} = {json.dumps(text, ensure_ascii=False)}\n" for key, text in pairs.items())
    return f'\n["{rule}"]\n' + "".join(lines)


def described(sample: Sample) -> str:
    """A sample in words."""
    parts = list(_parts(sample.report, 2024 if sample.report.form == "2021" else 2020))
    if sample.previous is not None:
        before = "，".join(_parts(sample.previous, 2023)) or "各项与本年相同"
        parts.append(f"上年报告：{before}")
    if sample.area is not None:
        form, sums = sample.report.statutory_form, sample.area.cells
        told = "，".join(f"{short_cell_name(form, key).zh}{value}" for key, value in sums.items() if value)
        parts.append(f"所属{sample.area.agencies}个机关的报告相加：{told}")
    return ("；".join(parts) or "各项齐全、数字相符的报告").removesuffix("。") + "。"


def _parts(report: Report, year: int) -> Iterator[str]:
    base = right_report(report.form)
    if report.form != "2021":
        yield "2019年表样"
    if report.year != year:
        yield f"报告年度是{report.year}年" if report.year else "没有写明年度"
    if report.agency != TOWN:
        yield f"机关是{report.agency}" if report.agency else "没有写明机关"
    if report.title != base.title:
        yield f"标题是“{report.title}”" if report.title else "没有标题"
    for name, text in (("开头", report.preamble), ("落款", report.signature)):
        if text:
            yield f"{name}写“{text}”"
    if report.published:
        yield f"载明{day_name(report.published).zh}发布"
    yield from _cells(report, base)
    yield from _prose(report, base)
    yield from (f"读取时提示{each.code}" for each in report.warnings)


def _cells(report: Report, base: Report) -> Iterator[str]:
    form = report.statutory_form
    places = {key: place.how for key, place in report.provenance.items() if place.how != base.provenance[key].how}
    lost = {form.cell(key).table for key, how in places.items() if how == "missing" and report.cells[key] is None}
    for table in form.tables:
        if table.key in lost:
            yield f"没有{table_name(form, table.key).zh}"
    changed = [
        key
        for key in form.keys
        if form.cell(key).table not in lost and (report.cells[key] != base.cells[key] or key in places)
    ]
    if len(changed) > _MOST:
        yield "表格填有数字，各项合计相符"
        return
    for key in changed:
        value, name = report.cells[key], short_cell_name(form, key).zh
        yield f"{name}{_HOW.get(report.provenance[key].how, '为空')}" if value is None else f"{name}为{number(value)}"


def _prose(report: Report, base: Report) -> Iterator[str]:
    form = report.statutory_form
    if not report.sections:
        yield "没有正文"
        return
    known = {key: (text, text.replace(str(base.year), str(report.year))) for key, text in base.sections.items()}
    changed = [key for key, text in report.sections.items() if text not in known[key]]
    for key in changed:
        text = report.sections[key]
        yield f"{section_name(form, key).zh}写“{text}”" if text else f"{section_name(form, key).zh}没有内容"
    if not changed:
        yield from (f"正文写“{each.sentence}”" for each in report.facts)
