"""The requests of a report by outcome: the form's result rows gathered under their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.comparing.chart import Series, bar_chart
from gongkai.forms import Form
from gongkai.markup import Markup
from gongkai.report import Number, Report

_ORDINAL = re.compile(r"^[（(][一二三四五六七八九十]+[）)]")
_REMARK = re.compile(r"[（(].*[）)]$")
_TABLE, _TOTAL = "requests", "total"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many requests ended one way, over all kinds of applicants."""

    label: str
    value: Number | None
    """``None`` where no row of this outcome has a printed total."""
    lacking: int = 0
    """Rows of this outcome without a printed total; the value is then the sum of the others."""


def outcomes(report: Report) -> tuple[Outcome, ...]:
    """Count the requests by outcome: 予以公开, 部分公开, 不予公开, 无法提供, 不予处理, 其他处理.

    Printed totals are added; a total that is not there is not made up from the kinds of applicants. A row beyond
    the form counts under the outcome of its name, or as one of its own.
    """
    found: dict[str, list[Number | None]] = {}
    for label, key in _rows(report.statutory_form):
        found.setdefault(label, []).append(report.cells[key])
    rows = {label: len(values) for label, values in found.items()}
    for row in report.extra:
        if row.section == _TABLE:
            found.setdefault(plain_label(row.row), []).append(row.values.get(_TOTAL))
    return tuple(_outcome(label, values, rows.get(label, 0)) for label, values in found.items())


def _outcome(label: str, values: Sequence[Number | None], rows: int) -> Outcome:
    known = [value for value in values if value is not None]
    # A collapsed row stands for all rows of its outcome: beside it they lack nothing.
    collapsed = len(values) > rows and values[-1] is not None
    return Outcome(label, sum(known) if known else None, 0 if collapsed else len(values) - len(known))


def outcome_chart(reports: Sequence[tuple[str, Report]], *, title: str, ident: str) -> Markup:
    """Draw the requests by outcome, one series per named report."""
    each = [(name, {one.label: one for one in outcomes(report)}) for name, report in reports]
    labels = list(dict.fromkeys(label for _, found in each for label in found))
    partial = {one.label for _, found in each for one in found.values() if one.lacking and one.value is not None}
    series = [
        Series(name, [found[label].value if label in found else None for label in labels]) for name, found in each
    ]
    return bar_chart(
        f"{title}（＊有的格没有数字，为其余各格之和）" if partial else title,
        [f"{label}＊" if label in partial else label for label in labels],
        series,
        unit="件",
        ident=ident,
    )


def plain_label(label: str) -> str:
    """Take ordinal and remark off a row's label: （二）部分公开（区分处理的…） becomes 部分公开."""
    bare = _ORDINAL.sub("", "".join(label.split()))
    # Without its end no bracket opens a remark, and each of many would be followed to the end in vain.
    return (_REMARK.sub("", bare) or bare) if bare.endswith(("）", ")")) else bare


def _rows(form: Form) -> list[tuple[str, str]]:
    """Pair every result row's outcome (its heading, where it has one) with the key of its total."""
    rows = []
    for block in form.table(_TABLE).blocks:
        for row in block.rows:
            if row.result:
                rows.append((plain_label((*row.path[1:], row.label)[0]), f"{_TABLE}.{row.key}.{_TOTAL}"))
    return rows
