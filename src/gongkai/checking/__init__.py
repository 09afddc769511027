"""Checking a report: rules with legal basis, findings as data, and the runner."""

from gongkai.checking.area import AreaSums
from gongkai.checking.finding import SEVERITIES, Finding, Severity, by_source, of_superior, superiors_last
from gongkai.checking.peers import Peers
from gongkai.checking.previous import PreviousReports
from gongkai.checking.rule import Rule, rules
from gongkai.checking.run import asked_by, check
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
    "check",
    "of_superior",
    "parse_rule_set",
    "read_rule_set",
    "rules",
    "superiors_last",
]
