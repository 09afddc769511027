"""Checking a report: rules with legal basis, findings as data, and the runner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.checking.area import AreaSums
    from gongkai.checking.families.privacy import personal_numbers
    from gongkai.checking.finding import Finding, by_source, of_superior, superiors_last
    from gongkai.checking.messages import phrase
    from gongkai.checking.naming import cell_name, plain_label, row_label, short_cell_name, table_name
    from gongkai.checking.peers import Peers
    from gongkai.checking.previous import PreviousReports
    from gongkai.checking.rule import Rule, rules
    from gongkai.checking.run import asked_by, check
    from gongkai.checking.severity import SEVERITIES, Severity, severity_name
    from gongkai.checking.superior import RuleSet, parse_rule_set, read_rule_set

__all__ = [
    "SEVERITIES",
    "AreaSums",
    "Finding",
    "Peers",
    "PreviousReports",
    "Rule",
    "RuleSet",
    "Severity",
    "asked_by",
    "by_source",
    "cell_name",
    "check",
    "of_superior",
    "parse_rule_set",
    "personal_numbers",
    "phrase",
    "plain_label",
    "read_rule_set",
    "row_label",
    "rules",
    "severity_name",
    "short_cell_name",
    "superiors_last",
    "table_name",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "AreaSums": "gongkai.checking.area",
        "personal_numbers": "gongkai.checking.families.privacy",
        **dict.fromkeys(("Finding", "by_source", "of_superior", "superiors_last"), "gongkai.checking.finding"),
        "phrase": "gongkai.checking.messages",
        **dict.fromkeys(
            ("cell_name", "plain_label", "row_label", "short_cell_name", "table_name"), "gongkai.checking.naming"
        ),
        "Peers": "gongkai.checking.peers",
        "PreviousReports": "gongkai.checking.previous",
        **dict.fromkeys(("Rule", "rules"), "gongkai.checking.rule"),
        **dict.fromkeys(("asked_by", "check"), "gongkai.checking.run"),
        **dict.fromkeys(("SEVERITIES", "Severity", "severity_name"), "gongkai.checking.severity"),
        **dict.fromkeys(("RuleSet", "parse_rule_set", "read_rule_set"), "gongkai.checking.superior"),
    },
)
