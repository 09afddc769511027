"""No rule without a report it passes, one it finds fault with, and one it does not apply to."""

from __future__ import annotations

import pytest

from gongkai.checking import Finding, rules
from tests.checking.build import found, not_run
from tests.checking.cases import CASES, Cases, Sample


def test_every_rule_has_its_three_cases():
    assert set(CASES) == {each.id for each in rules()}


@pytest.mark.parametrize(("rule", "cases"), CASES.items(), ids=list(CASES))
def test_a_rule_passes_the_right_finds_the_wrong_and_leaves_the_rest_alone(rule: str, cases: Cases):
    assert _found(cases.right, rule) == []
    assert not_run(cases.right.report, rule, cases.right.previous, area=cases.right.area) == []
    findings = _found(cases.wrong, rule)
    assert findings and {each.rule for each in findings} == {rule}
    assert _found(cases.aside, rule) == []
    assert len({id(sample.report) for sample in (cases.right, cases.wrong, cases.aside)}) >= 2


def _found(sample: Sample, rule: str) -> list[Finding]:
    return found(sample.report, rule, sample.previous, area=sample.area)
