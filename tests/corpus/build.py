"""Build the corpus: documents of every kind, damaged at the rate of real life, with what must be read of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import tests.corpus.faults_figures
import tests.corpus.faults_labels
import tests.corpus.faults_page
import tests.corpus.faults_rarer
import tests.corpus.faults_tables  # noqa: F401  (registers the faults)
from tests.corpus.draft import Draft, damage
from tests.corpus.formats import RENDERERS
from tests.corpus.truth import Truth, make_truth

MIX = {"html": 42, "text": 22, "docx": 12, "xlsx": 8, "pdf": 11, "special": 5}


@dataclass(frozen=True)
class Sample:
    """One document and what must be read of it."""

    name: str
    data: bytes
    kind: str
    truths: tuple[dict[str, Any], ...]
    """Expected objects in order; several for two reports in one file, none for a document that must be refused."""
    faults: tuple[str, ...] = ()
    error: str | None = None
    """The class of error expected instead: its ``code``, or ``*`` for any of ours."""
    notes: dict[str, Any] = field(default_factory=dict)


def make_sample(
    kind: str,
    name: str,
    rng: random.Random,
    *,
    only: Sequence[str] | None = None,
    truth: Truth | None = None,
    level: float = 1.0,
    style: dict[str, Any] | None = None,
) -> Sample:
    """Make one document of a format; ``only`` names the faults it gets, ``level`` scales their frequency."""
    draft = Draft.of(truth or _any_truth(rng), kind, rng)
    draft.style.update(style or {})
    damage(draft, tuple(only) if only is not None else None, level)
    ending, render = RENDERERS[kind]
    data = render(draft)
    source = f"{name}.{draft.style.get('ending', ending)}"
    return Sample(source, data, kind, (draft.expected(source),), tuple(draft.faults), notes=dict(draft.style))


def _any_truth(rng: random.Random) -> Truth:
    """A right report, now and then on the form that is no longer in force: the form follows the table."""
    if rng.random() < 0.03:
        return make_truth(rng, form_id="2019", year=rng.choice((2021, 2022)))
    return make_truth(rng)


def corpus(count: int, seed: int = 0, kinds: Sequence[str] | None = None, *, level: float = 1.0) -> Iterator[Sample]:
    """Yield ``count`` documents; the same seed gives the same documents. ``kinds`` restricts the formats."""
    from tests.corpus.special import make_special

    names = tuple(kinds or MIX)
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        kind = rng.choices(names, [MIX.get(name, 10) for name in names])[0]
        name = f"{seed}-{number:05}"
        if kind == "special":
            yield make_special(name, rng)
        else:
            yield make_sample(kind, name, rng, level=level)
