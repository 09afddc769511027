"""The record of a redaction: original, marks and output by their digests, and what was withheld by ground."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai.redaction.drawing.covering import grounds_of
from gongkai.redaction.grounds import Ground, decision_in_words
from gongkai.redaction.model import Decision, LeftOut, Marks, PagePlan
from gongkai.redaction.written import marks_digest

if TYPE_CHECKING:
    from gongkai.redaction.pages import Pages
    from gongkai.redaction.reading_back import ReadBack


class ByGround(NamedTuple):
    """What rests on one ground."""

    ground: Ground
    boxes: int
    pages: tuple[int, ...]
    """The pages withheld whole."""


@dataclass(frozen=True, slots=True)
class Record:
    """How a redacted file came about; it holds nothing of what was withheld."""

    original: str
    marks: str
    output: str
    """SHA-256 of each."""
    day: str
    decisions: tuple[tuple[Decision, int], ...]
    """How many pages went which way."""
    grounds: tuple[ByGround, ...]
    left_out: tuple[LeftOut, ...]
    looked_at: tuple[tuple[str, int], ...]
    unread: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON."""
        return {
            "original": self.original,
            "marks": self.marks,
            "output": self.output,
            "day": self.day,
            "pages": {decision.value: count for decision, count in self.decisions},
            "grounds": [
                {
                    "ground": each.ground.key,
                    "title": each.ground.title,
                    "basis": [str(basis) for basis in each.ground.basis],
                    "boxes": each.boxes,
                    "pages": list(each.pages),
                }
                for each in self.grounds
            ],
            "left_out": [{"kind": each.kind, "count": each.number, "words": each.words} for each in self.left_out],
            "read_back": {**dict(self.looked_at), "survivals": 0, "unread": list(self.unread)},
        }

    def in_words(self) -> tuple[str, ...]:
        """Return the summary for people, a line each."""
        ways = "，".join(f"{decision_in_words(decision)}{count}页" for decision, count in self.decisions)
        lines = [f"共{sum(count for _, count in self.decisions)}页：{ways}。"]
        for each in self.grounds:
            pages = f"，整页不予公开{len(each.pages)}页" if each.pages else ""
            basis = "、".join(map(str, each.ground.basis))
            lines.append(f"依据“{each.ground.title}”（{basis}）：遮盖{each.boxes}处{pages}。")
        lines += [f"没有随页面提供：{each.words}。" for each in self.left_out]
        return tuple(lines)


def record_of(pages: Pages, marks: Marks, plans: tuple[PagePlan, ...], data: bytes, checked: ReadBack) -> Record:
    """Return the record of a redaction that was read back."""
    return Record(
        pages.source,
        marks_digest(marks),
        hashlib.sha256(data).hexdigest(),
        marks.day.isoformat(),
        tuple(sorted(Counter(each.decision for each in plans).items(), key=lambda each: list(Decision).index(each[0]))),
        summary(marks, plans),
        pages.left_out(),
        checked.looked_at,
        checked.unread,
    )


def summary(marks: Marks, plans: tuple[PagePlan, ...]) -> tuple[ByGround, ...]:
    """Return what rests on each ground, in the order of the law."""
    boxes = Counter(mark.ground for each in plans for mark in each.marks)
    found = grounds_of(plans, marks.day)
    return tuple(
        ByGround(ground, boxes[key], tuple(each.page for each in plans if each.ground == key))
        for key, ground in found.items()
    )
