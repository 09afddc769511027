"""The statutory form filled with what was read; every value leads to its place in the document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import get_args

from gongkai.markup import Child, Markup, element
from gongkai.reading.readings import Reading
from gongkai.report import Report
from gongkai.report.standing import Standing
from gongkai.viewing.marks import ExtraValue, doubt_label, doubts_of, extra_rows
from gongkai.viewing.texts import plain
from gongkai.viewing.words import Words
from gongkai.writing.grid import LaidCell, lay_out
from gongkai.writing.html_parts import table_part


def figures(reading: Reading, shown: Collection[str], prefix: str, words: Words, most: int) -> Iterator[Markup]:
    """Yield the key, the form's tables and what stands beyond it; ``shown`` are the anchors that the page has."""
    report = reading.report
    yield key_to_standings(words)
    form = report.statutory_form
    fill = _Filling(replace(report, extra=()), shown, prefix, words)
    for table in form.tables:
        section = form.section(table.section)
        layout = replace(lay_out(fill.report, table), key=f"{prefix}form-{table.key}")
        name = f"{section.number}、{section.heading}"
        printed = table_part(layout, name, figure=fill)
        label = words("form_name", name=name)
        attributes = {"role": "group", "aria_label": label, "tabindex": "0", "lang": words.chinese}
        yield element("div", printed, class_="view-scroll view-form", **attributes)
    if report.extra:
        yield element("p", words("extra_intro"), class_="view-beyond")
        yield element("ul", *_extras(reading, shown, prefix, words, most), class_="view-extra-list")
    if len(report.extra) > most:
        yield element("p", words("unplaced_more", count=len(report.extra) - most))


def key_to_standings(words: Words) -> Markup:
    """Return the key that tells a zero, a blank, an absent cell and one that was not read apart."""
    pairs = [
        element(
            "div",
            element("dt", element("span", "0" if word == "number" else words(word), class_=f"view-value {word}")),
            element("dd", words(f"{word}_means")),
        )
        for word in get_args(Standing)
    ]
    return element("dl", *pairs, class_="view-key")


class _Filling:
    """What is printed in a figure's cell of the form."""

    def __init__(self, report: Report, shown: Collection[str], prefix: str, words: Words) -> None:
        self.report, self._shown, self._prefix, self._words = report, shown, prefix, words
        self._doubts = doubts_of(report)

    def __call__(self, cell: LaidCell) -> Markup | str:
        key = cell.key
        if key is None:
            return cell.text
        word, text = self._words.standing(self.report.cells[key], self.report.provenance[key].how)
        anchor = f"{self._prefix}at-{key}"
        there = anchor in self._shown
        doubted = key in self._doubts
        return element(
            "a" if there else "span",
            text,
            element("b", doubt_label(self._doubts[key], self._words), class_="view-label") if doubted else None,
            id=f"{self._prefix}cell-{key}",
            class_=f"view-value {word}{' doubted' if doubted else ''}",
            href=f"#{anchor}" if there else None,
            lang=self._words.language if self._words.chinese else None,
        )


def _extras(reading: Reading, shown: Collection[str], prefix: str, words: Words, most: int) -> Iterator[Markup]:
    """Yield each row beyond the form; its figures lead to their places."""
    report = reading.report
    for extra, values in extra_rows(report.extra[:most], reading.extra_figures[:most], report.statutory_form):
        parts: list[Child] = []
        for each in values:
            parts.append(words("list") if parts else None)
            parts.append(plain(f"{each.heading} "))
            parts.append(_extra_value(each, shown, prefix, words))
        yield element("li", plain(extra.row), words("colon"), *parts, lang=words.chinese)


def _extra_value(each: ExtraValue, shown: Collection[str], prefix: str, words: Words) -> Markup:
    word, text = words.standing(each.value, "blank")
    anchor = f"{prefix}extra-{each.number}"
    there = anchor in shown
    return element(
        "a" if there else "span",
        text,
        id=f"{prefix}beyond-{each.number}" if each.number else None,
        class_=f"view-value {word}",
        href=f"#{anchor}" if there else None,
        lang=words.language if words.chinese else None,
    )
