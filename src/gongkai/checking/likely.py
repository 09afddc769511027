"""The one cell that would mend a table: where one changed figure makes every broken sum hold, that is the slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.checking.sums import Broken, Sum, applies, sums_in, values_of
from gongkai.report import Number, Report


@dataclass(frozen=True, slots=True)
class Likely:
    """A cell, what it holds (``None``: nothing) and what would make all sums hold."""

    cell: str
    printed: Number | None
    expected: Number


def likely_cell(report: Report, broken: Sequence[Broken], table: str) -> Likely | None:
    """Return the only cell of the table whose change to a value of 0 or more mends every broken sum and breaks none.

    ``None`` where no cell or more than one does, or where the only one is not in the document's form at all.
    """
    hurt = [each for each in broken if each.relation.table == table]
    if not hurt:
        return None
    values = values_of(report)
    sums = [each for each in sums_in(report) if each.relation.table == table and applies(each, values)]
    hurt_ids = {_id(each.sum) for each in hurt}
    # Only a cell of the first broken sum can mend it.
    candidates = [
        found
        for key in (*hurt[0].sum.left, *hurt[0].sum.right)
        if (found := _mending(key, sums, hurt, hurt_ids, values.get(key))) is not None
    ]
    if len(candidates) != 1:
        return None
    place = report.provenance.get(candidates[0].cell)
    return candidates[0] if place is not None and place.how != "missing" else None


def _mending(
    key: str, sums: Sequence[Sum], hurt: Sequence[Broken], hurt_ids: set[tuple[str, str]], value: Number | None
) -> Likely | None:
    if {_id(each) for each in sums if key in each.left or key in each.right} != hurt_ids:
        return None
    changes = {each.right - each.left if key in each.sum.left else each.left - each.right for each in hurt}
    if len(changes) != 1:
        return None
    expected = (value or 0) + changes.pop()
    return Likely(key, value, expected) if expected >= 0 else None


def _id(each: Sum) -> tuple[str, str]:
    return each.relation.rule, each.at
