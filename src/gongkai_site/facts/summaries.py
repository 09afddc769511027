"""What stands over the lists of facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet, Sum

from gongkai_site.agencies.models import Agency
from gongkai_site.facts.models import Publication
from gongkai_site.records.plugs import Summary

_MOST_HEADINGS = 30


def publications(agency: Agency, records: QuerySet[Any], year: int | None) -> Iterator[Summary]:
    """Items by heading and channel; the headings with most items first."""
    found = records.order_by().values_list("heading", "channel").annotate(n=Sum("count"))
    by_heading: dict[str, dict[str, int]] = {}
    for heading, channel, number in found:
        by_heading.setdefault(heading, {})[channel] = number
    if not by_heading:
        return
    channels = [each for each in Publication.Channel if any(each.value in row for row in by_heading.values())]
    headings = sorted(by_heading.items(), key=lambda each: -sum(each[1].values()))
    rows: list[list[object]] = [
        [heading, *(row.get(each.value, 0) for each in channels), sum(row.values())]
        for heading, row in headings[:_MOST_HEADINGS]
    ]
    rows.append(
        [
            "合计",
            *(sum(row.get(each.value, 0) for row in by_heading.values()) for each in channels),
            sum(sum(row.values()) for row in by_heading.values()),
        ]
    )
    more = len(headings) - _MOST_HEADINGS
    note = f"另有{more}个栏目没有列出，已计入合计。" if more > 0 else ""
    yield Summary("按栏目和渠道（条）", ["栏目", *(str(each.label) for each in channels), "合计"], rows, note)


def trainings(agency: Agency, records: QuerySet[Any], year: int | None) -> Iterator[Summary]:
    """How many trainings, how many people."""
    found = records.aggregate(n=Count("pk"), people=Sum("participants"))
    if found["n"]:
        yield Summary("所列培训", ["场次", "参加人次"], [[found["n"], found["people"]]])
