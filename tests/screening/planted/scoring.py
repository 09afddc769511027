"""How much of what was planted is found, by kind, and how many hits clean documents give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.screening import Hit, Screen, Screening
from tests.screening.planted.documents import Planted, Truth


@dataclass
class Score:
    """Planted and found by kind, and what was missed."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, Truth]] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        """The share of a kind that was found."""
        return self.found[kind] / self.planted[kind]

    @property
    def worst(self) -> float:
        """The least recall of any kind."""
        return min(self.recall(kind) for kind in self.planted)


def score(documents: Iterable[Planted], screen: Screen) -> Score:
    """Screen each document and count what was found of what was planted."""
    result = Score()
    for document in documents:
        hits = list(hits_of(document, screen))
        for truth in document.truths:
            result.planted[truth.kind] += 1
            taken = next((hit for hit in hits if _is(hit, truth)), None)
            if taken is None:
                result.missed.append((document.name, truth))
            else:
                result.found[truth.kind] += 1
                hits.remove(taken)
    return result


def hits_of(document: Planted, screen: Screen) -> Iterable[Hit]:
    """All hits in one document."""
    for outcome in screen.files(document.data, document.name):
        if isinstance(outcome, Screening):
            yield from outcome.hits


def _is(hit: Hit, truth: Truth) -> bool:
    """Whether a hit is what was planted: of its kind, and where it shows signs, the first ones of the value."""
    if truth.kind in ("hidden-sheet", "hidden-text"):
        return truth.kind in (hit.kind, hit.hidden)
    if hit.kind != truth.kind:
        return False
    shown = "".join(sign for sign in _narrow(hit.shown) if sign.isalnum())
    wanted = "".join(sign for sign in _narrow(truth.written) if sign.isalnum())
    return not wanted or not shown or shown[:2].upper() == wanted[:2].upper()


def _narrow(text: str) -> str:
    return "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in text)
