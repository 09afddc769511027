"""What becomes of a request: the outcomes with their rows of the form, and the questions that lead to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gongkai.law.choices import Chosen
from gongkai.law.statutes import Citation, in_force

State = Literal["counted", "not-registered", "not-yet"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where an answer leads on a day."""

    key: str
    state: State
    """``counted`` in ``row``; ``not-registered``: no request at all; ``not-yet``: something has to be done first."""
    row: str | None
    """The row of the form that counts it (``refused.state_secret``); none unless counted."""
    title: str
    english: str
    basis: tuple[Citation, ...]
    explanation: str
    traps: tuple[str, ...]
    chosen: Chosen | None = None
    """Where a person decides: the open question that gave the row, with every row that may be chosen."""

    def to_json(self) -> dict[str, Any]:
        """Return everything, provisions as a lawyer writes them."""
        return {
            "outcome": self.key,
            "state": self.state,
            "row": self.row,
            "title": self.title,
            "english": self.english,
            "basis": [str(each) for each in self.basis],
            "explanation": self.explanation,
            "traps": list(self.traps),
            "chosen": self.chosen and self.chosen.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question: it leads to the ``next`` question or to an ``outcome``, never to both."""

    key: str
    text: str
    english: str
    next: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the provisions it asks about, by key, and the answers that may be given."""

    key: str
    text: str
    english: str
    cited: tuple[str, ...]
    answers: tuple[Answer, ...]

    def basis(self, on: dt.date) -> tuple[Citation, ...]:
        """Return the provisions it asks about that held on a day."""
        return in_force(self.cited, on)


@dataclass(frozen=True, slots=True)
class Questions:
    """A set of questions and the first of them."""

    first: str
    by_key: Mapping[str, Question]
