"""Hold the summed figures against the form's own relations (勾稽关系), totals against recomputed totals."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from gongkai.checking.naming import column_name, row_name
from gongkai.checking.sums import Broken, Sum, broken_sums, sums_in, sums_of, values_of
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
    plain = [_Relation(each) for each in sums_of(summed.form) if _instance(each) in culprits]
    for member in members if broken else ():
        report = member.report
        if report is None:
            continue
        values, relations = report.cells, plain
        if report.extra:
            values = values_of(report)
            relations = [_Relation(each) for each in sums_in(report) if _instance(each) in culprits]
        for relation in relations:
            if relation.is_broken_by(values):
                culprits[relation.instance].append(member)
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


class _Relation:
    """One sum of the form, prepared for being tried on thousands of reports."""

    def __init__(self, each: Sum) -> None:
        self.instance = _instance(each)
        self._totals = each.totals
        self._sides = each.left, each.right

    def is_broken_by(self, values: Mapping[str, Number | None]) -> bool:
        """Whether a report's own figures break it; parts without a number count as nothing."""
        if any(values.get(key) is None for key in self._totals):
            return False
        left, right = (sum([values[key] or 0 for key in side]) for side in self._sides)
        return left != right


def _where(form: Form, broken: Broken) -> str:
    key = next((key for key in broken.sum.left if not key.startswith("extra:")), None)
    if key is None:
        return form.section(form.table(broken.relation.table).section).heading
    cell = form.cell(key)
    return (column_name if broken.relation.per == "column" else row_name)(form, cell).zh


def normal_label(label: str) -> str:
    """A row label without what printing changes: spaces, full- or half-width forms."""
    return "".join(unicodedata.normalize("NFKC", label).split())
