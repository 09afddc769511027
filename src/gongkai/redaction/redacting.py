"""Redact: pages as pictures, blackened where they are marked, rebuilt as a new PDF and read back before it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.errors import InvalidMarks
from gongkai.redaction.drawing.building import build_pdf
from gongkai.redaction.drawing.covering import covered, grounds_of, stand_in
from gongkai.redaction.drawing.packing import Packed, lossless, photograph
from gongkai.redaction.grounds import Ground
from gongkai.redaction.model import Decision, Marks, PagePlan
from gongkai.redaction.pages import Pages, look_of
from gongkai.redaction.planning import plan
from gongkai.redaction.reading_back import ReadBack, read_back
from gongkai.redaction.record import Record, record_of
from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted file that was read back and holds nothing marked, and the record of how it came about."""

    data: bytes
    record: Record
    checked: ReadBack


def redact(pages: Pages, marks: Marks, *, recognise: bool = True) -> Redacted:
    """Return a file redacted by marks, as a PDF of pictures.

    Raises :class:`InvalidMarks` where the marks are not those of this file or leave a page open, and
    :class:`RedactionBlocked` where reading the result back finds anything marked: then there is no result.
    """
    plans = bound(pages, marks)
    data = build_pdf(_packed(pages, marks, plans), pages.settings)
    checked = read_back(data, marks, pages.settings, recognise=recognise)
    checked.insist()
    return Redacted(data, record_of(pages, marks, plans, data, checked), checked)


def bound(pages: Pages, marks: Marks) -> tuple[PagePlan, ...]:
    """Return what is done with each page; raises :class:`InvalidMarks` where the marks belong to another file."""
    if marks.source != pages.source:
        raise InvalidMarks(
            f"标记属于另一个文件（SHA-256 {marks.source[:12]}…，本文件为 {pages.source[:12]}…）。",
            advice="文件改动之后，请重新标记。",
        )
    if marks.pages != pages.count:
        raise InvalidMarks(f"标记时文件有{marks.pages}页，现有{pages.count}页。", advice="请重新标记。")
    if len(marks.marks) > pages.settings.redaction_marks:
        raise InvalidMarks(
            f"标记有{len(marks.marks)}处，超过上限 {pages.settings.redaction_marks} 处。", advice="请拆分文件。"
        )
    return plan(marks)


def preview(pages: Pages, marks: Marks, number: int) -> Image.Image:
    """Return a page as it will go out, or as it is where nothing is decided of it yet."""
    from gongkai.redaction.planning import planned

    decided = planned(marks)[number - 1]
    picture = pages.picture(number)
    if decided is None:
        return picture
    with pages.work:
        return _drawn(picture, decided, grounds_of((decided,), marks.day), pages.settings, as_photograph=False)


def _packed(pages: Pages, marks: Marks, plans: tuple[PagePlan, ...]) -> Iterator[Packed]:
    grounds = grounds_of(plans, marks.day)
    for each in plans:
        picture = pages.picture(each.page)
        if marks.looks and look_of(picture) != marks.looks[each.page - 1]:
            raise InvalidMarks(
                f"第{each.page}页的样子与标记时不同（可能换了 LibreOffice 的版本或者字体）。", advice="请重新标记。"
            )
        with pages.work:
            packed = lossless(_drawn(picture, each, grounds, pages.settings, as_photograph=False))
            if len(packed.data) > pages.settings.redaction_lossless:
                packed = photograph(_drawn(picture, each, grounds, pages.settings, as_photograph=True), pages.settings)
        yield packed


def _drawn(
    picture: Image.Image, each: PagePlan, grounds: dict[str, Ground], settings: Settings, *, as_photograph: bool
) -> Image.Image:
    match each.decision:
        case Decision.RELEASE:
            return picture
        case Decision.PART:
            return covered(picture, each, grounds, settings, photograph=as_photograph)
        case _:
            return stand_in(each, grounds, *picture.size)
