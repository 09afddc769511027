"""Balanced reports for the tests of checking: right in every respect, made by rule from a seed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongkai.checking import Finding, check
from gongkai.forms import get_form
from gongkai.report import Extra, Fact, Number, Report, blank_report
from gongkai.report.json import loads

DATA = Path(__file__).parents[1] / "data" / "reports"
REAL = ("baishiyi-2024", "guoliang-2024", "hongze-2024", "lubei-2024")
TOWN = "重庆市大足区国梁镇人民政府"
OVERVIEW = (
    "2024年，我镇认真贯彻落实《条例》。主动公开各类信息，畅通依申请公开渠道，规范政府信息管理，"
    "用好网站专栏。全年工作考核合格，开展了社会评议，未发生责任追究情形。"
)
OTHER = "2024年，本机关未收取政府信息公开信息处理费。"
SECTIONS = {"overview": OVERVIEW, "problems": "公开的时效性还需提高。下一步将加强培训。", "other": OTHER}
OUTCOMES = ("upheld", "corrected", "other", "pending")


def balanced_cells(form_id: str = "2021", seed: int | None = None) -> dict[str, Number | None]:
    """Figures in which every sum holds: all 0 without a seed, else small random ones."""
    rng = random.Random(seed)
    form = get_form(form_id)

    def figure(most: int) -> int:
        return 0 if seed is None else rng.choice((0, 0, 0, rng.randint(0, most)))

    cells: dict[str, Number | None] = {
        cell.key: figure(400) if cell.table == "proactive" and cell.row.key != "regulations" else 0
        for cell in form.cells
    }
    rows = [row for block in form.table("requests").blocks for row in block.rows]
    columns = [column.key for column in form.table("requests").blocks[0].columns if column.key != "total"]
    for column in columns:
        results = 0
        for row in rows:
            if row.result:
                cells[f"requests.{row.key}.{column}"] = value = figure(9)
                results += value
        out = figure(3)
        carried = min(figure(4), results + out)
        cells[f"requests.concluded.{column}"] = results
        cells[f"requests.carried_out.{column}"] = out
        cells[f"requests.carried_in.{column}"] = carried
        cells[f"requests.received.{column}"] = results + out - carried
    for row in rows:
        cells[f"requests.{row.key}.total"] = sum(cells[f"requests.{row.key}.{column}"] or 0 for column in columns)
    for row in form.table("disputes").blocks[0].rows:
        outcomes = [figure(5) for _ in OUTCOMES]
        cells |= {f"disputes.{row.key}.{name}": value for name, value in zip(OUTCOMES, outcomes, strict=True)}
        cells[f"disputes.{row.key}.total"] = sum(outcomes)
    return cells


def right_report(form_id: str = "2021", *, seed: int | None = None, **changes: Any) -> Report:
    """A report no rule finds fault with; ``changes`` replace its fields."""
    report = blank_report(
        form_id,
        source="right.html",
        agency=TOWN,
        year=2024 if form_id == "2021" else 2020,
        title=f"{TOWN}2024年政府信息公开工作年度报告" if form_id == "2021" else None,
        cells=balanced_cells(form_id, seed),
        sections=SECTIONS if form_id == "2021" else {k: v.replace("2024", "2020") for k, v in SECTIONS.items()},
    )
    return replace(report, **changes)


def with_prose(report: Report, **sections: str) -> Report:
    """The report with these sections' prose replaced."""
    return replace(report, sections={**report.sections, **sections})


def with_facts(report: Report, *facts: tuple[Any, ...]) -> Report:
    """The report with facts (subject, number, scope, sentence, section, unit), the later ones with defaults."""
    return replace(report, facts=tuple(fact(*each) for each in facts))


def fact(
    subject: str, number: Number, scope: str = "own", sentence: str = "", section: str = "overview", unit: str = "件"
) -> Fact:
    return Fact(subject, number, unit, scope, sentence or f"全年政府信息公开申请{number}件。", section)


def without(report: Report, *prefixes: str, extra: tuple[Extra, ...] = ()) -> Report:
    """The report with the cells under these prefixes missing from the document."""
    kept = {key: value for key, value in report.cells.items() if not key.startswith(prefixes)}
    made = blank_report(report.form, cells=kept)
    return replace(report, cells=made.cells, provenance=made.provenance, extra=extra)


def found(report: Report, rule: str, *args: Any, **options: Any) -> list[Finding]:
    """What one rule finds, ``not run`` left out."""
    return [each for each in check(report, *args, rules=[rule], **options) if each.severity != "not run"]


def not_run(report: Report, rule: str, *args: Any, **options: Any) -> list[Finding]:
    """The rule's reasons for not having run."""
    return [each for each in check(report, *args, rules=[rule], **options) if each.severity == "not run"]


def real_report(name: str) -> Report:
    """A real report's expected cells as a report; what stands beyond the form as the document prints it."""
    data = loads((DATA / f"{name}.expected.json").read_bytes())
    report = blank_report(
        data["form"],
        source=data["source"],
        agency=data["agency"],
        year=data["year"],
        cells={key: value for key, value in data["cells"].items() if value is not None},
    )
    if name == "hongze-2024":
        columns = [column.key for column in get_form("2021").table("requests").blocks[0].columns]
        return replace(report, extra=(Extra("requests", "（六）其他处理", dict.fromkeys(columns, 0)),))
    return report
