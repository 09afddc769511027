"""Read the outcomes and the questions; every answer must lead on."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidData, NotInForce, UsageError
from gongkai.law.choices import Choices, chosen, insist_on_known, parse_choices
from gongkai.law.dated import Dated
from gongkai.law.outcomes.model import Answer, Outcome, Question, Questions, State
from gongkai.law.statutes import in_force, provisions

NOT_REGISTERED: State = "not-registered"


@dataclass(frozen=True, slots=True)
class _Kept:
    """An outcome as the data file has it: its row depends on the day, or on what a person chooses."""

    key: str
    title: str
    english: str
    basis: tuple[str, ...]
    explanation: str
    traps: tuple[str, ...]
    state: State = "counted"
    rows: Dated[str] | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class _Data:
    outcomes: Mapping[str, _Kept]
    choices: Choices
    questions: Dated[Questions]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files("gongkai.law.outcomes").joinpath("data", name).read_text("utf-8"))


@cache
def _data() -> _Data:
    try:
        return parse(_toml("outcomes.toml"), _toml("questions.toml"))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data of outcomes is damaged: {error!r}.") from error


def parse(outcomes: Mapping[str, Any], questions: Mapping[str, Any]) -> _Data:
    """Read both data files. Raises :class:`InvalidData` where an answer leads nowhere, or an outcome has no row."""
    kept = {each["key"]: _kept(each) for each in outcomes["outcomes"]}
    choices = parse_choices(outcomes["choices"])
    for each in kept.values():
        if each.state == "counted" and (each.rows is None) == (each.choice not in choices):
            raise InvalidData(f"Outcome '{each.key}' must have either rows or an open question.")
    sets = Dated.parse("questions", questions["versions"], _questions)
    for each_set in sets:
        _insist_on_leading_on(each_set, kept)
    return _Data(kept, choices, sets)


def _kept(row: Mapping[str, Any]) -> _Kept:
    values = {**row, "basis": _known(row["basis"]), "traps": tuple(row["traps"])}
    if "rows" in row:
        values["rows"] = Dated.parse(f"rows of {row['key']}", row["rows"], lambda each: str(each["row"]))
    return _Kept(**values)


def _known(keys: Sequence[str]) -> tuple[str, ...]:
    """Insist that the law has every provision named."""
    provisions(keys)
    return tuple(keys)


def _questions(row: Mapping[str, Any]) -> Questions:
    asked = [
        Question(
            each["key"],
            each["text"],
            each["english"],
            _known(each["basis"]),
            tuple(Answer(**answer) for answer in each["answers"]),
        )
        for each in row["questions"]
    ]
    return Questions(row["first"], {each.key: each for each in asked})


def _insist_on_leading_on(questions: Questions, outcomes: Mapping[str, _Kept]) -> None:
    if questions.first not in questions.by_key:
        raise InvalidData(f"The first question '{questions.first}' is none of the questions.")
    for question in questions.by_key.values():
        for answer in question.answers:
            leads = (answer.next in questions.by_key) + (answer.outcome in outcomes)
            if leads != 1 or (answer.next is not None and answer.outcome is not None):
                raise InvalidData(f"Answer '{answer.key}' to '{question.key}' must lead to one question or outcome.")


def questions_on(on: dt.date) -> Questions:
    """Return the questions for a request answered on a day. Raises :class:`NotInForce` before 2019-05-15."""
    found = _data().questions.on(on)
    if found is None:
        first = _data().questions.periods[0].first
        raise NotInForce(
            f"{on}不适用现行《政府信息公开条例》（{first}起施行）和年度报告表样。", advice="请用施行之后的日期。"
        )
    return found


def outcome_keys() -> tuple[str, ...]:
    """Return the keys of all outcomes in the order of the form."""
    return tuple(_data().outcomes)


def outcome(key: str, on: dt.date, own: Mapping[str, str] | None = None) -> Outcome:
    """Return an outcome as it stands on a day, where a person decides as the office has set it in ``own``.

    Raises :class:`UsageError` for an unknown outcome, :class:`InvalidSettings` where the office's setting is not
    possible, and :class:`NotInForce` before 2019-05-15.
    """
    data, own = _data(), own or {}
    questions_on(on)
    insist_on_known(data.choices, "outcomes", own)
    kept = data.outcomes.get(key)
    if kept is None:
        raise UsageError(f"没有“{key}”这种办理结果。", advice=f"可以是：{'、'.join(data.outcomes)}。")
    state, row, found = kept.state, kept.rows.on(on) if kept.rows else None, None
    if kept.choice is not None:
        found = chosen(data.choices, kept.choice, on, own)
        state, row = (NOT_REGISTERED, None) if found.value == NOT_REGISTERED else (state, found.value)
    basis = in_force(kept.basis, on)
    return Outcome(key, state, row, kept.title, kept.english, basis, kept.explanation, kept.traps, found)
