"""Open questions: a dated default with its reason, sources for every possible answer, an office's own answer."""

from __future__ import annotations

import datetime as dt

import pytest

from gongkai.errors import InvalidData, InvalidSettings, NotInForce
from gongkai.law.choices import chosen, insist_on_known, parse_choices
from tests.law.fixed import insist_on_fixed

ROW = {
    "key": "area.archive",
    "question": "档案计入哪一项",
    "default": [
        {"from": dt.date(2020, 1, 1), "until": dt.date(2020, 12, 31), "value": "one", "reason": "先前的理由"},
        {"from": dt.date(2021, 1, 1), "until": dt.date(2029, 12, 31), "value": "two", "reason": "后来的理由"},
    ],
    "sources": {"one": ["refused", "archive-rules"], "two": ["form-of-year"]},
}
CHOICES = parse_choices([ROW, {**ROW, "key": "area.other"}])


def of(day: str, **own: str):
    return chosen(CHOICES, "area.archive", dt.date.fromisoformat(day), {f"area.{key}": own[key] for key in own})


def test_the_default_is_that_of_the_day_with_its_reason():
    for day, value, reason in (("2020-12-31", "one", "先前的理由"), ("2021-01-01", "two", "后来的理由")):
        found = of(day)
        assert (found.key, found.question) == ("area.archive", "档案计入哪一项")
        assert (found.value, found.default.value, found.default.reason, found.own) == (value, value, reason, False)


def test_sources_are_those_in_force_on_the_day():
    assert {answer: list(map(str, cited)) for answer, cited in of("2020-06-01").sources.items()} == {
        "one": ["《政府信息公开条例》第三十六条第（三）项"],
        "two": ["国办公开办函〔2019〕60号"],
    }
    assert {answer: list(map(str, cited)) for answer, cited in of("2021-06-01").sources.items()} == {
        "one": ["《政府信息公开条例》第三十六条第（三）项", "《档案法》第十五条第二款"],
        "two": ["国办公开办函〔2021〕30号"],
    }


def test_an_office_answers_otherwise_or_alike():
    assert (of("2020-06-01", archive="two").value, of("2020-06-01", archive="two").own) == ("two", True)
    assert (of("2020-06-01", archive="one").value, of("2020-06-01", archive="one").own) == ("one", False)
    assert of("2020-06-01", other="two").value == "one"


def test_questions_and_answers_are_fixed():
    insist_on_fixed(of("2021-06-01"), of("2021-06-01").default, *CHOICES.values())


@pytest.mark.parametrize("day", ["2019-12-31", "2030-01-01"])
def test_a_question_that_did_not_arise_has_no_answer(day):
    with pytest.raises(NotInForce) as error:
        of(day, archive="one")
    assert str(error.value) == f"{day}尚无“档案计入哪一项”的规定。 请核对日期。"


def test_an_answer_that_is_none_is_named_with_those_that_are():
    with pytest.raises(InvalidSettings) as error:
        of("2020-06-01", archive="three")
    assert str(error.value) == "“area.archive”不能设为“three”。 可以设为：one、two。"


def test_a_question_of_the_area_that_is_none_is_named_with_those_that_are():
    with pytest.raises(InvalidSettings) as error:
        insist_on_known(CHOICES, "area", {"area.archive": "one", "area.archives": "one"})
    assert str(error.value) == "没有“area.archives”这一项可以设定。 可以设定：area.archive、area.other。"


def test_questions_of_other_areas_are_left_alone():
    insist_on_known(CHOICES, "area", {"area.other": "one", "areal.archive": "one", "counting.conclusion": "served"})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sources": {"one": ["refused"]}}, "area.archive: the default 'two' is none of the possible answers."),
        ({"sources": {"one": ["refused"], "two": ["no-such"]}}, "The law data has no provision 'no-such'."),
    ],
)
def test_a_damaged_question_is_refused(change, says):
    with pytest.raises(InvalidData) as error:
        parse_choices([{**ROW, **change}])
    assert str(error.value) == says


def test_as_json_every_possible_answer_has_its_sources():
    assert of("2021-06-01", archive="one").to_json() == {
        "key": "area.archive",
        "question": "档案计入哪一项",
        "value": "one",
        "default": "two",
        "reason": "后来的理由",
        "sources": {
            "one": ["《政府信息公开条例》第三十六条第（三）项", "《档案法》第十五条第二款"],
            "two": ["国办公开办函〔2021〕30号"],
        },
    }
