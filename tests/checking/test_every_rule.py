"""No rule without a report it passes, one it finds fault with, and one it does not apply to."""

from __future__ import annotations

import pytest

from gongkai.checking import rules
from tests.checking.build import found, not_run
from tests.checking.cases import CASES, Cases


def test_every_rule_has_its_three_cases():
    assert set(CASES) == {each.id for each in rules()}


@pytest.mark.parametrize(("rule", "cases"), CASES.items(), ids=list(CASES))
def test_a_rule_passes_the_right_finds_the_wrong_and_leaves_the_rest_alone(rule: str, cases: Cases):
    assert found(cases.right.report, rule, cases.right.previous) == []
    assert not_run(cases.right.report, rule, cases.right.previous) == []
    findings = found(cases.wrong.report, rule, cases.wrong.previous)
    assert findings and {each.rule for each in findings} == {rule}
    assert found(cases.aside.report, rule, cases.aside.previous) == []
    assert len({id(sample.report) for sample in (cases.right, cases.wrong, cases.aside)}) >= 2
