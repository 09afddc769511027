"""Proving the log: number, link, hash and text of every event, what the database guards, what became of the things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef

from gongkai_site.audit.former import former_hash, former_rows, is_former
from gongkai_site.audit.guards import lacking_guards
from gongkai_site.audit.models import Event, Head, Sealed
from gongkai_site.audit.proving import COLUMNS, Kept, Proof
from gongkai_site.audit.rows import amiss
from gongkai_site.reach import everywhere

_CHUNK = 5_000
_MOST = 100


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the log does not prove itself."""

    number: int
    """The event's number; where events are lacking, the first lacking one."""
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying found; ``breaks`` holds the first hundred."""

    count: int
    number: int
    """Number of the last event."""
    hash: str
    """Hash of the last event: noted down elsewhere, it proves later that nothing before it was changed."""
    breaks: tuple[Break, ...]
    destroyed: int = 0
    """How many events have lost their text, by anonymising that later events tell of."""

    @property
    def is_sound(self) -> bool:
        """Whether the whole chain holds."""
        return not self.breaks


def verify(known: Mapping[int, str] | None = None, *, rows: bool = False) -> Verification:
    """Recompute the whole chain in one consistent read, and look whether the database still guards it.

    ``known`` are hashes by event number kept elsewhere, or their first signs (``audit.anchors``): they catch somebody
    who cut the log's end, rewrote it from some event on or went back to an older copy, which the chain alone cannot
    tell. ``rows``: the things themselves must stand as the log says they were last made.
    """
    with transaction.atomic():
        former = is_former()
        walk = _Walk(dict(known or {}))
        destroyed = _prove_former(walk) if former else _prove(walk)
        walk.end(Head.objects.filter(pk=1).first())
        breaks = [*walk.breaks, *(Break(0, f"数据库中的保护（{name}）缺失或停用") for name in lacking_guards(former))]
        if rows:
            with everywhere("what the log says of every agency's things"):
                breaks += [Break(number, what) for number, what in islice(amiss(), _MOST)]
    return Verification(walk.count, walk.number, walk.previous, tuple(breaks[:_MOST]), destroyed)


def _prove(walk: _Walk) -> int:
    """Walk all events and return how many have lawfully lost their text."""
    proof = Proof(walk.broken)
    for row in Event.objects.order_by("number").values_list(*COLUMNS).iterator(chunk_size=_CHUNK):
        event = Kept._make(row)
        walk.step(event.number, event.previous, event.hash)
        proof.take(event)
    proof.end()
    strays = Sealed.objects.exclude(Exists(Event.objects.filter(number=OuterRef("pk"))))
    for number in strays.values_list("pk", flat=True)[:_MOST]:
        walk.broken(number, "有密封的文字，没有事件")
    return proof.destroyed


def _prove_former(walk: _Walk) -> int:
    """The same of a database that was not upgraded yet."""
    for *values, previous, kept in former_rows():
        walk.step(values[0], previous, kept)
        if former_hash(previous, tuple(values)) != kept:
            walk.broken(values[0], "内容与哈希不符，事件被改动过")
    return 0


class _Walk:
    """From event to event: numbers without a gap, each linked to the one before, as noted elsewhere, to the end."""

    def __init__(self, known: dict[int, str]) -> None:
        self._known = known
        self.breaks: list[Break] = []
        self.count, self.number, self.previous = 0, 0, "0" * 64

    def broken(self, at: int, what: str) -> None:
        """Note a place where the log does not prove itself."""
        if len(self.breaks) < _MOST:
            self.breaks.append(Break(at, what))

    def step(self, number: int, linked: str, kept: str) -> None:
        """Go on to the next event."""
        self.count += 1
        if number != self.number + 1:
            self.broken(self.number + 1, f"缺少第{self.number + 1}至{number - 1}条事件")
        elif linked != self.previous:
            self.broken(number, "与上一条事件的衔接不符")
        self.number, self.previous = number, kept
        if number in self._known and not kept.startswith(self._known.pop(number)):
            self.broken(number, "与另行留存的哈希不符，此前的链条被重写过")

    def end(self, head: Head | None) -> None:
        """Compare the end reached with the end kept, and with what was noted elsewhere beyond it."""
        number = self.number
        if head is None or (head.number, head.hash) != (number, self.previous):
            ended = head.number if head else 0
            self.broken(number + 1, f"链尾记录为第{ended}条，实际到第{number}条：末尾的事件被删除或添加过")
        for lacking in sorted(self._known):
            self.broken(lacking, "另行留存了哈希的事件不在日志中：末尾被删除过，或者数据库退回到了更早的备份")
