"""Proving the log: every event's number, link and hash, what the database guards, and what became of the things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from django.db import transaction

from gongkai_site.audit.chain import FIELDS, event_hash
from gongkai_site.audit.guards import lacking_guards
from gongkai_site.audit.models import Event, Head
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
        head = Head.objects.filter(pk=1).first()
        found = _walk(dict(known or {}), head)
        breaks = [*found.breaks, *(Break(0, f"数据库中的保护（{name}）缺失或停用") for name in lacking_guards())]
        if rows:
            with everywhere("what the log says of every agency's things"):
                breaks += [Break(number, what) for number, what in islice(amiss(), _MOST)]
    return replace(found, breaks=tuple(breaks[:_MOST]))


def _walk(known: dict[int, str], head: Head | None) -> Verification:
    breaks: list[Break] = []
    count, number, previous = 0, 0, "0" * 64

    def broken(at: int, what: str) -> None:
        if len(breaks) < _MOST:
            breaks.append(Break(at, what))

    rows = Event.objects.order_by("number").values_list(*FIELDS, "previous", "hash")
    for row in rows.iterator(chunk_size=_CHUNK):
        count += 1
        values, linked, kept = row[:-2], row[-2], row[-1]
        if values[0] != number + 1:
            broken(number + 1, f"缺少第{number + 1}至{values[0] - 1}条事件")
        elif linked != previous:
            broken(values[0], "与上一条事件的衔接不符")
        if event_hash(linked, values) != kept:
            broken(values[0], "内容与哈希不符，事件被改动过")
        number, previous = values[0], kept
        if number in known and not kept.startswith(known.pop(number)):
            broken(number, "与另行留存的哈希不符，此前的链条被重写过")
    if head is None or (head.number, head.hash) != (number, previous):
        broken(number + 1, f"链尾记录为第{head.number if head else 0}条，实际到第{number}条：末尾的事件被删除或添加过")
    for lacking in sorted(known):
        broken(lacking, "另行留存了哈希的事件不在日志中：末尾被删除过，或者数据库退回到了更早的备份")
    return Verification(count, number, previous, tuple(breaks))
