"""A page's picture as it goes out: the points in its boxes are overwritten before anything is packed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from gongkai.document import budget
from gongkai.redaction.drawing.boxes import areas_of, filling
from gongkai.redaction.drawing.typesetting import page
from gongkai.redaction.grounds import Ground, decision_in_words, ground_on, grounds_on
from gongkai.redaction.model import Decision, PagePlan
from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image


def covered(
    picture: Image.Image, plan: PagePlan, grounds: Mapping[str, Ground], settings: Settings, *, photograph: bool
) -> Image.Image:
    """Return a copy of a page's picture with the points of every box overwritten."""
    made = picture.copy()
    for area, ground in areas_of(plan.marks, *made.size, photograph=photograph):
        budget.check()
        made.paste(filling(area, grounds[ground], settings).convert(made.mode), (area.left, area.top))
    return made


def stand_in(plan: PagePlan, grounds: Mapping[str, Ground], width: int, height: int) -> Image.Image:
    """Return what stands in place of a page that does not go out; it depends on the decision alone."""
    title = decision_in_words(plan.decision)
    english = f"Page {plan.page}: {decision_in_words(plan.decision, 'en')}"
    match plan.decision:
        case Decision.WITHHOLD if plan.ground is not None:
            ground = grounds[plan.ground]
            words = tuple(f"{each}：“{each.quotation or each.summary}”" for each in ground.basis)
            lines = (f"依据：{ground.title}", *words, f"{english} ({ground.english})")
        case Decision.DUPLICATE:
            lines = (f"与第{plan.of}页相同，见该页。", f"{english} of page {plan.of}")
        case _:
            lines = (english,)
    return page(f"第{plan.page}页　{title}", lines, width, height)


def grounds_of(plans: tuple[PagePlan, ...], day: dt.date) -> dict[str, Ground]:
    """Return the grounds that pages rest on, by key, in the order of the law.

    Raises :class:`InvalidMarks` for one that there is not.
    """
    keys = {mark.ground for plan in plans for mark in plan.marks} | {plan.ground for plan in plans if plan.ground}
    found = {key: ground_on(key, day) for key in keys}
    return {each.key: each for each in grounds_on(day) if each.key in found}
