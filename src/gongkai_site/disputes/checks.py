"""Checks across a dispute's fields, and the links between disputes and requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse

from gongkai_site.agencies.models import Agency
from gongkai_site.disputes.models import Dispute
from gongkai_site.records.entry import EntryContext
from gongkai_site.records.plugs import Problem
from gongkai_site.requests.models import Request


def conclusion(context: EntryContext, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Result and conclusion come together, and not before the case; the case not before its request."""
    result, concluded, lodged = values.get("result") or "", values.get("concluded_on"), values["lodged_on"]
    if result and concluded is None:
        yield Problem("concluded_on", "填了结果，没有填审结日期。没有审结的，两栏都空着。")
    if concluded is not None and not result:
        yield Problem("result", "填了审结日期，没有填结果。已审结的必须选一项结果。")
    if concluded is not None and concluded < lodged:
        yield Problem("concluded_on", f"审结日期{concluded}早于受理日期{lodged}。")
    request = values.get("request")
    if request is not None and lodged < request.received_on:
        yield Problem("lodged_on", f"受理日期{lodged}早于对应申请的收到日期{request.received_on}，请核对。", doubt=True)


def marks(dispute: Dispute, year: int | None) -> Iterator[str]:
    """What to know of a case at a glance."""
    if dispute.part == Dispute.Part.CO_DEFENDANT:
        yield "不计入本机关年报"
    if dispute.concluded_on is None or (year is not None and dispute.concluded_on.year > year):
        yield "尚未审结"


def links_of_request(agency: Agency, request: Request) -> Iterator[tuple[str, str]]:
    """The disputes over a request."""
    for each in request.disputes.filter(voided=False):
        yield (
            f"{each.kind_label}：{each.number}",
            reverse("records:open", args=(agency.pk, "disputes", each.pk)),
        )


def links_of_dispute(agency: Agency, dispute: Dispute) -> Iterator[tuple[str, str]]:
    """The request a dispute arose from."""
    if dispute.request is not None:
        yield (
            f"对应的申请：{dispute.request}",
            reverse("records:open", args=(agency.pk, "requests", dispute.request_id)),
        )
