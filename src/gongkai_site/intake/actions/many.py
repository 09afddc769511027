"""The same for many documents at once: each by its own action, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.intake.actions.deciding import assign
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.policy import Actor

Picked = tuple[IncomingDocument, int]
"""A document and the revision in which it was picked."""


def assign_many(
    actor: Actor, picked: Iterable[Picked], *, agency: Agency | None, year: int | None, reason: str = ""
) -> int:
    """Say whose reports these are and of which year; what is not said stays as matched, or as the document states it.

    Returns how many. Raises :class:`InvalidInput` that names every document which could not be assigned; none is then.
    """
    wrong, count = [], 0
    with transaction.atomic():
        for document, revision in picked:
            try:
                whose = agency or document.of_agency
                on = year or document.of_year or document.stated_year
                if whose is None:
                    raise InvalidInput("还不知道是哪个单位的，请一并选择单位。")
                if on is None:
                    raise InvalidInput("还不知道是哪一年度的，请一并填写年度。")
                assign(actor, document, whose, on, revision=revision, reason=reason)
            except SiteError as error:
                wrong.append(f"{document}：{error}")
            count += 1
        if wrong:
            raise InvalidInput(f"有{len(wrong)}份不能这样指定，一份都没有改。{'；'.join(wrong[:10])}")
        if not count:
            raise InvalidInput("没有选中来文。", advice="请先在列表中勾选。")
    return count
