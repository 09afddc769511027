"""What rules say stands in one file, Chinese and English side by side."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

import gongkai.checking
from gongkai.checking import rules
from gongkai.checking.messages import Template, fields_of, phrases, template, templates
from gongkai.checking.naming import Name
from gongkai.errors import InvalidData
from gongkai.report.standing import Standing
from tests.checking.build import found
from tests.checking.cases import CASES

PACKAGE = Path(gongkai.checking.__file__).parent
WORDS = [(kind, key) for kind in ("phrases", "reasons") for key in phrases()[kind]]


def called_with(name: str, path: Path) -> Iterator[str]:
    """The keys, written outright, that a module hands to a function of this name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name and node.args:
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def strings_of(path: Path) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("key", templates())
def test_a_message_has_both_languages_with_fields_of_the_same_names_and_says_what_to_do(key):
    each = templates()[key]
    assert key.split("/")[0] in {*(rule.id for rule in rules()), "superior"}
    assert each.fields[0] == each.fields[1]
    assert re.search("[一-龥].*。$", each.zh) and re.search(r"[a-z].*\.$", each.en)
    assert each.advice.endswith("。") and each.advice_en.endswith(".")
    assert fields_of(each.advice) == fields_of(each.advice_en)


@pytest.mark.parametrize(("kind", "key"), WORDS)
def test_a_phrase_has_both_languages_with_fields_of_the_same_names(kind, key):
    each = phrases()[kind][key]
    assert set(each) == {"zh", "en"} or (kind == "reasons" and set(each) == {"zh", "en", "remedy", "remedy_en"})
    assert fields_of(each["zh"]) - {"unit"} == fields_of(each["en"]) - {"unit"}
    assert each["zh"] and each["en"] and "None" not in each["zh"]


@pytest.mark.parametrize(
    "path",
    sorted([*(PACKAGE / "families").glob("*.py"), *(PACKAGE / "superior").glob("*.py")]),
    ids=lambda path: path.stem,
)
def test_no_rule_words_a_finding_or_a_reason_itself(path):
    assert not [*called_with("Draft", path), *called_with("NotRun", path)]
    assert 'f"' not in "".join(called_with("Name", path))


def test_no_message_phrase_or_reason_is_left_unused():
    files = [*PACKAGE.glob("*.py"), *(PACKAGE / "families").glob("*.py"), *(PACKAGE / "superior").glob("*.py")]
    used = set().union(*map(strings_of, files))
    # Put together of a beginning and these.
    used |= {f"cells.not-a-count{kind}" for kind in ("", "/fraction", "/amount") if kind in used or not kind}
    used |= {f"standing-{word}" for word in get_args(Standing)}
    assert [key for key in (*templates(), *(key for _, key in WORDS)) if key not in used] == []


@pytest.mark.parametrize(("rule", "cases"), CASES.items(), ids=list(CASES))
def test_what_a_rule_finds_is_said_in_both_languages_with_advice_and_whether_it_is_certain(rule, cases):
    sample = cases.wrong
    for each in found(sample.report, rule, sample.previous, area=sample.area):
        assert each.what and each.advice and each.what.zh in each.message and each.what.en in each.message_en
        assert each.advice.zh in each.message and each.advice.en in each.message_en
        assert not re.search(r"[{}]", each.message + each.message_en)


def test_fields_are_filled_in_by_language_and_numbers_as_they_are_printed():
    words = Template("{who}有{n}件。", "{who} has {n}.", "改{n}。", "Change {n}.").filled(
        {"who": Name("甲局", "Bureau A"), "n": Decimal("3.50")}
    )
    assert (words.zh, words.en, words.advice, words.advice_en) == (
        "甲局有3.5件。",
        "Bureau A has 3.5.",
        "改3.5。",
        "Change 3.5.",
    )


def test_a_field_without_a_value_and_an_unknown_message_are_errors_of_ours():
    with pytest.raises(InvalidData, match="'n'"):
        Template("{n}。", "{n}.", "", "").filled({})
    with pytest.raises(InvalidData, match="no-such"):
        template("years.no-such")
