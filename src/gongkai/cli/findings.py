"""What was found in a report as an officer reads it on 80 columns: problems first, each with its remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gongkai.checking.finding import of_superior
from gongkai.checking.severity import severity_name

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"error": "bold red", "warning": "yellow", "notice": "cyan"}
_REMEDIES = (
    (("years.", "text.repeated"), "用 --previous 指定上一年的报告（文件、文件夹或 reports.jsonl）。"),
    (("deadline.",), "请在报告上载明发布日期；上级规定的期限用 --due 给出。"),
)


class Screen:
    """Prints the findings of one report after the other; what could not be checked is said once at the end."""

    def __init__(self, console: Console | None = None) -> None:
        from rich.console import Console as Terminal

        self._console = console or Terminal()
        self._reasons: dict[str, dict[str, list[str]]] = {}

    def report(self, source: str, findings: Sequence[Mapping[str, Any]]) -> None:
        """Print one report's findings, errors first, and remember which rules could not run."""
        from rich.text import Text

        found = [each for name in _STYLES for each in findings if each["severity"] == name]
        numbers = Counter(each["severity"] for each in found)
        counts = "、".join(f"{severity_name(name).zh} {number}" for name, number in numbers.items())
        self._console.print(Text(f"{source}：{counts or '未发现问题'}", style="bold"))
        for each in found:
            if not of_superior(each["rule"]):
                self._finding(each)
        for basis in dict.fromkeys(each["basis"] for each in found if of_superior(each["rule"])):
            self._row("", basis, "bold")
            for each in found:
                if of_superior(each["rule"]) and each["basis"] == basis:
                    self._finding(each)
        if found:
            self._console.print()
        for each in findings:
            if each["severity"] == "not run":
                self._reasons.setdefault(_remedy(each["rule"]), {}).setdefault(each["rule"], []).append(each["message"])

    def _finding(self, finding: Mapping[str, Any]) -> None:
        name, expected, found = finding["severity"], finding["expected"], finding["found"]
        self._row(severity_name(name).zh, finding["message"], _STYLES[name])
        if expected is not None or found is not None:
            parts = (("应为", expected), ("实为", found))
            self._row("", "，".join(f"{word} {value}" for word, value in parts if value is not None))
        if not of_superior(finding["rule"]):  # theirs stands over them all
            self._row("", f"依据{finding['basis']}", "dim")
        self._row("", f"规则{finding['rule']}", "dim")

    def not_run(self) -> None:
        """Print which rules could not run, why, in how many reports, and what makes them run."""
        from rich.text import Text

        if not self._reasons:
            return
        self._console.print(Text("未能核查的项目", style="bold"))
        for remedy, rules in self._reasons.items():
            for rule, messages in rules.items():
                others = f"（共{len(messages)}份报告）" if len(messages) > 1 else ""
                self._row("", f"{rule}：{messages[0].rstrip('。')}{others}。")
            if remedy:
                self._row("→", remedy)

    def _row(self, name: str, text: str, style: str = "") -> None:
        """Print a line of two columns: Chinese has no spaces to break at, so that the text is folded at its edge."""
        from rich.table import Table
        from rich.text import Text

        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=6, justify="right", no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(name, style=style), Text(text, style=style if style in ("dim", "bold") else ""))
        self._console.print(grid)


def _remedy(rule: str) -> str:
    return next((words for prefixes, words in _REMEDIES if rule.startswith(prefixes)), "")
