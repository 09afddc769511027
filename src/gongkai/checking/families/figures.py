"""The sums the form prescribes (勾稽关系). Which figures belong to a sum comes from the form's data."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import joined, phrase
from gongkai.checking.naming import (
    Name,
    column_name,
    column_word,
    row_label,
    row_name,
    short_cell_name,
    table_name,
)
from gongkai.checking.rule import Draft, rule, say
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
        yield _draft(
            context,
            broken,
            "requests.balance",
            expected=broken.left,
            found=broken.right,
            left=_addends(context, broken.sum.left, "column"),
            right=_addends(context, broken.sum.right, "column"),
            left_sum=broken.left,
            right_sum=broken.right,
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
        yield _draft(
            context,
            broken,
            rule_id,
            expected=broken.right,
            found=broken.left,
            total=_short(context, broken.sum.left[0], broken.relation.per),
            printed=broken.left,
            parts=_addends(context, broken.sum.right, broken.relation.per, only_filled=True),
            sum=broken.right,
        )


def _broken(context: Context, rule_id: str) -> Iterator[Broken]:
    return (each for each in context.broken if each.relation.rule == rule_id)


def _draft(
    context: Context, broken: Broken, key: str, *, expected: Number, found: Number, **fields: Name | Number
) -> Draft:
    keys = tuple(each for each in (*broken.sum.left, *broken.sum.right) if each in context.cells)
    return say(
        key,
        keys,
        expected=expected,
        found=found,
        lower=1 if broken.blanks else 0,
        more=_remarks(context, broken),
        place=_place(context, broken),
        **fields,
    )


def _remarks(context: Context, broken: Broken) -> Iterator[Name]:
    """Say that parts are lacking, and which one cell is likely the slip."""
    if broken.blanks:
        yield phrase("blanks")
    likely = context.likely.get(broken.relation.table)
    if likely is None:
        return
    name = short_cell_name(context.form, likely.cell)
    if likely.printed is None:
        yield phrase("likely-left-out", cell=name, expected=likely.expected)
    else:
        yield phrase("likely", cell=name, expected=likely.expected, printed=likely.printed)


def _place(context: Context, broken: Broken) -> Name:
    """Name the column or row a sum stands in, with its table."""
    form = context.form
    if broken.sum.at.startswith("extra:"):
        table = table_name(form, broken.relation.table)
        row = context.report.extra[int(broken.sum.at.split(":")[1])].row
        return phrase("beyond-form", table=table, row=row)
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
        return phrase("all-empty")
    addends = (
        phrase("addend", name=_short(context, key, per), value=phrase("no-figure") if value is None else value)
        for key in shown
        for value in (values.get(key),)
    )
    return joined(addends, "＋", " + ")
