"""What the January tests build: rosters, reports and folders."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongkai.checking import Finding
from gongkai.forms import get_form
from gongkai.january.roster import RosterEntry
from gongkai.report import Number, Report, blank_report

YEAR = 2024
RECEIVED = "requests.received.total"
PROSE = {
    "overview": "本年度主动公开、依申请公开、信息管理、网站平台各项工作平稳有序开展。"
    "工作考核、社会评议和责任追究：考核结果为优秀，社会评议满意，无责任追究。",
    "proactive": "",
    "problems": "公开的主动性有待加强，下一步将加强学习培训。",
    "other": "本年度未收取政府信息公开信息处理费。",
}
"""Prose with which no rule finds fault."""


def entry(name: str, place: str = "红河县", **more: Any) -> RosterEntry:
    return RosterEntry(name, place, **more)


def full(
    agency: str | None, year: int | None = YEAR, source: str = "", form: str = "2021", **cells: Number | None
) -> Report:
    """A report with every cell printed, 0 where nothing else is said (``__`` stands for a dot)."""
    values: dict[str, Number | None] = {cell.key: 0 for cell in get_form(form).cells}
    values.update({key.replace("__", "."): value for key, value in cells.items()})
    report = blank_report(
        form,
        agency=agency,
        year=year,
        source=source or f"{agency}.json",
        title=f"{agency}{year}年政府信息公开工作年度报告",
        cells=values,
    )
    return replace(report, sections={**report.sections, **PROSE})


def finding(
    rule: str = "requests.balance", severity: Any = "error", cells: tuple[str, ...] = (RECEIVED,), **more: Any
) -> Finding:
    return Finding(rule, severity, cells, more.pop("message", "不平"), "does not hold", "《条例》第五十条", **more)


def put(folder: Path, report: Report, name: str | None = None) -> Path:
    """Hand a report in, in our own JSON."""
    path = folder / (name or report.source)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report.to_json(), ensure_ascii=False), "utf-8")
    return path


def roster_csv(path: Path, *rows: str, header: str = "机关名称,所属地区,上级主管机关,应报日期") -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return path
