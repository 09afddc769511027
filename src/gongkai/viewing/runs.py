"""Rows of a table whose cells stand on a line each: such lines belong together, a label and the figures after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from gongkai.document.model import Block, Line
from gongkai.settings import Settings
from gongkai.viewing.marks import Mark


class Placed(Protocol):
    """A block of the document with its marks."""

    @property
    def block(self) -> Block:
        """The block."""

    @property
    def marks(self) -> Sequence[Mark]:
        """Its marks."""


_P = TypeVar("_P", bound=Placed)


def runs(items: Sequence[_P], settings: Settings) -> Iterator[list[_P]]:
    """Yield the items in order; lines that are one row together, all others alone."""
    run: list[_P] = []
    has_marks = False
    for item in items:
        short = isinstance(item.block, Line) and len(item.block.text) <= settings.view_cell
        if run and (not short or len(run) == settings.view_run or (has_marks and _is_label(item))):
            yield from _ended(run, has_marks, settings.view_labels)
            run, has_marks = [], False
        if short:
            run.append(item)
            has_marks = has_marks or bool(item.marks)
        else:
            yield [item]
    yield from _ended(run, has_marks, settings.view_labels)


def _is_label(item: Placed) -> bool:
    return not item.marks and isinstance(item.block, Line) and any(map(str.isalnum, item.block.text))


def _ended(run: list[_P], has_marks: bool, most: int) -> Iterator[list[_P]]:
    """Split what stands before the row's own labels off; a run without marks is no row.

    One of the ``most`` labels heads several rows (三、本年度办理结果), one is the row's own.
    """
    first = next((place for place, item in enumerate(run) if item.marks), len(run)) if has_marks else len(run)
    start, labels = first, 0
    while start and labels < most:
        start -= 1
        labels += _is_label(run[start])
    if not has_marks:
        start = len(run)
    yield from _barred(run[:start])
    if run[start:]:
        yield run[start:]


def _barred(run: list[_P]) -> Iterator[list[_P]]:
    """Yield lines one by one, a bar that stands on a line of its own with the text before it."""
    together: list[_P] = []
    for item in run:
        if together and _is_label(item):
            yield together
            together = []
        together.append(item)
    if together:
        yield together
