"""What was found in a report as an officer reads it on 80 columns: problems first, each with its remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gongkai.checking.finding import Finding, by_source
from gongkai.checking.naming import number
from gongkai.checking.severity import SEVERITIES, severity_name
from gongkai.checking.unchecked import unchecked
from gongkai.report import Number
from gongkai.viewing.words import words_in

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"error": "bold red", "warning": "yellow", "notice": "cyan"}


class Screen:
    """Prints the findings of one report after the other; what could not be checked is said once at the end."""

    def __init__(self, language: str = "zh", console: Console | None = None) -> None:
        from rich.console import Console as Terminal

        self._console = console or Terminal()
        self._words = words_in(language)
        self._unchecked: list[list[Finding]] = []

    def report(self, source: str, findings: Sequence[Finding]) -> None:
        """Print one report's findings, errors first, and remember which rules could not run."""
        from rich.text import Text

        words = self._words
        found = sorted(
            (each for each in findings if each.severity != "not run"), key=lambda each: SEVERITIES.index(each.severity)
        )
        numbers = Counter(each.severity for each in found)
        counts = words("list").join(f"{words.of(severity_name(name))} {count}" for name, count in numbers.items())
        self._console.print(Text(f"{source}{words('colon')}{counts or words('check_fine')}", style="bold"))
        law, superiors = by_source(found)
        for each in law:
            self._finding(each)
        for basis, asked in superiors.items():
            self._row("", basis, "bold")
            for each in asked:
                self._finding(each)
        if found:
            self._console.print()
        self._unchecked.append([each for each in findings if each.severity == "not run"])

    def _finding(self, finding: Finding) -> None:
        words, name = self._words, finding.severity
        said = finding.message_en if words.chinese else finding.message
        self._row(words.of(severity_name(name)), said, _STYLES[name])
        parts = (("check_expected", finding.expected), ("check_found", finding.found))
        told = [f"{words(key)} {_printed(value)}" for key, value in parts if value is not None]
        if told:
            self._row("", words("and").join(told))
        if not finding.of_superior:
            self._row("", f"{words('check_basis')}{words('colon')}{finding.basis}", "dim")
        self._row("", f"{words('check_rule_id')}{words('colon')}{finding.rule}", "dim")

    def not_run(self) -> None:
        """Print which rules could not run, why, in how many reports, and what makes them run."""
        from rich.text import Text

        words = self._words
        groups = unchecked(self._unchecked)
        if not groups:
            return
        self._console.print(Text(words("check_not_run"), style="bold"))
        for group in groups:
            for rule, found in group.rules.items():
                others = words("check_of_reports", count=len(found)) if len(found) > 1 else ""
                self._row("", f"{rule}{words('colon')}{words.of(found[0].what)}{others}{words('legend_end')}")
            if group.remedy:
                self._row("→", words.of(group.remedy))

    def _row(self, name: str, text: str, style: str = "") -> None:
        """Print a line of two columns: Chinese has no spaces to break at, so that the text is folded at its edge."""
        from rich.table import Table
        from rich.text import Text

        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=6 if self._words.chinese is None else 7, justify="right", no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(name, style=style), Text(text, style="dim" if style == "dim" else ""))
        self._console.print(grid)


def _printed(value: object) -> str:
    return number(value) if isinstance(value, Number) else str(value)
