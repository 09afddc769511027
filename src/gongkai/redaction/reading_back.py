"""Read a redacted file back: while anything marked survives in it, it is blocked, and where is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.document.budget import DocumentBudget
from gongkai.errors import RedactionBlocked
from gongkai.redaction.checking.points import surviving_points
from gongkai.redaction.checking.structure import Structure
from gongkai.redaction.checking.survival import Survival
from gongkai.redaction.checking.viewed import surviving_in_view
from gongkai.redaction.drawing.covering import grounds_of
from gongkai.redaction.model import Decision, Marks, PagePlan
from gongkai.redaction.planning import numbers, plan
from gongkai.settings import DEFAULT_SETTINGS, Settings

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What reading back looked at and found."""

    survivals: tuple[Survival, ...]
    looked_at: tuple[tuple[str, int], ...]
    """What was looked at, and how many of it."""
    unread: tuple[str, ...] = ()
    """What could not be looked at."""

    def insist(self) -> None:
        """Raise :class:`RedactionBlocked` where anything survives."""
        if self.survivals:
            said = "；".join(map(str, self.survivals[:_SHOWN]))
            more = f"；等{len(self.survivals)}处" if len(self.survivals) > _SHOWN else ""
            raise RedactionBlocked(f"回读发现应遮盖的内容仍在：{said}{more}。", advice="没有写出文件，请报告这个问题。")


def read_back(data: bytes, marks: Marks, settings: Settings = DEFAULT_SETTINGS, *, recognise: bool = True) -> ReadBack:
    """Read a redacted file back by the marks alone: every object, text, annotations, fields, attachments,
    properties, the points in every box, and what recognition reads there, where it is installed.

    Raises :class:`InvalidMarks` for marks that leave a page open.
    """
    plans = plan(marks)
    grounds = grounds_of(plans, marks.day)
    with DocumentBudget(settings) as work:
        work.allowed += settings.redaction_seconds * marks.pages
        structure = Structure(data)
        found = [*_unplanned(marks, plans), *structure.survivals, *surviving_in_view(data, marks.pages)]
        for image, each in zip(structure.images, plans, strict=False):
            work.check()
            found += surviving_points(image, each, grounds, settings)
        marked = [(image, each) for image, each in zip(structure.images, plans, strict=False) if each.marks]
        read, unread = 0, ""
        if marked and not recognise:
            unread = "方框里的文字没有识别"
        elif marked and not _available():
            unread = "没有安装文字识别组件（gongkai[ocr]），方框里的文字没有识别"
        elif marked:
            from gongkai.redaction.checking.reading import surviving_reading

            for image, each in marked[: settings.max_ocr_pages]:
                work.scanned_page()
                found += surviving_reading(image, each, grounds, settings)
                read += 1
            if left := [each.page for _, each in marked[read:]]:
                unread = f"第{numbers(left)}页方框里的文字没有识别：超过上限 {settings.max_ocr_pages} 页"
    looked_at = (
        ("pages", len(structure.images)),
        ("objects", structure.objects),
        ("boxes", sum(len(each.marks) for each in plans)),
        ("recognised", read),
    )
    return ReadBack(tuple(found), looked_at, (unread,) if unread else ())


def _unplanned(marks: Marks, plans: Sequence[PagePlan]) -> Iterator[Survival]:
    """Yield the marks and decisions that the plan does not hold to, by which all else is looked at."""
    by_page = {each.page: each for each in plans}
    if [each.page for each in plans] != list(range(1, marks.pages + 1)):
        yield Survival("pages", None, "各页没有都安排处理")
    for each in marks.decisions:
        if by_page[each.page].decision is not each.decision:
            yield Survival("points", each.page, "没有按决定处理")
    for mark in marks.marks:
        plan_of = by_page[mark.page]
        if plan_of.decision in (Decision.RELEASE, Decision.PART) and mark not in plan_of.marks:
            yield Survival("points", mark.page, "有标记没有遮盖")


def _available() -> bool:
    from gongkai.document.fronts.ocr.engine import available

    return available()
