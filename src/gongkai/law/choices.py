"""What the law leaves open: a dated answer with its reason and sources, which an office may replace by its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.errors import InvalidData, InvalidSettings, NotInForce
from gongkai.law.dated import Dated
from gongkai.law.statutes import Citation, in_force, provisions


@dataclass(frozen=True, slots=True)
class Default:
    """The answer taken where an office has none of its own, and why."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One open question. ``sources`` names for each possible answer the provisions that speak for it, by key."""

    key: str
    question: str
    default: Dated[Default]
    sources: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An open question as it is answered on a day."""

    key: str
    question: str
    value: str
    default: Default
    sources: Mapping[str, tuple[Citation, ...]]
    """The possible answers, each with the provisions then in force that speak for it."""

    @property
    def own(self) -> bool:
        """Whether the office has answered otherwise than the default."""
        return self.value != self.default.value

    def to_json(self) -> dict[str, Any]:
        """Return the question, the answer, the default with its reason, and the sources of every possible answer."""
        return {
            "key": self.key,
            "question": self.question,
            "value": self.value,
            "default": self.default.value,
            "reason": self.default.reason,
            "sources": {value: [str(each) for each in found] for value, found in self.sources.items()},
        }


Choices = Mapping[str, Choice]


def parse_choices(rows: Iterable[Mapping[str, Any]]) -> Choices:
    """Read the open questions of a data file. Raises :class:`InvalidData` where one is wrong."""
    return {each.key: each for each in map(_choice, rows)}


def _choice(row: Mapping[str, Any]) -> Choice:
    key, sources = row["key"], row["sources"]
    default = Dated.parse(key, row["default"], lambda each: Default(each["value"], each["reason"]))
    for each in default:
        if each.value not in sources:
            raise InvalidData(f"{key}: the default '{each.value}' is none of the possible answers.")
    for cited in sources.values():
        provisions(cited)
    return Choice(key, row["question"], default, {value: tuple(cited) for value, cited in sources.items()})


def chosen(choices: Choices, key: str, on: dt.date, own: Mapping[str, str]) -> Chosen:
    """Answer an open question for a day: as the office has set it in ``own``, else by the default.

    Raises :class:`InvalidSettings` where the office's answer is none of the possible, :class:`NotInForce` where the
    question did not arise yet.
    """
    choice = choices[key]
    default = choice.default.on(on)
    if default is None:
        raise NotInForce(f"{on}尚无“{choice.question}”的规定。", advice="请核对日期。")
    value = own.get(key, default.value)
    if value not in choice.sources:
        raise InvalidSettings(f"“{key}”不能设为“{value}”。", advice=f"可以设为：{'、'.join(choice.sources)}。")
    sources = {answer: in_force(cited, on) for answer, cited in choice.sources.items()}
    return Chosen(key, choice.question, value, default, sources)


def insist_on_known(choices: Choices, area: str, own: Mapping[str, str]) -> None:
    """Raise :class:`InvalidSettings` where the office's answers name a question of ``area`` that is none."""
    for key in own:
        if key.startswith(f"{area}.") and key not in choices:
            raise InvalidSettings(f"没有“{key}”这一项可以设定。", advice=f"可以设定：{'、'.join(choices)}。")
