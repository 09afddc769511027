"""From what was decided page by page to the library's marks, and what those come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.errors import InvalidMarks
from gongkai.redaction import Box, ByGround, Decision, Mark, Marks, PageDecision, plan, planned, summary, undecided
from gongkai_site.errors import InvalidInput
from gongkai_site.redaction.models import RedactionCase, RedactionPage

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box as somebody drew it, in hundredths of the page."""

    box: Box
    ground: str
    by: str = ""

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        kept: dict[str, Any] = {"box": [round(float(side), 3) for side in self.box], "ground": self.ground}
        return kept | ({"by": self.by} if self.by else {})

    @staticmethod
    def from_json(row: Mapping[str, Any]) -> Drawn:
        """As it was kept."""
        return Drawn(Box(*row["box"]), row["ground"], row.get("by", ""))


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided of one page: its boxes, and a decision for the whole of it."""

    boxes: tuple[Drawn, ...] = ()
    decision: str = ""
    ground: str = ""
    of: int | None = None

    @staticmethod
    def on(page: RedactionPage) -> Decided:
        """What stands on a page."""
        return Decided(tuple(map(Drawn.from_json, page.boxes)), page.decision, page.ground, page.of)

    def to_json(self) -> dict[str, Any]:
        """For the log."""
        return {
            "boxes": [each.to_json() for each in self.boxes],
            "decision": self.decision,
            "ground": self.ground,
            "of": self.of,
        }

    def put(self, page: RedactionPage) -> None:
        """Write it down on the page."""
        page.boxes = [each.to_json() for each in self.boxes]
        page.decision, page.ground, page.of = self.decision, self.ground, self.of


def marks_of(case: RedactionCase, pages: Iterable[RedactionPage], day: dt.date) -> Marks:
    """Return the marks of these pages, bound to the case's file."""
    return _marks(case, {each.number: Decided.on(each) for each in pages}, day)


def insist_sound(case: RedactionCase, number: int, decided: Decided, day: dt.date) -> None:
    """Raise :class:`InvalidInput` where what is decided of a page contradicts itself, or has no ground in the law."""
    if decided.decision and decided.decision not in set(Decision):
        raise InvalidInput("没有这样的决定。", advice="请从列表中选择。")
    try:
        planned(_marks(case, {number: decided}, day))
    except InvalidMarks as error:
        raise InvalidInput(error.message, advice=error.advice) from error


def insist_decided(case: RedactionCase, marks: Marks) -> None:
    """Raise :class:`InvalidInput` while a page is open, or says something that another page contradicts."""
    try:
        if open_pages := undecided(marks):
            said = "、".join(map(str, open_pages[:_SHOWN])) + ("等" if len(open_pages) > _SHOWN else "")
            raise InvalidInput(f"第{said}页还没有决定。", advice="请逐页画框，或者为整页作出决定，然后再提交。")
        plan(marks)
    except InvalidMarks as error:
        raise InvalidInput(error.message, advice=error.advice) from error


def by_ground(marks: Marks) -> tuple[ByGround, ...]:
    """Return what rests on each ground so far; pages that are open rest on none."""
    return summary(marks, tuple(each for each in planned(marks) if each is not None))


def way_of(page: RedactionPage) -> str:
    """What becomes of a page: its decision, ``part`` where only boxes stand on it, "" where it is open."""
    return page.decision or (Decision.PART.value if page.boxes else "")


def merged(there: Sequence[Drawn], found: Iterable[Drawn]) -> tuple[Drawn, ...]:
    """Return boxes with those found besides that do not lie within one that is there already."""
    kept = list(there)
    kept += [each for each in found if not any(_within(each.box, other.box) for other in kept)]
    return tuple(kept)


def _within(inner: Box, outer: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def _marks(case: RedactionCase, decided: Mapping[int, Decided], day: dt.date) -> Marks:
    return Marks(
        case.sha256,
        case.page_count,
        day,
        tuple(Mark(number, each.box, each.ground, each.by) for number, one in decided.items() for each in one.boxes),
        tuple(
            PageDecision(number, Decision(one.decision), one.ground or None, one.of)
            for number, one in decided.items()
            if one.decision
        ),
    )
