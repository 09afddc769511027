"""The mutants are those that the plan's operators give, the draw is the seed's, and equivalents are still mutants."""

from __future__ import annotations

import ast

import pytest

from tests.mutation.mutants import mutants_of, sample, source_of
from tests.mutation.operators import OPERATORS
from tests.mutation.plan import Equivalent, read_equivalents, read_plans, source

PLAN = read_plans()[0]


def after(operator: str, body: str) -> list[str]:
    """The changed lines of every mutant of a function with this body."""
    module = f"def f(a, b):\n    {body}\n"
    return [each.after.strip() for each in mutants_of("m", module, [operator])]


@pytest.mark.parametrize(
    ("operator", "body", "expected"),
    [
        ("comparison", "return a < b <= 3", ["return a <= b <= 3", "return a < b < 3"]),
        ("comparison", "return a in b", ["return a not in b"]),
        ("arithmetic", "return a + b", ["return a - b"]),
        ("arithmetic", "a -= b", ["a += b"]),
        ("logic", "return a and b", ["return a or b"]),
        ("negation", "return not a", ["return a"]),
        ("constant", "return 3", ["return 4", "return 2"]),
        ("constant", "return 'x'", ["return ''"]),
        ("constant", "return True", ["return False"]),
        ("constant", "'what it does'", []),
        ("returned", "return a", ["return None"]),
        ("returned", "return None", []),
        ("condition", "return a if b else 3", ["return a if not b else 3"]),
        ("condition", "return [x for x in a if x]", ["return [x for x in a if not x]"]),
        ("removal", "f(a)", ["pass"]),
        ("bounds", "return a[1:b]", ["return a[:b]", "return a[1:]"]),
        ("leaving", "while a: break", ["continue"]),
        ("choice", "return min(a, b)", ["return max(a, b)"]),
    ],
)
def test_an_operator_changes_what_it_is_named_after(operator: str, body: str, expected: list[str]) -> None:
    assert after(operator, body) == expected


def test_every_operator_of_the_plan_is_known_and_none_is_left_out() -> None:
    assert set(PLAN.operators) == set(OPERATORS)


def test_annotations_and_what_is_for_the_type_checker_are_no_mutants() -> None:
    module = "if TYPE_CHECKING:\n    x = 1\n\ndef f(a: 'int') -> 'str':\n    y: 'int'\n"
    assert list(mutants_of("m", module, PLAN.operators)) == []


@pytest.mark.parametrize("module", ["document/ole", "reading/numerals"])
def test_every_mutant_has_a_name_of_its_own_differs_and_compiles(module: str) -> None:
    text = source(module)
    original = ast.unparse(ast.parse(text))
    mutants = list(mutants_of(module, text, PLAN.operators))
    assert len({each.name for each in mutants}) == len(mutants) > 50
    for each in sample(mutants, 25, PLAN.seed):
        made = source_of(each, text)
        compile(made, module, "exec")
        assert made != original


def test_the_draw_is_the_seeds_and_grows_without_changing() -> None:
    mutants = list(mutants_of("document/ole", source("document/ole"), PLAN.operators))
    ten, twenty = sample(mutants, 10, 1), sample(reversed(mutants), 20, 1)
    assert twenty[:10] == ten and ten != sample(mutants, 10, 2)


@pytest.mark.parametrize("equivalent", read_equivalents(), ids=lambda each: f"{each.module}:{each.after.strip()}")
def test_an_equivalent_is_still_a_mutant_and_says_why(equivalent: Equivalent) -> None:
    assert any(
        equivalent.is_of(each) for each in mutants_of(equivalent.module, source(equivalent.module), PLAN.operators)
    )
    assert len(equivalent.reason) > 20
