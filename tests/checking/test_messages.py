"""What rules say stands in one file, Chinese and English side by side."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from gongkai.checking import rules
from gongkai.checking.messages import Template, template, templates
from gongkai.checking.naming import Name
from gongkai.errors import InvalidData


@pytest.mark.parametrize("key", templates())
def test_a_message_has_both_languages_with_fields_of_the_same_names_and_says_what_to_do(key):
    each = templates()[key]
    assert key.split("/")[0] in {*(rule.id for rule in rules()), "superior"}
    assert each.fields[0] == each.fields[1]
    assert re.search("[一-龥].*。$", each.zh) and re.search(r"[a-z].*\.$", each.en)
    assert each.advice.endswith("。") and each.advice_en.endswith(".")


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
