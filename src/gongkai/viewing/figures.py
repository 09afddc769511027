"""The statutory form filled with what was read; every value leads to its place in the document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from gongkai.checking.naming import number
from gongkai.forms import Form
from gongkai.markup import Markup, element
from gongkai.report import Extra, Report
from gongkai.viewing.marks import doubt_label, doubts_of
from gongkai.viewing.standing import MEANINGS, standing_of
from gongkai.viewing.texts import plain
from gongkai.writing.grid import LaidCell, lay_out
from gongkai.writing.html_parts import table_part


def figures(report: Report, shown: Collection[str], prefix: str = "") -> Iterator[Markup]:
    """Yield the key, the form's tables and the rows beyond it; ``shown`` are the anchors that the page has."""
    yield key_to_standings()
    form = report.statutory_form
    fill = _Filling(replace(report, extra=()), shown, prefix)
    for table in form.tables:
        section = form.section(table.section)
        layout = replace(lay_out(fill.report, table), key=f"{prefix}form-{table.key}")
        name = f"{section.number}、{section.heading}"
        printed = table_part(layout, name, figure=fill)
        yield element(
            "div", printed, class_="view-scroll view-form", role="group", aria_label=f"表样：{name}", tabindex="0"
        )
    if report.extra:
        yield element("p", "表样以外多出的行：", class_="view-beyond")
        yield element("ul", *(element("li", _extra(each, form)) for each in report.extra))


def key_to_standings() -> Markup:
    """Return the key that tells a zero, a blank, an absent cell and one that was not read apart."""
    pairs = [
        element("div", element("dt", element("span", shown, class_=f"view-value {word}")), element("dd", meaning))
        for word, shown, meaning in MEANINGS
    ]
    return element("dl", *pairs, class_="view-key")


class _Filling:
    """What is printed in a figure's cell of the form."""

    def __init__(self, report: Report, shown: Collection[str], prefix: str) -> None:
        self.report, self._shown, self._prefix = report, shown, prefix
        self._doubts = doubts_of(report)

    def __call__(self, cell: LaidCell) -> Markup | str:
        key = cell.key
        if key is None:
            return cell.text
        standing = standing_of(self.report.cells[key], self.report.provenance[key].how)
        anchor = f"{self._prefix}at-{key}"
        there = anchor in self._shown
        doubted = key in self._doubts
        return element(
            "a" if there else "span",
            standing.shown,
            element("b", doubt_label(self._doubts[key]), class_="view-label") if doubted else None,
            id=f"{self._prefix}cell-{key}",
            class_=f"view-value {standing.word}{' doubted' if doubted else ''}",
            href=f"#{anchor}" if there else None,
        )


def _extra(extra: Extra, form: Form) -> str:
    labels = {
        column.key: f"{column.group}—{column.label}" if column.group else column.label
        for table in form.tables
        if table.section == extra.section
        for block in table.blocks
        for column in block.columns
    }
    values = "、".join(f"{labels.get(key, key)} {number(value)}" for key, value in extra.values.items())
    return plain(f"{extra.row}：{values}")
