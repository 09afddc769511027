"""Checking a report: rules with legal basis, findings as data, and the runner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.checking.area import AreaSums
    from gongkai.checking.finding import Finding
    from gongkai.checking.peers import Peers
    from gongkai.checking.previous import PreviousReports
    from gongkai.checking.rule import Rule, rules
    from gongkai.checking.run import check
    from gongkai.checking.severity import SEVERITIES, Severity, severity_name

__all__ = [
    "SEVERITIES",
    "AreaSums",
    "Finding",
    "Peers",
    "PreviousReports",
    "Rule",
    "Severity",
    "check",
    "rules",
    "severity_name",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "AreaSums": "gongkai.checking.area",
        "Finding": "gongkai.checking.finding",
        "Peers": "gongkai.checking.peers",
        "PreviousReports": "gongkai.checking.previous",
        **dict.fromkeys(("Rule", "rules"), "gongkai.checking.rule"),
        "check": "gongkai.checking.run",
        **dict.fromkeys(("SEVERITIES", "Severity", "severity_name"), "gongkai.checking.severity"),
    },
)
