"""What a superior asks of reports beyond the law: rule sets read from a file, checked apart from national rules."""

from gongkai.checking.superior.model import RuleSet, Source, SuperiorRule
from gongkai.checking.superior.reading import parse_rule_set, read_rule_set

__all__ = ["RuleSet", "Source", "SuperiorRule", "parse_rule_set", "read_rule_set"]
