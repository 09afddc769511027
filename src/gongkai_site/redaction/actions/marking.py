"""Boxes and decisions on pages: several people mark at once, and nobody overwrites another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from gongkai_site.action import acting, claim
from gongkai_site.errors import EditedMeanwhile, InvalidInput
from gongkai_site.policy import Actor
from gongkai_site.redaction.actions.standing import OPEN, locked
from gongkai_site.redaction.limits import MOST_BOXES
from gongkai_site.redaction.marks import Decided, insist_sound
from gongkai_site.redaction.models import RedactionCase, RedactionPage


def mark_page(actor: Actor, page: RedactionPage, decided: Decided, *, revision: int) -> RedactionPage:
    """Put down what is decided of a page, boxes and all, in place of what stood there.

    Raises :class:`EditedMeanwhile` where somebody else changed the page after ``revision``, and
    :class:`InvalidInput` for boxes off the page, grounds that the law has not, or a decision that boxes contradict.
    """
    if len(decided.boxes) > MOST_BOXES:
        raise InvalidInput(f"一页最多{MOST_BOXES}个方框。", advice="请画大一些的方框，或者决定整页不予公开。")
    with acting(actor, "redaction.mark", right="redaction.edit", on=page.case) as act:
        case = locked(page.case, OPEN)
        insist_sound(case, page.number, decided, timezone.localdate())
        before = _put(page, decided, revision)
        note_marker(actor, case)
        act.changed(page, before=before, after=decided.to_json())
    return page


def decide_pages(
    actor: Actor, case: RedactionCase, picked: Mapping[int, int], *, decision: str, ground: str = ""
) -> int:
    """Decide the same of several pages at once, each by its number with the revision in which it was seen.

    All or none. Boxes on a page that is decided as a whole stay, and count again where the decision is taken back;
    releasing a page with boxes is refused.
    """
    if not picked:
        raise InvalidInput("没有勾选任何一页。", advice="请先勾选要决定的页。")
    with acting(actor, "redaction.decide-pages", right="redaction.edit", on=case) as act:
        case = locked(case, OPEN)
        pages = {each.number: each for each in case.pages.filter(number__in=picked)}
        today = timezone.localdate()
        for number, revision in picked.items():
            if number not in pages:
                raise InvalidInput(f"没有第{number}页。")
            _decide(case, pages[number], decision, ground, revision, today)
        note_marker(actor, case)
        act.changed(
            case,
            before={},
            after={"pages": sorted(picked), "decision": decision, "ground": ground},
        )
    return len(picked)


def _decide(
    case: RedactionCase, page: RedactionPage, decision: str, ground: str, revision: int, today: dt.date
) -> None:
    decided = Decided(Decided.on(page).boxes, decision, ground)
    insist_sound(case, page.number, decided, today)
    try:
        _put(page, decided, revision)
    except EditedMeanwhile as error:
        raise EditedMeanwhile(
            f"第{page.number}页刚被他人改动，勾选的页都没有保存。", advice="请刷新页面，看过之后再决定。"
        ) from error


def _put(page: RedactionPage, decided: Decided, revision: int) -> dict[str, object]:
    before = Decided.on(page).to_json()
    claim(page, revision)
    decided.put(page)
    page.save(update_fields=("boxes", "decision", "ground", "of"))
    return before


def note_marker(actor: Actor, case: RedactionCase) -> None:
    """Whoever marks does not release."""
    if actor.user is not None:
        case.marked_by.add(actor.user)
