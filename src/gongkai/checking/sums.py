"""The sums a form prescribes, worked out from its own relations: which of them a report breaks, and by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.forms import Form, Relation, Table, get_form
from gongkai.report import Extra, Number, Report

# A line that repeats other lines' figures is no further result.
_SUBTOTAL = re.compile(r"小计|合计|总计|其中|结转|新收")
_SIGNS = re.compile(r"[\s（）().、．：:]|(?<![一二三四五六七八九十])[一二三四五六七八九十]++(?=[、）)])")


@dataclass(frozen=True, slots=True)
class Sum:
    """One instance of a relation: the keys on both sides, in one column or one row.

    A key is a cell's, or ``extra:<n>:<column>`` for a figure in the report's n-th row beyond the form (from 0).
    """

    relation: Relation
    at: str
    """The column key of a relation per column, the row key of a relation per row."""
    left: tuple[str, ...]
    right: tuple[str, ...]
    totals: tuple[str, ...]
    """The keys that must hold a figure for the relation to apply."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A sum that does not hold."""

    sum: Sum
    left: Number
    right: Number
    blanks: bool
    """Whether a part counted as 0 because it holds no figure."""

    @property
    def relation(self) -> Relation:
        """The relation the sum is an instance of."""
        return self.sum.relation


@cache
def sums_of(form_id: str) -> tuple[Sum, ...]:
    """Return every instance of every relation of a form, in the form's order."""
    form = get_form(form_id)
    return tuple(each for relation in form.relations for each in _instances(form, relation))


def _instances(form: Form, relation: Relation) -> Iterator[Sum]:
    # A relation with one cell on its left states what that cell totals; (七)总计 is thereby known as a total
    # in the balance as well, where it stands beside others.
    totals = {
        each.left[0]
        for each in form.relations
        if each.table == relation.table and each.per == relation.per and len(each.left) == 1
    }
    for block in form.table(relation.table).blocks:
        along = [each.key for each in (block.columns if relation.per == "column" else block.rows)]
        for at in along:
            key = f"{relation.table}.%s.{at}" if relation.per == "column" else f"{relation.table}.{at}.%s"
            left, right = tuple(key % each for each in relation.left), tuple(key % each for each in relation.right)
            yield Sum(
                relation,
                at,
                left,
                right,
                tuple(key % each for each in relation.left + relation.right if each in totals),
            )


def sums_in(report: Report) -> tuple[Sum, ...]:
    """Return the sums of a report: the form's own, with the report's extra results and extra rows taken in."""
    own = sums_of(report.form)
    if not report.extra:
        return own
    form = report.statutory_form
    added = {
        table.key: [number for number, row in enumerate(report.extra) if is_result(row, table, report)]
        for table in form.tables
    }
    with_extra = [_with_extra(each, added[each.relation.table], report) for each in own]
    return (*with_extra, *_extra_rows(form, report))


def _with_extra(each: Sum, numbers: list[int], report: Report) -> Sum:
    if not each.relation.extra:
        return each
    more = tuple(f"extra:{number}:{each.at}" for number in numbers if each.at in report.extra[number].values)
    return Sum(each.relation, each.at, each.left, each.right + more, each.totals)


def _extra_rows(form: Form, report: Report) -> Iterator[Sum]:
    for relation in form.relations:
        if relation.per != "row":
            continue
        for number, row in enumerate(report.extra):
            if row.section != form.table(relation.table).section or not set(row.values).issuperset(
                relation.left + relation.right
            ):
                continue
            key = f"extra:{number}:%s"
            left = tuple(key % each for each in relation.left)
            yield Sum(relation, f"extra:{number}", left, tuple(key % each for each in relation.right), left)


def is_result(row: Extra, table: Table, report: Report) -> bool:
    """Whether a row beyond the form is a result: not a subtotal, nor a heading whose own rows are filled in."""
    if row.section != table.section or _SUBTOTAL.search(row.row):
        return False
    label = plain_label(row.row)
    below = [
        f"{table.key}.{each.key}.{column.key}"
        for block in table.blocks
        for each in block.rows
        if any(plain_label(part) == label for part in each.path)
        for column in block.columns
    ]
    return all(report.cells[key] is None for key in below)


def plain_label(label: str) -> str:
    """Return a label without numbering, brackets and spaces, for comparing prints of the same label."""
    return _SIGNS.sub("", label)


def values_of(report: Report) -> Mapping[str, Number | None]:
    """Return the report's figures by the keys that :class:`Sum` uses."""
    if not report.extra:
        return report.cells
    extra = {
        f"extra:{number}:{column}": value
        for number, row in enumerate(report.extra)
        for column, value in row.values.items()
    }
    return {**report.cells, **extra}


def applies(each: Sum, values: Mapping[str, Number | None]) -> bool:
    """Whether the sum can be judged: its totals hold figures, and neither side of a balance is wholly empty."""
    if any(values.get(key) is None for key in each.totals):
        return False
    return len(each.left) == 1 or all(any(values[key] is not None for key in side) for side in (each.left, each.right))


def broken_sums(report: Report) -> tuple[Broken, ...]:
    """Return the sums that do not hold. Parts without a figure count as 0; a sum without its total is left alone."""
    values = values_of(report)
    found = []
    for each in sums_in(report):
        left = sum([values[key] or 0 for key in each.left])
        right = sum([values[key] or 0 for key in each.right])
        if left != right and applies(each, values):
            blanks = any(values[key] is None for key in each.left + each.right)
            found.append(Broken(each, left, right, blanks))
    return tuple(found)
