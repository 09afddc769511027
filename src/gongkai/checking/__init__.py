"""Checking a report: rules with legal basis, findings as data, and the runner."""

from gongkai.checking.area import AreaSums
from gongkai.checking.finding import SEVERITIES, Finding, Severity
from gongkai.checking.peers import Peers
from gongkai.checking.previous import PreviousReports
from gongkai.checking.rule import Rule, rules
from gongkai.checking.run import check

__all__ = ["SEVERITIES", "AreaSums", "Finding", "Peers", "PreviousReports", "Rule", "Severity", "check", "rules"]
