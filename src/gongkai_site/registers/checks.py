"""Checks across fields of documents and decisions, and of counts against the decisions they may count again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count

from gongkai_site.records.entry import EntryContext
from gongkai_site.records.plugs import Problem
from gongkai_site.registers.models import Decision, DecisionCount, DecisionKind


def document_dates(context: EntryContext, values: Mapping[str, Any]) -> Iterator[Problem]:
    """A document is made first, then comes into force, and ends later."""
    made, force = values["made_on"], values["in_force_from"]
    if force < made:
        yield Problem("in_force_from", f"施行日期{force}早于制发日期{made}，请核对。", doubt=True)
    for name, label in (("amended_on", "修改日期"), ("repealed_on", "废止日期")):
        if values.get(name) is not None and values[name] < made:
            yield Problem(name, f"{label}{values[name]}早于制发日期{made}。")
    if values.get("expires_on") is not None and values["expires_on"] < force:
        yield Problem("expires_on", f"有效期至{values['expires_on']}早于施行日期{force}。")


def count_period(context: EntryContext, values: Mapping[str, Any]) -> Iterator[Problem]:
    """A period ends after it starts, within one year, and overlaps no other of its kind."""
    starts, ends = values["starts_on"], values["ends_on"]
    if ends < starts:
        yield Problem("ends_on", f"截止日期{ends}早于起始日期{starts}。")
        return
    if starts.year != ends.year:
        yield Problem("ends_on", "起止日期不在同一年，请按年分开登记，年报才能分清是哪一年的。")
        return
    kind = DecisionKind(values["kind"]).label
    for one in _counts(context):
        if one.kind == values["kind"] and one.starts_on <= ends and one.ends_on >= starts:
            yield Problem(
                "starts_on",
                f"与已登记的{one.starts_on}至{one.ends_on}{kind}{one.count}件时间重叠，请确认没有重复计数。",
                doubt=True,
            )
    single = sum(
        number for (of, day), number in _decisions(context).items() if of == values["kind"] and starts <= day <= ends
    )
    if single:
        yield Problem(
            "count",
            f"这段时间已逐件登记了{single}件{kind}决定，这里的{values['count']}件会与它们相加；"
            "请确认其中不含已逐件登记的。",
            doubt=True,
        )


def decision_in_counted_period(context: EntryContext, values: Mapping[str, Any]) -> Iterator[Problem]:
    """A single decision in a period for which a count stands may be counted twice."""
    day, kind = values["decided_on"], values["kind"]
    for one in _counts(context):
        if one.kind == kind and one.starts_on <= day <= one.ends_on:
            yield Problem(
                "decided_on",
                f"{one.starts_on}至{one.ends_on}已登记{DecisionKind(kind).label}件数{one.count}件，"
                "请确认其中不含这一件，否则年报会算两次。",
                doubt=True,
            )
            return


def _counts(context: EntryContext) -> list[DecisionCount]:
    if "counts" not in context.store:
        standing = DecisionCount.objects.filter(agency=context.agency, voided=False)
        if context.register.key == "decision-counts" and context.changing is not None:
            standing = standing.exclude(pk=context.changing)
        context.store["counts"] = list(standing)
    found: list[DecisionCount] = context.store["counts"]
    return found


def _decisions(context: EntryContext) -> dict[tuple[str, dt.date], int]:
    if "decisions" not in context.store:
        days = Decision.objects.filter(agency=context.agency, voided=False).order_by().values_list("kind", "decided_on")
        context.store["decisions"] = {(kind, day): number for kind, day, number in days.annotate(n=Count("pk"))}
    found: dict[tuple[str, dt.date], int] = context.store["decisions"]
    return found
