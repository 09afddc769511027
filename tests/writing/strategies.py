"""Random reports that a real office could have sent in, with every awkward thing that real ones hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from gongkai.forms import Cell, Form, form_ids, get_form
from gongkai.report import SECTION_KEYS, Extra, Number, Provenance, Report, blank_report

AGENCIES = (
    "重庆市九龙坡区白市驿镇人民政府",
    "北京市人民政府",
    "国家税务总局重庆市大足区税务局",
    "中国证券监督管理委员会",
    "伊犁哈萨克自治州察布查尔锡伯自治县教育局",
    "新疆生产建设兵团第八师石河子市财政局",
    "淮安市洪泽区人民政府办公室",
    "合肥高新技术产业开发区管理委员会",
    "天津市河西区大营门街道办事处",
    "广州市公安局交通警察支队",
    "上海市浦东新区规划和自然资源局（林业局）",
    "屏边苗族自治县和平镇人民政府",
)

SENTENCES = (
    "坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻落实《中华人民共和国政府信息公开条例》。",
    "及时更新政府网站栏目内容，不断提高公开的质量和实效。",
    "一是完善制度；二是加强培训；三是强化监督。",
    "“线上+线下”双平台运行平稳，群众满意度进一步提升！",
    "工作中是否还存在不足？答案是肯定的——主要表现在以下方面：",
    "联系人员负责解答（工作日9:00—17:30），欢迎监督。",
    "落实“三审三校”制度，严把政治关、法律关、文字关……",
    "公开专栏占比达到98.5%，同比有所提高。",
)

HOSTILE = (
    "<script>alert(1)</script> 与 <b>粗体</b> 均为普通文字。",
    "甲&amp;乙 ]]> <!-- 注 --> &nbsp; \"引号\" 'x' 原样保留。",
    '=HYPERLINK("x","y") 不是公式。',
    "+1+1 也不是公式。",
    "*强调* _下划线_ $x^2$ @某处 #let x = 1 \\ `代码` ~ [方括号]。",
    "{{ 模板 }} {% if %} ${变量} %s %(x)d \\n \\u4e00 均非占位。",
    "反斜杠\\与/斜杠//注释 /* 内容 */ 照印。",
    "#N/A 也只是文字。",
)

OPENING = "根据《中华人民共和国政府信息公开条例》和国务院办公厅有关规定，编制本报告。"

HEADINGS = ("（一）主动公开情况", "（二）依申请公开情况", "（三）政府信息管理", "（四）平台建设", "（五）监督保障")

UNPRINTED = {"published": None, "signed": None, "addressee": None, "signature": None, "closing": ""}
"""What the round trip of the contract does not cover."""


def number(cell: Cell, chance: Random) -> Number | None:
    """Mostly small counts; amounts with decimals; a change may be negative; blanks."""
    kind = chance.random()
    if kind < 0.1:
        return None
    if kind < 0.6:
        return chance.choice([0, 0, 0, 1, 2, 3, 10, 17, 95])
    if cell.is_amount:
        return _shortest(Decimal(chance.randint(0, 10**9)) / 10**4)
    return chance.randint(-500 if cell.column.key == "change" else 0, 10 ** chance.randint(2, 7))


def _shortest(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value.normalize()


def prose(*, hostile: bool = True, headings: bool = True) -> st.SearchStrategy[str]:
    sentence = st.sampled_from(SENTENCES + (HOSTILE if hostile else ()))
    paragraph = st.lists(sentence, min_size=1, max_size=4).map("".join)
    heading = st.sampled_from(HEADINGS)
    part = st.tuples(heading, paragraph).map("\n".join) if headings else paragraph
    return st.lists(st.one_of(paragraph, part), min_size=0, max_size=3).map("\n".join)


@st.composite
def reports(draw: st.DrawFn, *, hostile: bool = True) -> Report:
    """A report on either form; ``hostile`` mixes markup and formulas into its prose."""
    form = get_form(draw(st.sampled_from(form_ids())))
    agency = draw(st.sampled_from(AGENCIES))
    year = draw(st.integers(form.first_year, form.last_year or 2026))
    # One seed for all figures: 200 draws for each report would take longer than writing it.
    chance = Random(draw(st.integers(0, 2**32)))
    cells = balanced_cells(form, chance) if draw(st.booleans()) else any_cells(form, chance)
    report = blank_report(
        form,
        source="random",
        agency=agency,
        year=year,
        title=f"{agency}{year}年{form.title}",
        cells=cells,
        sections={key: draw(prose(hostile=hostile)) for key in SECTION_KEYS},
    )
    report = replace(report, preamble=f"{OPENING}{draw(prose(hostile=False, headings=False))}")
    change = draw(st.sampled_from([None, None, without_a_table, with_a_collapsed_row]))
    return draw(change(report)) if change else report


def any_cells(form: Form, chance: Random) -> dict[str, Number | None]:
    return {cell.key: number(cell, chance) for cell in form.cells}


def balanced_cells(form: Form, chance: Random) -> dict[str, Number | None]:
    """Cells in which every relation of the form holds, as in most reports."""
    cells: dict[str, Number | None] = {
        cell.key: number(cell, chance) if cell.table == "proactive" else chance.randint(0, 30) for cell in form.cells
    }
    for relation in form.relations:
        for block in form.table(relation.table).blocks:
            for across in block.columns if relation.per == "column" else block.rows:
                left, right = (
                    [
                        f"{relation.table}.{across.key}.{name}"
                        if relation.per == "row"
                        else f"{relation.table}.{name}.{across.key}"
                        for name in names
                    ]
                    for names in (relation.left, relation.right)
                )
                if relation.rule == "requests.balance":
                    continue
                cells[left[0]] = sum(int(cells[key] or 0) for key in right)
    for column in form.table("requests").blocks[0].columns:
        total = int(cells[f"requests.concluded.{column.key}"] or 0)
        cells[f"requests.carried_in.{column.key}"] = 0
        cells[f"requests.carried_out.{column.key}"] = 0
        cells[f"requests.received.{column.key}"] = total
    return cells


@st.composite
def without_a_table(draw: st.DrawFn, report: Report) -> Report:
    """The table of section three or four stood in the document as a picture, or not at all."""
    return without(report, draw(st.sampled_from(["requests.", "disputes."])))


@st.composite
def with_a_collapsed_row(draw: st.DrawFn, report: Report) -> Report:
    """A 2021 form with （六）其他处理 printed as one row, as under the form of 2019."""
    table = report.statutory_form.table("requests")
    if table.other_rows is None:
        return report
    values = {column.key: draw(st.integers(0, 5)) for column in table.blocks[0].columns}
    return collapsed(report, values)


def without(report: Report, *prefixes: str) -> Report:
    gone = [key for key in report.cells if key.startswith(prefixes)]
    return replace(
        report,
        cells={**report.cells, **dict.fromkeys(gone)},
        provenance={**report.provenance, **dict.fromkeys(gone, Provenance("missing"))},
    )


def collapsed(report: Report, values: Mapping[str, Number | None]) -> Report:
    label = report.statutory_form.table("requests").other_rows or ""
    return replace(without(report, "requests.other."), extra=(Extra("requests", label, values),))


def example(form: str = "2021", **changes: object) -> Report:
    """A full report with a different figure in every cell, for tests that look at single places."""
    statutory = get_form(form)
    agency = "重庆市大足区国梁镇人民政府"
    made = blank_report(
        statutory,
        source="example",
        agency=agency,
        year=2024 if form == "2021" else 2020,
        title=f"{agency}{2024 if form == '2021' else 2020}年{statutory.title}",
        cells={cell.key: number for number, cell in enumerate(statutory.cells, 1000)},
        sections={
            "overview": "（一）主动公开\n主动公开政府信息121条。\n（二）依申请公开\n全年收到申请3件。",
            "problems": "公开的时效性有待提高。",
            "other": "本机关未收取信息处理费。",
        },
    )
    made = replace(
        made,
        preamble="根据《中华人民共和国政府信息公开条例》编制本报告。",
        published=dt.date(2025, 1, 21),
        signed=dt.date(2025, 1, 6),
        addressee="区政府",
        signature="国梁镇人民政府",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names of fields
