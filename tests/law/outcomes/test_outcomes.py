"""Articles lead to rows of the form: worked by hand from the Regulations and the form, not from the code."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from gongkai.errors import InvalidData, InvalidSettings, NotInForce, UsageError
from gongkai.forms import get_form
from gongkai.law import citation
from gongkai.law.outcomes import Outcome, Question, outcome, outcome_keys, questions_on, walk
from gongkai.law.outcomes.load import parse
from gongkai.law.outcomes.model import State
from tests.law.fixed import insist_on_fixed

DAY = dt.date(2025, 3, 3)


def results(form: str) -> set[str]:
    return {cell.row.key for cell in get_form(form).cells if cell.row.result}


def every_way(on: dt.date) -> list[tuple[str, ...]]:
    """All sequences of answers that end with an outcome."""
    found: list[tuple[str, ...]] = []
    open_ways: list[tuple[str, ...]] = [()]
    while open_ways:
        way = open_ways.pop()
        # No sequence may be longer than there are questions: the questions would go in a circle.
        assert len(way) <= len(questions_on(on).by_key)
        here = walk(way, on)
        if isinstance(here, Outcome):
            found.append(way)
        else:
            open_ways += [(*way, each.key) for each in here.answers]
    return found


TO_HELD = ("information", "no", "clear", "no", "no", "no", "one", "ours", "no")
TO_MAY = (*TO_HELD, "found", "no")


@pytest.mark.parametrize(
    ("answers", "row", "article"),
    [
        ((*TO_HELD, "found", "yes"), "granted", "第三十六条第（一）项"),
        ((*TO_MAY, "yes"), "granted", "第三十六条第（二）项"),
        ((*TO_MAY, "partly"), "partly_granted", "第三十七条"),
        ((*TO_MAY, "no", "state-secret"), "refused.state_secret", "第十四条"),
        ((*TO_MAY, "no", "other-law"), "refused.other_law", "第十四条"),
        ((*TO_MAY, "no", "safety-stability"), "refused.safety_stability", "第十四条"),
        ((*TO_MAY, "third-party", "refuses"), "refused.third_party", "第十五条"),
        ((*TO_MAY, "third-party", "silent-refuse"), "refused.third_party", "第十五条"),
        ((*TO_MAY, "third-party", "agrees"), "granted", "第十五条"),
        ((*TO_MAY, "third-party", "public-interest"), "granted", "第三十二条"),
        ((*TO_MAY, "third-party", "silent-disclose"), "granted", "第三十二条"),
        ((*TO_MAY, "no", "internal-affairs"), "refused.internal_affairs", "第十六条第一款"),
        ((*TO_MAY, "no", "process-information"), "refused.process_information", "第十六条第二款"),
        ((*TO_MAY, "no", "enforcement-file"), "refused.enforcement_file", "第十六条第二款"),
        ((*TO_HELD[:-1], "yes"), "refused.administrative_query", "第三十六条第（七）项"),
        ((*TO_HELD, "none"), "unavailable.not_held", "第三十六条第（四）项"),
        ((*TO_HELD[:-2], "another"), "unavailable.not_held", "第三十六条第（五）项"),
        ((*TO_HELD[:-2], "another-leads"), "unavailable.not_held", "第十条第三款"),
        ((*TO_HELD, "processing"), "unavailable.needs_creation", "第三十八条"),
        (("information", "no", "still-unclear"), "unavailable.still_unclear", "第三十条"),
        (("petition",), "not_handled.petition", "第三十九条第一款"),
        (("information", "no", "clear", "no", "same"), "not_handled.repeated", "第三十六条第（六）项"),
        (("information", "no", "clear", "no", "no", "yes"), "not_handled.publication", "第三十九条第二款"),
        (("information", "no", "clear", "unreasonable"), "not_handled.excessive", "第三十五条"),
        (("information", "no", "not-corrected"), "other.correction_overdue", "第三十条"),
        (("information", "no", "clear", "fee-missed"), "other.fee_overdue", "第四十二条第一款"),
        (("information", "later"), "other.other", "〔2021〕30号"),
    ],
)
def test_an_answer_under_an_article_is_counted_in_its_row(answers, row, article):
    found = walk(answers, DAY)
    assert isinstance(found, Outcome)
    assert (found.state, found.row, found.chosen) == ("counted", row, None)
    assert any(str(each).endswith(article) for each in found.basis)


@pytest.mark.parametrize(
    ("answers", "article"),
    [
        (("correct-record",), "第四十一条"),
        (("question",), "第二条"),
        (("forwarded",), "第二十九条第一款"),
        (("information", "at-once"), "〔2021〕30号"),
    ],
)
def test_what_is_no_request_is_not_registered(answers, article):
    found = walk(answers, DAY)
    assert (found.state, found.row) == ("not-registered", None)
    assert any(str(each).endswith(article) for each in found.basis)


@pytest.mark.parametrize(
    ("answers", "article"),
    [
        (("information", "no", "not-told"), "第三十条"),
        (("information", "no", "clear", "not-asked"), "第三十五条"),
        (("information", "no", "clear", "fee-open"), "《政府信息公开信息处理费管理办法》"),
        ((*TO_MAY, "unsure"), "第十七条第三款"),
        ((*TO_MAY, "third-party", "not-asked"), "第三十二条"),
    ],
)
def test_where_something_has_to_be_done_first_no_row_is_given(answers, article):
    found = walk(answers, DAY)
    assert (found.state, found.row) == ("not-yet", None)
    assert any(str(each).endswith(article) for each in found.basis)


@pytest.mark.parametrize(
    ("same", "as_well"),
    [("ours", "taken-over")],
)
def test_records_that_the_former_agency_has_not_handed_over_are_ours_to_answer(same, as_well):
    assert walk((*TO_HELD[:-2], as_well), DAY) == walk((*TO_HELD[:-2], same), DAY)


def test_a_reasonable_excess_goes_on_like_any_request():
    assert walk(("information", "no", "clear", "reasonable"), DAY) == walk(("information", "no", "clear", "no"), DAY)


@pytest.mark.parametrize(
    ("form", "day"), [("2021", DAY), ("2021", dt.date(2021, 1, 1)), ("2019", dt.date(2020, 12, 31))]
)
def test_the_questions_reach_every_row_of_the_form_and_no_other(form, day):
    reached = {walk(way, day).row for way in every_way(day)} - {None}
    assert reached == results(form)


def test_every_question_and_every_outcome_is_reached():
    ways = every_way(DAY)
    asked = {walk(way[:number], DAY).key for way in ways for number in range(len(way))}
    assert asked == set(questions_on(DAY).by_key)
    assert {walk(way, DAY).key for way in ways} == set(outcome_keys())


@pytest.mark.parametrize("day", [dt.date(2019, 5, 15), dt.date(2020, 12, 31), dt.date(2021, 1, 1), DAY])
@pytest.mark.parametrize("key", outcome_keys())
def test_every_outcome_cites_what_held_on_the_day_and_is_told_in_both_languages(key, day):
    found = outcome(key, day)
    assert found.basis
    assert all(
        each.document.key not in ("form-2019", "form-2021") or _form(each) == day_form(day) for each in found.basis
    )
    assert found.title and found.english and found.explanation
    assert all(found.traps)


def _form(cited) -> str:
    return cited.document.key.removeprefix("form-")


def day_form(day: dt.date) -> str:
    return "2019" if day.year < 2021 else "2021"


@pytest.mark.parametrize("day", [dt.date(2019, 5, 15), DAY])
def test_every_question_names_what_it_asks_about(day):
    for question in questions_on(day).by_key.values():
        assert question.basis(day) and question.text and question.english
        assert all(each.text and each.english for each in question.answers)
        assert len({each.key for each in question.answers}) == len(question.answers) > 1


@pytest.mark.parametrize("day", [dt.date(2019, 5, 14), dt.date(2008, 5, 1)])
def test_before_the_regulations_of_2019_it_is_said_that_they_do_not_apply(day):
    for ask in (lambda: walk((), day), lambda: outcome("granted.provided", day)):
        with pytest.raises(NotInForce, match="不适用") as error:
            ask()
        assert str(error.value) == (
            f"{day}不适用现行《政府信息公开条例》（2019-05-15起施行）和年度报告表样。 请用施行之后的日期。"
        )


def test_the_first_day_of_the_regulations_has_its_questions():
    assert isinstance(walk((), dt.date(2019, 5, 15)), Question)


@pytest.mark.parametrize(
    ("key", "own", "state", "row"),
    [
        ("archive", {}, "counted", "refused.administrative_query"),
        ("archive", {"outcomes.archive": "unavailable.not_held"}, "counted", "unavailable.not_held"),
        ("mixed", {}, "counted", "partly_granted"),
        ("mixed", {"outcomes.mixed": "unavailable.not_held"}, "counted", "unavailable.not_held"),
        ("not-handled.confirmation", {}, "counted", "not_handled.confirmation"),
        ("not-handled.confirmation", {"outcomes.confirmation": "not_handled.repeated"}, "counted",
         "not_handled.repeated"),
        ("not-registered.withdrawn-at-once", {}, "not-registered", None),
        ("not-registered.withdrawn-at-once", {"outcomes.withdrawn_at_once": "other.other"}, "counted", "other.other"),
        ("archive", {"remedies.silence": "either", "counting.conclusion": "served"}, "counted",
         "refused.administrative_query"),
    ],
)  # fmt: skip
def test_where_a_person_decides_the_office_may_set_another_row(key, own, state, row):
    found = outcome(key, DAY, own)
    assert (found.state, found.row) == (state, row)
    assert found.chosen.own is any(each.startswith("outcomes.") for each in own)
    assert all(found.chosen.sources.values())
    assert found.chosen.default.reason


@pytest.mark.parametrize("key", ["archive", "mixed", "not-handled.confirmation", "not-registered.withdrawn-at-once"])
def test_every_row_that_may_be_chosen_is_one_of_the_form(key):
    assert set(outcome(key, DAY).chosen.sources) <= results("2021") | {"not-registered"}


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ({"outcomes.archive": "granted"}, "“outcomes.archive”不能设为“granted”.*unavailable.not_held"),
        ({"outcomes.archives": "granted"}, "没有“outcomes.archives”.*outcomes.archive"),
    ],
)
def test_an_office_cannot_set_what_is_not_open(own, says):
    with pytest.raises(InvalidSettings, match=says):
        outcome("archive", DAY, own)


SEVERAL = (
    "“申请人撤回了吗？”没有“{}”这个答案。 可以是：no（没有）、at-once（提交后十分钟内撤回）、later（登记之后撤回）。"
)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (["information", "nonsense"], SEVERAL.format("nonsense")),
        (["information", ""], SEVERAL.format("")),
        (["petition", "no"], "答到“petition”已有结果，多出：no。 请去掉。"),
        (["information", "later", "yes", "no"], "答到“later”已有结果，多出：yes、no。 请去掉。"),
    ],
)
def test_a_wrong_answer_is_named_with_those_that_may_be_given(answers, says):
    with pytest.raises(UsageError) as error:
        walk(answers, DAY)
    assert str(error.value) == says


def test_an_unknown_outcome_is_named():
    with pytest.raises(UsageError, match=r"没有“refused”这种办理结果。 可以是：granted.published、"):
        outcome("refused", DAY)


def test_an_outcome_as_json_names_everything():
    found = outcome("archive", DAY).to_json()
    assert found["outcome"] == "archive" and found["state"] == "counted"
    assert found["row"] == "refused.administrative_query"
    assert found["basis"] == ["国办公开办函〔2019〕14号", "《档案法》第十五条第二款"]
    assert found["title"] and found["english"] and found["explanation"] and len(found["traps"]) == 1
    chosen = found["chosen"]
    assert (chosen["key"], chosen["value"], chosen["default"]) == (
        "outcomes.archive", "refused.administrative_query", "refused.administrative_query",
    )  # fmt: skip
    assert chosen["question"].endswith("哪一项") and chosen["reason"]
    assert list(chosen["sources"]) == ["refused.administrative_query", "unavailable.not_held"]
    assert outcome("partly_granted", DAY).to_json()["chosen"] is None


def test_outcomes_and_questions_are_fixed():
    asked = questions_on(DAY)
    question = asked.by_key["what"]
    insist_on_fixed(outcome("archive", DAY), asked, question, question.answers[0], *question.basis(DAY))
    insist_on_fixed(data(), data().outcomes["granted"])


def test_the_states_are_those_that_outcomes_have():
    assert {outcome(key, DAY).to_json()["state"] for key in outcome_keys()} == set(get_args(State))


def test_a_provision_not_yet_in_force_is_not_cited():
    assert [each.document.key for each in outcome("archive", dt.date(2020, 6, 1)).basis] == ["reform-requests"]


KEPT = {
    "key": "granted",
    "title": "x",
    "english": "x",
    "basis": ["refused"],
    "explanation": "x",
    "traps": [],
    "rows": [{"row": "granted"}],
}
ASKED = {"key": "what", "text": "x", "english": "x", "basis": ["refused"]}
OPEN = {
    "key": "outcomes.x",
    "question": "x",
    "default": [{"value": "granted", "reason": "x"}],
    "sources": {"granted": ["refused"]},
}


def data(outcome=None, answer=None, choice=None, versions=1):
    return parse(
        {"outcomes": [{**KEPT, **(outcome or {})}], "choices": [choice or OPEN]},
        {"versions": [{"first": "what", "questions": [{**ASKED, "answers": [{
            "key": "a", "text": "x", "english": "x", **(answer or {"outcome": "granted"})}]}]}] * versions},
    )  # fmt: skip


def test_data_in_order_are_read():
    assert set(data().outcomes) == {"granted"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"answer": {"next": "nowhere"}}, "'a' to 'what' must lead"),
        ({"answer": {"outcome": "nowhere"}}, "'a' to 'what' must lead"),
        ({"answer": {"next": "what", "outcome": "granted"}}, "'a' to 'what' must lead"),
        ({"answer": {"next": "what", "outcome": "nowhere"}}, "'a' to 'what' must lead"),
        ({"answer": {"next": "nowhere", "outcome": "granted"}}, "'a' to 'what' must lead"),
        ({"answer": {"key": "b"}}, "'b' to 'what' must lead"),
        ({"outcome": {"basis": ["no-such"]}}, "no provision 'no-such'"),
        ({"outcome": {"choice": "outcomes.x"}}, "'granted' must have either rows or an open question"),
        ({"choice": {**OPEN, "sources": {"refused": ["refused"]}}}, "the default 'granted' is none"),
        ({"choice": {**OPEN, "sources": {"granted": ["no-such"]}}}, "no provision 'no-such'"),
    ],
)
def test_damaged_data_is_refused_with_the_place(change, says):
    with pytest.raises(InvalidData, match=says):
        data(**change)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"outcome": {"rows": [{"row": "granted"}, {"row": "other"}]}}, "rows of granted: two periods hold"),
        ({"versions": 2}, "^questions: two periods hold"),
    ],
)
def test_rows_and_questions_that_hold_on_the_same_day_are_refused(change, says):
    with pytest.raises(InvalidData, match=says):
        data(**change)


def test_the_first_question_must_be_one_of_them():
    with pytest.raises(InvalidData, match="first question 'which' is none"):
        parse({"outcomes": [KEPT], "choices": []}, {"versions": [{"first": "which", "questions": []}]})


def test_an_outcome_that_is_counted_needs_a_row():
    without = {key: value for key, value in KEPT.items() if key != "rows"}
    with pytest.raises(InvalidData, match="either rows or an open question"):
        parse({"outcomes": [without], "choices": []}, {"versions": []})
    with pytest.raises(InvalidData, match="either rows or an open question"):
        parse({"outcomes": [{**without, "choice": "outcomes.y"}], "choices": [OPEN]}, {"versions": []})


def test_the_basis_of_a_quoted_outcome_is_the_one_of_the_statute():
    assert citation("separable") in outcome("partly_granted", DAY).basis
