"""A case as it stands in the action's own transaction, and whether this can be done with it there."""

from __future__ import annotations

from collections.abc import Collection

from gongkai_site.errors import WrongState
from gongkai_site.in_chinese import in_chinese
from gongkai_site.redaction.models import RedactionCase, State

OPEN = (State.MARKING, State.BLOCKED)
"""Boxes can be drawn and pages decided."""


def locked(case: RedactionCase, states: Collection[str]) -> RedactionCase:
    """Return the case as it is now; nobody changes its state until the transaction ends.

    Raises :class:`WrongState` unless it is in one of these states.
    """
    now = RedactionCase.objects.select_for_update(of=("self",)).select_related("agency").get(pk=case.pk)
    if now.state not in states:
        raise WrongState(
            f"这份文件{in_chinese(State(now.state).label)}，现在不能这样做。", advice="请刷新页面，查看它现在的状态。"
        )
    return now
