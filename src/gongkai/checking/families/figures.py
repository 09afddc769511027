"""The sums the form prescribes (勾稽关系). Which figures belong to a sum comes from the form's data."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.naming import (
    Name,
    column_name,
    column_word,
    number,
    row_label,
    row_name,
    short_cell_name,
    table_name,
)
from gongkai.checking.rule import Draft, rule
from gongkai.checking.sums import Broken
from gongkai.report import Number


@rule(
    "requests.balance",
    "新收加上年结转等于办理总计加结转下年度",
    "received + carried in = concluded + carried out",
    "error",
    "content-requests",
    "form",
)
def balance(context: Context) -> Iterator[Draft]:
    """In every column, received and carried in are concluded or carried out (第一项＋第二项＝第三项＋第四项)."""
    for broken in _broken(context, "requests.balance"):
        left = _addends(context, broken.sum.left, "column")
        right = _addends(context, broken.sum.right, "column")
        place = _place(context, broken)
        yield _draft(
            context,
            broken,
            f"{place.zh}：{left.zh}，合计{number(broken.left)}；{right.zh}，合计{number(broken.right)}。两边应当相等。",
            f"{place.en}: {left.en} make {number(broken.left)}, but {right.en} make {number(broken.right)}; "
            "the two must be equal.",
            expected=broken.left,
            found=broken.right,
        )


@rule(
    "requests.concluded",
    "办理结果总计等于各项结果之和",
    "concluded = the sum of all results",
    "error",
    "content-requests",
    "form",
)
def concluded(context: Context) -> Iterator[Draft]:
    """In every column, （七）总计 is the sum of all results; a result printed beyond the form counts."""
    yield from _totals(context, "requests.concluded")


@rule(
    "requests.row-total",
    "各行总计等于自然人与各类法人或其他组织之和",
    "row total = natural persons + organisations",
    "error",
    "content-requests",
    "form",
)
def row_total(context: Context) -> Iterator[Draft]:
    """In every row, 总计 is 自然人 plus the five kinds of 法人或其他组织."""
    yield from _totals(context, "requests.row-total")


@rule(
    "disputes.total",
    "复议、诉讼各组总计等于各类结果之和",
    "total of each group of disputes = the sum of its outcomes",
    "error",
    "content-disputes",
    "form",
)
def disputes_total(context: Context) -> Iterator[Draft]:
    """In each of the three groups, 总计 is 结果维持 + 结果纠正 + 其他结果 + 尚未审结."""
    yield from _totals(context, "disputes.total")


def _totals(context: Context, rule_id: str) -> Iterator[Draft]:
    for broken in _broken(context, rule_id):
        place = _place(context, broken)
        total = _short(context, broken.sum.left[0], broken.relation.per)
        parts = _addends(context, broken.sum.right, broken.relation.per, only_filled=True)
        yield _draft(
            context,
            broken,
            f"{place.zh}：{total.zh}为{number(broken.left)}，但各项之和为{number(broken.right)}（{parts.zh}）。",
            f"{place.en}: {total.en} is {number(broken.left)}, but the parts make {number(broken.right)} ({parts.en}).",
            expected=broken.right,
            found=broken.left,
        )


def _broken(context: Context, rule_id: str) -> Iterator[Broken]:
    return (each for each in context.broken if each.relation.rule == rule_id)


def _draft(context: Context, broken: Broken, zh: str, en: str, *, expected: Number, found: Number) -> Draft:
    keys = tuple(key for key in (*broken.sum.left, *broken.sum.right) if key in context.cells)
    if broken.blanks:
        zh += "有的项目没有数字，按0计算。"
        en += " Some parts hold no figure and count as 0."
    if likely := context.likely.get(broken.relation.table):
        name = short_cell_name(context.form, likely.cell)
        printed = "漏填" if likely.printed is None else f"误填为{number(likely.printed)}"
        zh += f"{name.zh}很可能应为{number(likely.expected)}、{printed}：只改这一处，本表各项勾稽关系即全部成立。"
        was = "nothing" if likely.printed is None else number(likely.printed)
        en += (
            f" Likely {number(likely.expected)}, printed {was}, in {name.en}: "
            "this one change makes every sum of the table hold."
        )
    return Draft(zh, en, keys, expected, found, lower=1 if broken.blanks else 0)


def _place(context: Context, broken: Broken) -> Name:
    """Name the column or row a sum stands in, with its table."""
    form = context.form
    if broken.sum.at.startswith("extra:"):
        table = table_name(form, broken.relation.table)
        row = context.report.extra[int(broken.sum.at.split(":")[1])].row
        return Name(f"{table.zh}“{row}”行（格式以外）", f"{table.en}, row {row} (beyond the form)")
    cell = form.cell(broken.sum.left[0])
    return column_name(form, cell) if broken.relation.per == "column" else row_name(form, cell)


def _short(context: Context, key: str, per: str) -> Name:
    """Name a figure inside its column (by the row) or inside its row (by the column)."""
    if not key.startswith("extra:"):
        cell = context.form.cell(key)
        return row_label(cell.row) if per == "column" else column_word(cell.column)
    _, index, column = key.split(":")
    if per == "column":
        label = context.report.extra[int(index)].row
        return Name(f"“{label}”", label)
    columns = (each for table in context.form.tables for block in table.blocks for each in block.columns)
    return column_word(next(each for each in columns if each.key == column))


def _addends(context: Context, keys: tuple[str, ...], per: str, *, only_filled: bool = False) -> Name:
    """Write a side of a sum out: “自然人”2＋“商业企业”1."""
    values = context.values
    shown = [key for key in keys if values.get(key)] if only_filled else keys
    if not shown:
        return Name("各项均为0或空", "all 0 or empty")
    names = [(_short(context, key, per), number(values.get(key))) for key in shown]
    return Name(
        "＋".join(f"{name.zh}{value}" for name, value in names),
        " + ".join(f"{name.en} {value}" for name, value in names),
    )
