"""What one document may cost: time at work and memory, the same whatever it is and wherever it is read.

One :class:`DocumentBudget` stands for one document; it is entered for each stretch of work on it, and the work under
it finds it without being handed it (a context variable: every thread and every process has its own). Loops that a
document can make long call :func:`spend`, which looks at the clock only every so many steps. One call into C (a
parser, a decompressor, a pattern) cannot be interrupted: there the size of what it is given is bounded beforehand,
by the settings and by :func:`need`.

Time is time at work: the processor time of the thread, of LibreOffice where it converts the document, of recognition.
So a document is not refused because the machine was busy with others, and on an idle machine it is what the clock
shows.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import TypeVar

from gongkai.document.usage import resident_bytes
from gongkai.errors import OverBudget
from gongkai.settings import Settings

__all__ = [
    "DocumentBudget",
    "allow",
    "check",
    "counted",
    "current",
    "left",
    "need",
    "reached",
    "recognising",
    "scanned_page",
    "spend",
    "used_up",
    "wait",
]

_Each = TypeVar("_Each")
_ADVICE = "请只保留报告正文，或用 Word、WPS 另存后再报。"


class _Entered:
    """How many budgets are entered in this process: memory is the whole process's, and so is its bound."""

    def __init__(self) -> None:
        self.count = 0
        self._lock = Lock()

    def change(self, by: int) -> None:
        with self._lock:
            self.count += by


_ENTERED = _Entered()


class DocumentBudget:
    """The budget of one document, entered (``with``) for each stretch of work on it; raises :class:`OverBudget`.

    ``already`` is what an earlier budget of the same document has spent, in seconds. ``allowed`` is the time allowed
    besides for scanned pages, ``place`` how far the work has come, in words.
    """

    def __init__(self, settings: Settings, already: float = 0.0) -> None:
        self._seconds: float = settings.document_seconds
        self._bytes = settings.document_bytes
        self._every = settings.steps_per_look
        self._page_seconds = settings.seconds_per_scanned_page
        self._spent = already
        self._steps = 0
        self._since: float | None = None
        self._resident = 0
        self._outer: list[DocumentBudget | None] = []
        self.allowed = 0.0
        self.place = ""

    def __enter__(self) -> DocumentBudget:
        self._outer.append(_CURRENT.get())
        if len(self._outer) == 1:
            _ENTERED.change(1)
            self._resident = resident_bytes()
            self._since = time.thread_time()
            _CURRENT.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        outer = self._outer.pop()
        if not self._outer:
            self._spent = self.spent
            self._since = None
            _ENTERED.change(-1)
            _CURRENT.set(outer)

    @property
    def spent(self) -> float:
        """Seconds at work on the document so far."""
        return self._spent + (0.0 if self._since is None else max(time.thread_time() - self._since, 0.0))

    @property
    def left(self) -> float:
        """Seconds left; negative once used up."""
        return self._seconds + self.allowed - self.spent

    def spend(self, steps: int = 1) -> None:
        """Count work; looks at clock and memory every ``steps_per_look`` steps, and raises once either is used up."""
        self._steps += steps
        if self._steps >= self._every:
            self._steps = 0
            self.check()

    def check(self) -> None:
        """Look at clock and memory now."""
        if self.left < 0:
            limit = self._seconds + self.allowed
            raise OverBudget(f"读取已用满单份文件的时限 {limit:g} 秒{self._so_far()}，未读完。", advice=_ADVICE)
        if resident_bytes() - self._resident > self._bytes * max(_ENTERED.count, 1):
            raise OverBudget(self._too_much(), advice=_ADVICE)

    def need(self, size: float) -> None:
        """Raise where the next step is known to take ``size`` bytes and the budget is smaller."""
        if size > self._bytes:
            raise OverBudget(self._too_much(), advice=_ADVICE)

    def wait(self, seconds: float) -> None:
        """Count time that other threads or another program worked on the document."""
        self._spent += seconds

    def scanned_page(self) -> None:
        """Allow the time of one more page that has to be recognised."""
        self.allowed += self._page_seconds

    def _too_much(self) -> str:
        return f"读取这份文件所需的内存超过上限 {self._bytes / 1e6:,.0f} MB{self._so_far()}，未读完。"

    def _so_far(self) -> str:
        return f"（读到{self.place}）" if self.place else ""


_CURRENT: ContextVar[DocumentBudget | None] = ContextVar("document_budget", default=None)


def current() -> DocumentBudget | None:
    """Return the budget of the document being worked on here, if any."""
    return _CURRENT.get()


def spend(steps: int = 1) -> None:
    """Count work on the document at hand; raises :class:`OverBudget` once its time or memory is used up."""
    budget = _CURRENT.get()
    if budget is not None:
        budget.spend(steps)


def check() -> None:
    """Look at the clock now, where each step is long; raises :class:`OverBudget`."""
    budget = _CURRENT.get()
    if budget is not None:
        budget.check()


def need(size: float) -> None:
    """Raise :class:`OverBudget` where the next step is known to take more bytes than a document may."""
    budget = _CURRENT.get()
    if budget is not None:
        budget.need(size)


def left() -> float:
    """Return the seconds that the document at hand has left, negative once used up; without a budget, no end."""
    budget = _CURRENT.get()
    return float("inf") if budget is None else budget.left


def used_up(page_number: int = 0, /) -> bool:
    """Tell whether the time is used up, for documents that are read up to a page and say which they did not reach."""
    return left() <= 0


def scanned_page() -> None:
    """Allow the document at hand the time of one more scanned page."""
    budget = _CURRENT.get()
    if budget is not None:
        budget.scanned_page()


def allow(seconds: float) -> None:
    """Allow the document at hand more time, for a step that every document of its size needs."""
    budget = _CURRENT.get()
    if budget is not None:
        budget.allowed += seconds


def counted(items: Iterable[_Each], unit: str, every: int = 64) -> Iterator[_Each]:
    """Yield the items, each a step of work, so that the error can say how far the reading came (第 128 行)."""
    budget = _CURRENT.get()
    if budget is None:
        yield from items
        return
    for number, item in enumerate(items, 1):
        if not number % every:
            budget.place = f"第 {number} {unit}"
            budget.spend(every)
        yield item


def reached(number: int, unit: str, steps: int = 256) -> None:
    """Count ``steps`` more of a loop that has come to its ``number``-th turn (:func:`counted`, for a hot loop)."""
    budget = _CURRENT.get()
    if budget is not None:
        budget.place = f"第 {number} {unit}"
        budget.spend(steps)


def wait(seconds: float) -> None:
    """Count time that another program worked on the document at hand."""
    budget = _CURRENT.get()
    if budget is not None:
        budget.wait(seconds)


@contextmanager
def recognising() -> Iterator[None]:
    """Count what the threads of recognition do meanwhile: no more than the clock shows, nor than they really worked."""
    budget = _CURRENT.get()
    if budget is None:
        yield
        return
    clock, processor, own = time.perf_counter(), time.process_time(), time.thread_time()
    try:
        yield
    finally:
        worked = min(time.perf_counter() - clock, time.process_time() - processor)
        budget.wait(max(worked - (time.thread_time() - own), 0.0))
