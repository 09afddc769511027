"""What must fit the report of the year before."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import phrase
from gongkai.checking.naming import cell_name, column_name, row_name
from gongkai.checking.rule import Draft, Outcome, rule, say, unable
from gongkai.forms import Cell
from gongkai.report import Number, Report


@rule(
    "years.carried",
    "上年结转与上年报告的结转下年度一致",
    "carried in = carried out a year before",
    "error",
    "content-requests",
    "form",
)
def carried(context: Context) -> Iterator[Outcome]:
    """Per column, 二、上年结转 of this year is 四、结转下年度继续办理 of last year's report."""
    last = context.match.report
    if last is None:
        yield context.match.reason
        return
    for cell in context.form.cells:
        if cell.table != "requests" or cell.row.key != "carried_in":
            continue
        out_key = f"requests.carried_out.{cell.column.key}"
        now, before = context.cells[cell.key], last.cells.get(out_key)
        if now is None or before is None or now == before:
            continue
        name = column_name(context.form, cell)
        doubted = last.provenance[out_key].how == "repaired" or any(out_key in each.cells for each in last.warnings)
        yield say(
            "years.carried",
            (cell.key,),
            expected=before,
            found=now,
            lower=1 if doubted else 0,
            more=[phrase("last-year-doubted", year=str(last.year))] if doubted else (),
            column=name,
            now=now,
            before=before,
            year=str(last.year),
        )


@rule(
    "years.stock",
    "现行有效件数与上年报告衔接",
    "in force = last year's in force + made - repealed",
    "notice",
    "content-proactive",
    "form",
    needs=("in_force",),
)
def stock(context: Context) -> Iterator[Outcome]:
    """现行有效件数 is last year's plus 本年制发 minus 本年废止; expiry or reorganisation may explain a difference."""
    last = context.match.report
    if last is None:
        yield context.match.reason
        return
    if not last.statutory_form.has("in_force"):
        yield unable("no-stock-last-year", year=str(last.year), form=last.statutory_form.basis)
        return
    for cell in context.form.cells:
        if cell.column.key != "in_force":
            continue
        stem = cell.key.removesuffix("in_force")
        now, made, repealed = (context.cells[stem + column] for column in ("in_force", "made", "repealed"))
        before = last.cells.get(cell.key)
        if now is None or made is None or repealed is None or before is None or now == before + made - repealed:
            continue
        yield say(
            "years.stock",
            (cell.key, f"{stem}made", f"{stem}repealed"),
            expected=before + made - repealed,
            found=now,
            row=row_name(context.form, cell),
            now=now,
            before=before,
            made=made,
            repealed=repealed,
            wanted=before + made - repealed,
        )


@rule(
    "years.unchanged",
    "数字不是上年数字的照搬",
    "the figures are not all last year's again",
    "warning",
    "content",
    "form",
)
def unchanged(context: Context) -> Iterator[Outcome]:
    """The figures are not all those of last year's report again, zeros aside.

    Totals follow from their parts and what stays in force (现行有效件数) may well stay, so neither is counted; a few
    figures alike prove nothing.
    """
    last = context.match.report
    if last is None:
        yield context.match.reason
        return
    now, before = _changing(context.report), _changing(last)
    if now == before and len(now) >= context.settings.unchanged_figures:
        yield say("years.unchanged", tuple(now), count=len(now), year=str(last.year))


def _changing(report: Report) -> dict[str, Number]:
    """Return the figures other than 0 that a year makes anew, none of which follows from others."""
    form = report.statutory_form
    sums = {(each.table, each.per, key) for each in form.relations if len(each.left) == 1 for key in each.left}
    return {
        cell.key: value
        for cell in form.cells
        if (value := report.cells[cell.key])
        and cell.column.key != "in_force"
        and not {(cell.table, "column", cell.row.key), (cell.table, "row", cell.column.key)} & sums
    }


@rule(
    "years.magnitude",
    "没有比上年大上千倍的数字",
    "no figure is some thousand times last year's",
    "notice",
    "content",
    "form",
)
def magnitude(context: Context) -> Iterator[Outcome]:
    """No figure is a thousand times last year's: digits typed twice, or a fee in yuan where 万元 is asked."""
    last = context.match.report
    if last is None:
        yield context.match.reason
        return
    for cell in context.form.cells:
        now, before = context.cells[cell.key], last.cells.get(cell.key)
        if now and before and before > 0 and now >= before * context.settings.magnitude:
            yield _too_much(context, cell, now, before)


def _too_much(context: Context, cell: Cell, now: Number, before: Number) -> Draft:
    key = "years.magnitude/fee" if cell.unit == "万元" else "years.magnitude"
    name, ratio = cell_name(context.form, cell.key), int(now / before)
    return say(
        key, (cell.key,), expected=before, found=now, cell=name, now=now, before=before, ratio=ratio, unit=cell.unit
    )
