"""依申请公开 on the first page: received by month and concluded by outcome, this year against last; and the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, Count, QuerySet, Sum, When, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.office import Chart, Panel
from gongkai_site.office.chart import BARS, ROWS
from gongkai_site.policy import Actor, visible
from gongkai_site.records.registry import REGISTERS
from gongkai_site.requests.clock import SOON, WORKING_DAYS, answer_due, received_until
from gongkai_site.requests.models import Request

_LISTED = 4
_RIGHT = "record.view"


def requests_panel(actor: Actor, today: dt.date) -> Mapping[str, Any] | None:
    """Two charts over all agencies whose registers the person sees; None where two years have no request."""
    standing = visible(actor, _RIGHT, Request.objects.filter(voided=False))
    years = (today.year, today.year - 1)
    received = _received(standing, years)
    concluded = _concluded(standing, years)
    if not received and not concluded:
        return None
    charts = (_by_month(received, today), _by_outcome(concluded, today))
    return {"charts": [each for each in charts if not each.is_empty]}


def clock_panel(actor: Actor, today: dt.date) -> Mapping[str, Any] | None:
    """Requests without an answer whose twenty working days are over or soon will be; None where there are none."""
    late_until, soon_until = received_until(today, -1), received_until(today, SOON)
    is_late = Case(When(received_on__lte=late_until, then=1), default=0)
    found = list(
        visible(actor, _RIGHT, Request.objects.filter(voided=False, concluded_on=None, received_on__lte=soon_until))
        .annotate(number_of_all=Window(Count("pk")), number_late=Window(Sum(is_late)))
        .order_by("received_on", "pk")[:_LISTED]
    )
    if not found:
        return None
    late, together = found[0].number_late, found[0].number_of_all
    return {
        "late": late,
        "soon": together - late,
        "days": WORKING_DAYS,
        "within": SOON,
        "shown": [_open(each, today) for each in found],
        "more": together - _LISTED,
    }


PANELS = (
    Panel("request-clock", gettext_lazy("答复期限"), 40, _RIGHT, clock_panel, "requests/clock_panel.html", beside=True),
    Panel("requests", gettext_lazy("依申请公开"), 60, _RIGHT, requests_panel, "office/charts_panel.html"),
)


def _received(standing: QuerySet[Request], years: Iterable[int]) -> dict[tuple[int, int, int], int]:
    """How many were received by year, month and day."""
    rows = standing.filter(received_on__year__in=years).order_by().values_list("received_on").annotate(Count("pk"))
    return {(day.year, day.month, day.day): number for day, number in rows}


def _concluded(standing: QuerySet[Request], years: Iterable[int]) -> dict[tuple[int, str], int]:
    """How many were concluded by year and outcome."""
    rows = (
        standing.filter(concluded_on__year__in=years)
        .order_by()
        .values_list("concluded_on__year", "outcome")
        .annotate(Count("pk"))
    )
    return {(year, outcome): number for year, outcome, number in rows}


def _by_month(received: Mapping[tuple[int, int, int], int], today: dt.date) -> Chart:
    this, last = today.year, today.year - 1
    months = {
        (year, month): sum(number for (y, m, _day), number in received.items() if (y, m) == (year, month))
        for year in (this, last)
        for month in range(1, 13)
    }
    rows = [
        (
            _("{month}月").format(month=month),
            (months[last, month], months[this, month] if month <= today.month else None),
        )
        for month in range(1, 13)
    ]
    now = sum(number for (year, _m, _d), number in received.items() if year == this)
    before = sum(
        number for (year, m, d), number in received.items() if year == last and (m, d) <= (today.month, today.day)
    )
    title = _("本年收到{now}件，{compared}。").format(now=now, compared=_compared(now, before))
    return Chart("requests-months", BARS, title, (_("月份"), _year(last), _year(this)), rows)


def _compared(now: int, before: int) -> str:
    if now == before:
        return _("与上年同期相同")
    if now > before:
        return _("比上年同期多{n}件").format(n=now - before)
    return _("比上年同期少{n}件").format(n=before - now)


def _by_outcome(concluded: Mapping[tuple[int, str], int], today: dt.date) -> Chart:
    this, last = today.year, today.year - 1
    groups: dict[str, list[int]] = {}
    # In the order of the form; what the forms of these years no longer have comes last, under its own key.
    order = dict(REGISTERS["requests"].by_name["outcome"].choices)
    for outcome in [*order, *(outcome for _year_of, outcome in concluded if outcome not in order)]:
        sums = groups.setdefault(_group(outcome, order), [0, 0])
        sums[0] += concluded.get((last, outcome), 0)
        sums[1] += concluded.get((this, outcome), 0)
    rows = [(name, tuple(sums)) for name, sums in groups.items() if any(sums)]
    total, granted = sum(sums[1] for _name, sums in rows), concluded.get((this, "granted"), 0)
    partly = concluded.get((this, "partly_granted"), 0)
    title = _("本年还没有办结的。")
    if total:
        title = _("本年办结{total}件，其中予以公开{granted}件、部分公开{partly}件。").format(
            total=total, granted=granted, partly=partly
        )
    return Chart("requests-outcomes", ROWS, title, (_("办理结果"), _year(last), _year(this)), rows)


def _group(outcome: str, labels: Mapping[str, str]) -> str:
    """The heading under which the form has an outcome: 不予公开 for all of its eight reasons."""
    return labels.get(outcome, outcome).split("：")[0].split("（")[0]


def _year(year: int) -> str:
    return _("{year}年").format(year=year)


def _open(request: Request, today: dt.date) -> Mapping[str, Any]:
    due = answer_due(request.received_on)
    return {
        "request": request,
        "address": reverse("records:open", args=(request.agency_id, "requests", request.pk)),
        "due": due,
        "late": due < today,
    }
