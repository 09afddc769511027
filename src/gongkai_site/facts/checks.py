"""Checks across the fields of facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai_site.facts.models import Publication
from gongkai_site.records.entry import EntryContext
from gongkai_site.records.plugs import Check, Problem

_POSTED = {Publication.Channel.BOARD, Publication.Channel.VILLAGE}


def in_order(first: str, then: str, labels: tuple[str, str]) -> Check:
    """Return the check that one day does not come before another."""

    def check(context: EntryContext, values: Mapping[str, Any]) -> Iterator[Problem]:
        if values.get(then) is not None and values[then] < values[first]:
            yield Problem(then, f"{labels[1]}{values[then]}早于{labels[0]}{values[first]}。")

    return check


def posted(context: EntryContext, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Only what hangs on a board is taken down; it hangs somewhere. Nothing published is no publication."""
    if values["channel"] not in _POSTED and values.get("taken_down_on") is not None:
        yield Problem("taken_down_on", "只有公告栏、村（社区）公开栏才填撤下日期。")
    if values["channel"] in _POSTED and not values.get("place"):
        yield Problem("place", "没有写张贴在哪里；写明后才好核对是否撤下。", doubt=True)
    if values["count"] == 0:
        yield Problem("count", "条数不能是0；没有公开的不用登记。")
