"""What the checks found, as one page that needs no other file: by report, the gravest first, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import groupby
from typing import Any

from gongkai.checking.finding import Finding, by_source
from gongkai.checking.naming import column_word, number, row_label
from gongkai.checking.severity import SEVERITIES, severity_name
from gongkai.checking.unchecked import Unchecked, unchecked
from gongkai.forms import Cell, get_form
from gongkai.law import Citation
from gongkai.markup import Child, Markup, element, fragment, page
from gongkai.report import Number
from gongkai.settings import DEFAULT_SETTINGS, Settings
from gongkai.viewing.page import style
from gongkai.viewing.part import Part
from gongkai.viewing.texts import plain
from gongkai.viewing.words import Words, words_in


@dataclass(frozen=True)
class Checked:
    """A report with what was found in it, and its reading where that is shown."""

    name: str
    source: str
    form: str
    findings: Sequence[Finding]
    prefix: str = ""
    """What the anchors of its reading begin with."""
    view: Part | None = None


@dataclass(frozen=True)
class Failed:
    """A file in which no report could be read, and why."""

    source: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """All that one run found."""

    checked: Sequence[Checked] = ()
    failed: Sequence[Failed] = field(default_factory=tuple)


def render_findings(outcome: Outcome, settings: Settings = DEFAULT_SETTINGS, *, language: str = "zh") -> str:
    """Return the page. ``language`` is that of our own words and of the findings (``zh``, ``en``)."""
    words = words_in(language)
    names = [each.name for each in outcome.checked]
    title = words("check_one", name=names[0]) if len(names) == 1 else words("check_many", count=len(names))
    writer = _Writer(words, settings.view_links)
    sheet = style() + files("gongkai.viewing").joinpath("data", "findings.css").read_text("utf-8")
    main = element(
        "main",
        *(writer.report(each, place) for place, each in enumerate(outcome.checked, 1)),
        writer.failed(outcome.failed),
        writer.not_run(outcome.checked),
        writer.views(outcome.checked),
    )
    return page(title, writer.top(title, outcome), main, style=sheet, language=words.language)


class _Writer:
    """Writes the parts of the page in one language."""

    def __init__(self, words: Words, most: int) -> None:
        self._words = words
        self._most = most

    def top(self, title: str, outcome: Outcome) -> Markup:
        words = self._words
        found = [each for report in outcome.checked for each in report.findings]
        links = [
            element("li", element("a", each.name, href=f"#r{place}"), " ", self._counts(each.findings))
            for place, each in enumerate(outcome.checked, 1)
        ]
        nav = element("nav", element("ol", *links), aria_label=words("reports")) if len(links) > 1 else None
        said = element("p", self._counts(found), class_="check-sum")
        ways = element("p", words("check_ways"), class_="check-quiet")
        return element("header", element("h1", title), said, nav, ways)

    def _counts(self, findings: Sequence[Finding]) -> Markup:
        counts = Counter(each.severity for each in findings)
        shown = [each for each in SEVERITIES if each != "not run" and counts[each]]
        if not shown:
            return element("span", self._words("check_fine"), class_="check-fine")
        parts: list[Child] = []
        for each in shown:
            name = self._words.of(severity_name(each))
            tally = self._words("check_tally", name=name, count=counts[each])
            parts += [" " if parts else None, element("span", tally, class_=f"check-tag {each}")]
        return fragment(*parts)

    def report(self, report: Checked, place: int) -> Markup:
        """Write one report: what the law asks, the gravest first, then what superiors ask."""
        found = sorted(
            (each for each in report.findings if each.severity != "not run"),
            key=lambda each: SEVERITIES.index(each.severity),
        )
        heading = element("h2", report.name, id=f"r{place}")
        file = element("p", self._words("check_file", source=plain(report.source)), " ", self._counts(found))
        law, superiors = by_source(found)
        parts = [heading, file, self._listed(law, report)]
        for basis, asked in superiors.items():
            parts += [element("p", plain(basis), class_="check-source"), self._listed(asked, report)]
        return element("div", *parts, class_="check-report")

    def _listed(self, found: Sequence[Finding], report: Checked) -> Markup | None:
        items = [self._finding(each, report) for each in found]
        return element("ol", *items, class_="check-list") if items else None

    def _finding(self, finding: Finding, report: Checked) -> Markup:
        words = self._words
        certain = element("span", words("check_certain" if finding.certain else "check_open"), class_="check-certain")
        head = element(
            "h3",
            element("span", words.of(severity_name(finding.severity)), class_=f"check-tag {finding.severity}"),
            " ",
            certain,
            " ",
            words.of(finding.title) or finding.rule,
            " ",
            element("span", finding.rule, class_="check-rule"),
        )
        pairs = [element("div", *each) for each in self._pairs(finding, report)]
        what = element("p", plain(words.of(finding.what) or finding.message), class_="check-what")
        return element("li", head, what, element("dl", *pairs), class_=f"check-finding {finding.severity}")

    def _pairs(self, finding: Finding, report: Checked) -> Iterator[Sequence[Child]]:
        numbers: list[Child] = []
        for key, value in (("found", finding.found), ("expected", finding.expected)):
            if value is not None:
                numbers += self._pair(key, plain(_printed(value)))
        if numbers:
            yield numbers
        if finding.advice:
            yield self._pair("advice", plain(self._words.of(finding.advice)))
        places = list(self._places(finding, report))
        if places:
            yield self._pair("places", *places)
        if not finding.of_superior:
            cites = self._words("check_list").join(map(self._cited, finding.cites))
            yield self._pair("basis", cites or finding.basis)

    def _pair(self, key: str, *inside: Child) -> Sequence[Child]:
        return (element("dt", self._words(f"check_{key}")), element("dd", *inside))

    def _cited(self, cited: Citation) -> str:
        day = cited.document.in_force
        text = cited.text("zh" if self._words.chinese is None else "en")
        return self._words("check_in_force", text=text, day=day.isoformat()) if day else text

    def _places(self, finding: Finding, report: Checked) -> Iterator[Child]:
        """Yield links to where the finding's cells stand in the document, else in the form; else to the document."""
        if report.view is None:
            return
        if not finding.cells:
            yield element("a", self._words("check_document"), href=f"#{report.prefix}original")
            return
        form = get_form(report.form)
        shown = [form.cell(key) for key in finding.cells[: self._most]]
        for _, group in groupby(shown, key=lambda cell: (cell.table, cell.row.key)):
            row = list(group)
            there = [cell for cell in row if f"{report.prefix}at-{cell.key}" in report.view.shown]
            # Of a row that the document does not have, one place in the form says enough.
            links = [self._place(cell, report.prefix, report.view.shown) for cell in (row if there else row[:1])]
            yield element("span", self._words.of(row_label(row[0].row)), *links, class_="check-row")
        if len(finding.cells) > self._most:
            yield self._words("cells_more", count=len(finding.cells))

    def _place(self, cell: Cell, prefix: str, shown: Collection[str]) -> Markup:
        there = f"{prefix}at-{cell.key}" in shown
        name = self._words.of(column_word(cell.column))
        label = name if there else self._words("check_not_there", cell=name)
        return fragment(" ", element("a", label, href=f"#{prefix}{'at' if there else 'cell'}-{cell.key}"))

    def failed(self, failed: Sequence[Failed]) -> Markup | None:
        """Name the files in which no report could be read."""
        if not failed:
            return None
        items = [element("li", element("b", plain(each.source)), " ", plain(each.why)) for each in failed]
        return self._section("check_failed", "failed", element("ul", *items))

    def not_run(self, checked: Sequence[Checked]) -> Markup | None:
        """Say once what could not be checked, why, and what makes it run."""
        groups = unchecked([each.findings for each in checked])
        if not groups:
            return None
        heads = [element("th", self._words(f"check_{key}"), scope="col") for key in ("rule", "reason", "reports")]
        parts = [self._group(each, heads) for each in groups]
        intro = element("p", self._words("check_not_run_means"), class_="check-quiet")
        return self._section("check_not_run", "not-run", intro, *parts)

    def _group(self, group: Unchecked, heads: Sequence[Markup]) -> Markup:
        words = self._words
        rows = [
            element(
                "tr",
                element("th", words.of(found[0].title) or rule, scope="row"),
                element("td", plain(words.of(found[0].what))),
                element("td", str(len(found))),
            )
            for rule, found in group.rules.items()
        ]
        said = words.of(group.remedy) if group.remedy else words("check_no_remedy")
        caption = element("caption", element("b", words("check_remedy")), " ", said)
        table = element("table", caption, element("thead", element("tr", *heads)), element("tbody", *rows))
        attributes = {"role": "group", "aria_label": said, "tabindex": "0"}
        return element("div", table, class_="view-scroll check-not-run", **attributes)

    def views(self, checked: Sequence[Checked]) -> Markup | None:
        """The readings themselves, to which the findings lead; they are not printed."""
        parts = [each.view.markup for each in checked if each.view is not None]
        if not parts:
            return None
        left = len(checked) - len(parts)
        rest = element("p", self._words("check_views_left", count=left)) if left else None
        return self._section("check_views", "views", *parts, rest, class_="check-views")

    def _section(self, heading: str, name: str, *inside: Child, class_: str | None = None) -> Markup:
        title = element("h2", self._words(heading), id=name)
        return element("section", title, *inside, aria_labelledby=name, class_=class_)


def _printed(value: Any) -> str:
    return number(value) if isinstance(value, Number) else str(value)
