"""Walk the questions: from the answers given so far to the next question or to the outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from gongkai.errors import UsageError
from gongkai.law.outcomes.load import outcome, questions_on
from gongkai.law.outcomes.model import Answer, Outcome, Question


def walk(answers: Sequence[str], on: dt.date, own: Mapping[str, str] | None = None) -> Question | Outcome:
    """Return where the answers lead a request that is answered on a day; without any the first question.

    Raises :class:`UsageError` where one is no answer to its question or one too many is given, and
    :class:`NotInForce` before 2019-05-15.
    """
    questions = questions_on(on)
    question = questions.by_key[questions.first]
    for number, given in enumerate(answers, 1):
        answer = _answer(question, given)
        if answer.outcome is not None:
            if number < len(answers):
                raise UsageError(f"答到“{given}”已有结果，多出：{'、'.join(answers[number:])}。", advice="请去掉。")
            return outcome(answer.outcome, on, own)
        question = questions.by_key[answer.next or ""]
    return question


def _answer(question: Question, given: str) -> Answer:
    for each in question.answers:
        if each.key == given:
            return each
    known = "、".join(f"{each.key}（{each.text}）" for each in question.answers)
    raise UsageError(f"“{question.text}”没有“{given}”这个答案。", advice=f"可以是：{known}。")
