"""What stands beside the figures that a superior decides on: last year's, those set by hand, what the sender says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.checking import cell_name
from gongkai.markup import Child, element
from gongkai.report import Number, Report
from gongkai.writing import LaidCell, number_text, set_out, table_part
from gongkai_site.annual.lastyear import version_of
from gongkai_site.annual.models import Explanation, Origin, Override, Version
from gongkai_site.annual.sheet import Changes, changes


@dataclass(frozen=True, slots=True)
class ByHand:
    """A figure that the sender set by hand."""

    cell: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything beside one version."""

    tables: tuple[SafeString, ...]
    """The form in its own layout, under each figure that of the year before where it was another."""
    by_hand: tuple[ByHand, ...]
    explained: tuple[Explanation, ...]
    """Errors that the sender says may stand, and why."""
    last_year: Changes


def beside(version: Version) -> Beside:
    """Put together what a version is judged by."""
    report = version.report
    content = version.as_report()
    previous = version_of(report.agency, report.year - 1, report.scope)
    before = previous.as_report() if previous else None
    overrides = _overrides(version)
    against = f"{report.year - 1}年度"
    return Beside(
        tables=form_tables(content, before.cells if before else {}, frozenset(each.cell for each in overrides)),
        by_hand=tuple(
            ByHand(cell_name(content.statutory_form, each.cell).zh, number_text(each.number), each.reason)
            for each in overrides
        ),
        explained=_explained(version),
        last_year=changes(before, content, against)
        if before
        else Changes("", missing=_("没有{year}年度的报告可以比较").format(year=report.year - 1)),
    )


def form_tables(
    content: Report, before: Mapping[str, Number | None], by_hand: frozenset[str] = frozenset()
) -> tuple[SafeString, ...]:
    """The form's tables as printed, each figure with last year's beneath and a word where it was set by hand."""

    def figure(cell: LaidCell) -> Child:
        if cell.key is None:
            return cell.text
        was = before.get(cell.key)
        return (
            element("span", cell.text, class_="is-zero") if cell.text == "0" else cell.text,
            element("span", _("手工"), class_="filings-mark") if cell.key in by_hand else None,
            element("small", _("上年{value}").format(value=number_text(was)), class_="filings-was")
            if was is not None and was != cell.value
            else None,
        )

    return tuple(
        mark_safe(table_part(each.layout, each.caption, plain=True, figure=figure))
        for each in set_out(content).sections
        if each.layout is not None
    )


def _overrides(version: Version) -> tuple[Override, ...]:
    """Cells set by hand in this version. What came as a document was compiled elsewhere."""
    if version.origin == Origin.DOCUMENT:
        return ()
    kept = version.report.overrides.filter(withdrawn=False, at__lte=version.locked_at)
    return tuple(kept.select_related("by").order_by("cell"))


def _explained(version: Version) -> tuple[Explanation, ...]:
    if version.origin == Origin.DOCUMENT:
        return ()
    said = {(each.get("rule"), each.get("message")) for each in version.findings}
    kept = version.report.explanations.filter(withdrawn=False, at__lte=version.locked_at).select_related("by")
    return tuple(each for each in kept if (each.rule, each.message) in said)
