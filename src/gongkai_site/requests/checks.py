"""Checks across a request's fields, and the next number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from gongkai_site.agencies.models import Agency
from gongkai_site.records.entry import EntryContext
from gongkai_site.records.plugs import Problem, Summary
from gongkai_site.requests.models import Request

_LAST_FIGURES = re.compile(r"(\d+)(\D*)$")


def conclusion(context: EntryContext, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Outcome and conclusion come together, and not before the request."""
    outcome, concluded = values.get("outcome") or "", values.get("concluded_on")
    if outcome and concluded is None:
        yield Problem("concluded_on", "填了办理结果，没有填办结日期。没有办结的，两栏都空着。")
    if concluded is not None and not outcome:
        yield Problem("outcome", "填了办结日期，没有填办理结果。已办结的必须选一项结果。")
    if concluded is not None and concluded < values["received_on"]:
        yield Problem("concluded_on", f"办结日期{concluded}早于收到日期{values['received_on']}。")


def linked_disputes(request: Request) -> Iterator[str]:
    """A request that disputes are linked to is not voided before they are looked after."""
    number = request.disputes.filter(voided=False).count()
    if number:
        yield f"这件申请关联着{number}件行政复议、行政诉讼，不能作废。"


def propose(agency: Agency, year: int) -> Mapping[str, str]:
    """The number after the year's last one, in its own spelling; else the year and 001."""
    last = (
        Request.objects.filter(agency=agency, received_on__year=year)
        .order_by("-received_on", "-pk")
        .values_list("number", flat=True)
        .first()
    )
    if last and (match := _LAST_FIGURES.search(last)):
        figures = match[1]
        taken = set(Request.objects.filter(agency=agency).values_list("number", flat=True))
        for step in range(1, len(taken) + 2):
            number = f"{last[: match.start()]}{int(figures) + step:0{len(figures)}}{match[2]}"
            if number not in taken:
                return {"number": number}
    return {"number": f"{year}-001"}


def marks(request: Request, year: int | None) -> Iterator[str]:
    """Where a request stands in the year: carried over from the year before, or into the next."""
    if year is None:
        if request.concluded_on is None:
            yield "未办结"
        return
    if request.received_on.year < year:
        yield "上年结转"
    if request.concluded_on is None or request.concluded_on.year > year:
        yield "未办结" if request.concluded_on is None else "结转下年"


def summary(agency: Agency, records: QuerySet[Any], year: int | None) -> Iterator[Summary]:
    """Received, carried over, concluded, still open: the sums that must balance in the form."""
    if year is None:
        return
    numbers = records.aggregate(
        new=Count("pk", filter=Q(received_on__year=year)),
        before=Count("pk", filter=Q(received_on__year__lt=year)),
        done=Count("pk", filter=Q(concluded_on__year=year)),
        over=Count("pk", filter=Q(concluded_on=None) | Q(concluded_on__year__gt=year)),
    )
    yield Summary(
        f"{year}年所列申请",
        ["本年新收", "上年结转", "本年办结", "结转下年"],
        [[f"{numbers[name]}件" for name in ("new", "before", "done", "over")]],
        note="本年新收 + 上年结转 = 本年办结 + 结转下年。",
    )
