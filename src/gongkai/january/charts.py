"""The charts of the summary page."""

from __future__ import annotations

from collections import Counter

from gongkai.checking import rules
from gongkai.comparing import Series, bar_chart, outcome_chart
from gongkai.consolidation import Consolidated
from gongkai.january.model import STATUS_NAMES, Collected
from gongkai.markup import Markup

_MOST = 8
"""Most rules drawn."""


def status_chart(collected: Collected) -> Markup:
    """Draw how many offices there are of each status."""
    counts = {status: count for status, count in collected.counts().items() if count}
    labels = [STATUS_NAMES[status] for status in counts]
    series = [Series("机关数", list(counts.values()))]
    return bar_chart("报送情况（机关数）", labels, series, unit="个", ident="status")


def outcomes_chart(consolidated: Consolidated) -> Markup:
    """Draw the consolidated requests by outcome."""
    report = consolidated.report
    return outcome_chart([(report.agency or "汇总", report)], title="依申请公开办理结果（件）", ident="outcomes")


def common_findings(collected: Collected) -> list[tuple[str, str, int, int]]:
    """Return (rule, title, offices, findings) of the most common errors and warnings in law, most offices first."""
    titles = {rule.id: rule.title for rule in rules()}
    offices: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    for office in collected.offices:
        found = [
            each.rule for each in office.findings if each.severity in ("error", "warning") and not each.of_superior
        ]
        findings.update(found)
        offices.update(set(found))
    ordered = sorted(offices, key=lambda rule: (-offices[rule], rule))[:_MOST]
    return [(rule, titles.get(rule, rule), offices[rule], findings[rule]) for rule in ordered]


def findings_chart(collected: Collected) -> Markup | None:
    """Draw which errors and warnings most offices have; nothing where there are none."""
    common = common_findings(collected)
    if not common:
        return None
    series = [Series("机关数", [offices for _, _, offices, _ in common])]
    return bar_chart(
        "最常见的问题（机关数）", [title for _, title, _, _ in common], series, unit="个", ident="findings"
    )
