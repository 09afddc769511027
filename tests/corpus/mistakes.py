"""Faults of content: what offices get wrong in reports that print well, each with the rule that must find it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.corpus.build import Sample
from tests.corpus.draft import Draft
from tests.corpus.formats import RENDERERS
from tests.corpus.names import make_agency
from tests.corpus.truth import Truth, make_truth


@dataclass(frozen=True)
class Mistake:
    """A report with one mistake in it."""

    name: str
    rule: str
    """The rule that must find it."""
    sample: Sample
    also: frozenset[str]
    """Rules of severity ``error`` that the same mistake rightly sets off too."""
    previous: Sample | None = None
    peers: tuple[Sample, ...] = ()


@dataclass
class Case:
    """What a mistake works on: a right report, its draft made on demand, and the year before."""

    truth: Truth
    rng: random.Random
    previous: Truth | None = None
    peers: tuple[Truth, ...] = ()
    change_draft: Callable[[Draft], None] | None = None


Change = Callable[[Case], None]
MISTAKES: dict[str, tuple[str, frozenset[str], Change, str | None]] = {}
SUMS = frozenset({"requests.balance", "requests.concluded", "requests.row-total"})


def mistake(rule: str, also: frozenset[str] = frozenset(), kind: str | None = None) -> Callable[[Change], Change]:
    """Register a mistake under its function's name; ``kind`` fixes the kind of agency."""

    def register(change: Change) -> Change:
        MISTAKES[change.__name__.replace("_", "-")] = (rule, also, change, kind)
        return change

    return register


def calm_truth(rng: random.Random, kind: str | None = None) -> Truth:
    """A right report on the form of 2021, signed, of an agency that had some requests."""
    while True:
        truth = make_truth(rng, form_id="2021", agency=make_agency(rng, kind))
        if 3 <= int(truth.cells["requests.received.total"]) <= 300:
            truth.signed = None
            truth.signature, truth.addressee = truth.agency.full, None
            truth.signed = dt.date(truth.year + 1, 1, 20)
            return truth


def mistakes(seed: int = 0, repeat: int = 3) -> Iterator[Mistake]:
    """Every mistake, ``repeat`` times each, in plain documents: the checking is tried here, not the reading."""
    import tests.corpus.mistakes_figures
    import tests.corpus.mistakes_text  # noqa: F401  (both register their mistakes)

    for name, (rule, also, change, kind) in MISTAKES.items():
        for number in range(repeat):
            rng = random.Random(f"{seed}/{name}/{number}")
            case = Case(calm_truth(rng, kind), rng)
            change(case)
            sample = _sample(case.truth, f"{name}-{number}", rng, case.change_draft)
            previous = _sample(case.previous, f"{name}-{number}-before", rng) if case.previous else None
            peers = tuple(_sample(each, f"{name}-{number}-peer", rng) for each in case.peers)
            yield Mistake(name, rule, sample, also | {rule}, previous, peers)


def right_reports(count: int, seed: int = 0) -> Iterator[Sample]:
    """Reports without any mistake: no rule may call an error."""
    for number in range(count):
        rng = random.Random(f"{seed}/right/{number}")
        yield _sample(make_truth(rng), f"right-{number}", rng)


def _sample(truth: Truth, name: str, rng: random.Random, change: Callable[[Draft], None] | None = None) -> Sample:
    draft = Draft.of(truth, "html", rng)
    draft.style |= {"html": "plain", "encoding": "utf-8"}
    if change:
        change(draft)
    ending, render = RENDERERS["html"]
    data = render(draft)
    return Sample(f"{name}.{ending}", data, "html", (draft.expected(f"{name}.{ending}"),), tuple(draft.faults))


def bump(case: Case, key: str, by: int = 1) -> None:
    """Add to one figure and to no other."""
    case.truth.cells[key] += by
