"""From marks and decisions to what is done with every page; whatever contradicts itself or is left open is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.errors import InvalidMarks
from gongkai.redaction.grounds import ground_on
from gongkai.redaction.model import Decision, Mark, Marks, PageDecision, PagePlan

_SHOWN = 20
"""Most pages named in one message."""


def plan(marks: Marks) -> tuple[PagePlan, ...]:
    """Return what is done with each page, in order; raises :class:`InvalidMarks` where that is not settled."""
    plans = tuple(each for each in planned(marks) if each is not None)
    if len(plans) < marks.pages:
        open_pages = undecided(marks)
        raise InvalidMarks(
            f"第{numbers(open_pages)}页还没有决定。",
            advice="请逐页标记或者决定；没有标记的页都予以公开的，请写明（otherwise: release）。",
        )
    return plans


def undecided(marks: Marks) -> tuple[int, ...]:
    """Return the pages of which nothing is said yet."""
    return tuple(number for number, each in enumerate(planned(marks), 1) if each is None)


def planned(marks: Marks) -> tuple[PagePlan | None, ...]:
    """Return what is done with each page, ``None`` where that is open; raises :class:`InvalidMarks` as :func:`plan`."""
    decisions = _decisions(marks)
    boxes: dict[int, list[Mark]] = {}
    for number, mark in enumerate(marks.marks, 1):
        _insist_on_mark(mark, f"第{number}个标记", marks)
        boxes.setdefault(mark.page, []).append(mark)
    return tuple(
        _of_page(page, decisions.get(page), tuple(boxes.get(page, ())), marks.otherwise)
        for page in range(1, marks.pages + 1)
    )


def _of_page(
    page: int, decided: PageDecision | None, marks: tuple[Mark, ...], otherwise: Decision | None
) -> PagePlan | None:
    decision = decided.decision if decided else Decision.PART if marks else otherwise
    if decision is None:
        return None
    if decision is Decision.RELEASE and marks:
        raise InvalidMarks(f"第{page}页决定予以公开，却有{len(marks)}个标记。", advice="请改为 part，或者去掉标记。")
    if decision is Decision.PART and not marks:
        raise InvalidMarks(f"第{page}页决定区分处理，却没有标记。", advice="请加上标记，或者改为 release、withhold。")
    if decision is not Decision.PART or decided is None:
        # A page that does not go out needs no boxes: those drawn before the decision say nothing any more.
        kept = marks if decision is Decision.PART else ()
        return PagePlan(page, decision, kept, decided.ground if decided else None, decided.of if decided else None)
    return PagePlan(page, decision, marks)


def _decisions(marks: Marks) -> dict[int, PageDecision]:
    found: dict[int, PageDecision] = {}
    for each in marks.decisions:
        _insist_on_page(each.page, "页的决定", marks.pages)
        if each.page in found:
            raise InvalidMarks(f"第{each.page}页有两个决定。", advice="每页只能有一个决定。")
        if (each.ground is not None) != (each.decision is Decision.WITHHOLD):
            raise InvalidMarks(
                f"第{each.page}页的决定{'不应' if each.ground else '没有'}写明依据（ground）。",
                advice="不予公开（withhold）的页必须写明依据，其他决定不写。",
            )
        if (each.of is not None) != (each.decision is Decision.DUPLICATE):
            raise InvalidMarks(
                f"第{each.page}页的决定{'不应' if each.of else '没有'}写明与哪一页重复（of）。",
                advice="与其他页重复（duplicate）的页必须写明，其他决定不写。",
            )
        if each.ground is not None:
            ground_on(each.ground, marks.day)
        found[each.page] = each
    _insist_on_originals(found, marks.pages)
    return found


def _insist_on_originals(decisions: dict[int, PageDecision], pages: int) -> None:
    for each in decisions.values():
        if each.of is None:
            continue
        _insist_on_page(each.of, f"第{each.page}页所重复的页", pages)
        original = decisions.get(each.of)
        if each.of == each.page or (original is not None and original.decision is Decision.DUPLICATE):
            raise InvalidMarks(
                f"第{each.page}页写明与第{each.of}页重复，但那一页自己不在其中。", advice="请写明保留的那一页。"
            )


def _insist_on_mark(mark: Mark, where: str, marks: Marks) -> None:
    _insist_on_page(mark.page, where, marks.pages)
    left, top, right, bottom = mark.box
    if not (0 <= left < right <= 100 and 0 <= top < bottom <= 100):
        raise InvalidMarks(
            f"{where}的方框（{left:g}，{top:g}，{right:g}，{bottom:g}）不在页面之内。",
            advice="方框依次为左、上、右、下，以页面宽、高的百分之几计，0至100，左小于右，上小于下。",
        )
    ground_on(mark.ground, marks.day)


def _insist_on_page(page: int, where: str, pages: int) -> None:
    if not 1 <= page <= pages:
        raise InvalidMarks(f"{where}：没有第{page}页。", advice=f"文件共{pages}页。")


def numbers(pages: Sequence[int]) -> str:
    """Return page numbers as they are said: 2、5至7; only the first of very many."""
    said = [f"{first}" if first == last else f"{first}至{last}" for first, last in _runs(pages)]
    return "、".join(said[:_SHOWN]) + ("等" if len(said) > _SHOWN else "")


def _runs(pages: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for each in sorted(pages):
        if runs and each == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], each)
        else:
            runs.append((each, each))
    return runs
