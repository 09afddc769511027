"""What could not be checked in a batch: told once, by what would make it run."""

from __future__ import annotations

from gongkai.checking import Finding
from gongkai.checking.naming import NOTHING, Name
from gongkai.checking.unchecked import unchecked

LAST_YEAR, PROSE = Name("给出上年报告。", "Give last year's report."), Name("给出正文。", "Give the prose.")


def not_run(rule: str, remedy: Name = NOTHING, severity: str = "not run") -> Finding:
    return Finding(rule, severity, (), "未能核查。", "Not run.", "条例", advice=remedy)  # type: ignore[arg-type]


def test_what_one_remedy_would_let_run_is_gathered_rule_by_rule_over_all_reports() -> None:
    first = [not_run("years.carried", LAST_YEAR), not_run("text.repeated"), not_run("narrative.fees", PROSE)]
    second = [not_run("years.carried", LAST_YEAR), not_run("years.stock", LAST_YEAR)]
    made = unchecked([first, second])
    assert [(each.remedy, {rule: len(found) for rule, found in each.rules.items()}) for each in made] == [
        (LAST_YEAR, {"years.carried": 2, "years.stock": 1}),
        (PROSE, {"narrative.fees": 1}),
        (NOTHING, {"text.repeated": 1}),
    ]
    assert made[0].rules["years.carried"] == [first[0], second[0]]


def test_what_ran_is_not_among_it() -> None:
    found = [not_run("cells.blank", LAST_YEAR, severity) for severity in ("error", "warning", "notice")]
    assert unchecked([found, []]) == ()
