"""Hold the summed figures against the form's own relations (勾稽关系), totals against recomputed totals."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from gongkai.checking.naming import column_name, row_name
from gongkai.checking.sums import Broken, Sum, broken_sums, sums_in, values_of
from gongkai.consolidation.model import Member, SumDifference
from gongkai.forms import Form
from gongkai.report import Number, Report


def find_differences(summed: Report, members: Sequence[Member]) -> tuple[SumDifference, ...]:
    """List the sums of the form that the summed report breaks, each with the agencies whose own report breaks it.

    Judged as the rules judge a single report: parts without a number count as nothing, a total without one
    leaves its sum alone, rows beyond the form count.
    """
    broken = broken_sums(summed)
    culprits: dict[tuple[str, str], list[Member]] = {_instance(each.sum): [] for each in broken}
    for member in members if broken else ():
        if member.report is None:
            continue
        values = values_of(member.report)
        for each in sums_in(member.report):
            found = culprits.get(_instance(each))
            if found is not None and _breaks(each, values):
                found.append(member)
    form = summed.statutory_form
    return tuple(
        SumDifference(
            each.relation.rule,
            tuple(key for key in (*each.sum.left, *each.sum.right) if key in summed.cells),
            _where(form, each),
            each.left,
            each.right,
            tuple(culprits[_instance(each.sum)]),
        )
        for each in broken
    )


def _instance(each: Sum) -> tuple[str, str]:
    return each.relation.rule, each.at


def _breaks(each: Sum, values: Mapping[str, Number | None]) -> bool:
    if any(values.get(key) is None for key in each.totals):
        return False
    return sum(values[key] or 0 for key in each.left) != sum(values[key] or 0 for key in each.right)


def _where(form: Form, broken: Broken) -> str:
    key = next((key for key in broken.sum.left if not key.startswith("extra:")), None)
    if key is None:
        return form.section(form.table(broken.relation.table).section).heading
    cell = form.cell(key)
    return (column_name if broken.relation.per == "column" else row_name)(form, cell).zh


def normal_label(label: str) -> str:
    """A row label without what printing changes: spaces, full- or half-width forms."""
    return "".join(unicodedata.normalize("NFKC", label).split())
