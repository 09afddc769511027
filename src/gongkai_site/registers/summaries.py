"""What stands over the lists of documents, decisions and fees, as the form will show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from gongkai_site.agencies.models import Agency
from gongkai_site.records.money import wan_yuan, yuan
from gongkai_site.records.plugs import Summary
from gongkai_site.registers.models import DecisionKind, RegulatoryDocument


def documents(agency: Agency, records: QuerySet[Any], year: int | None) -> Iterator[Summary]:
    """The stock today by kind."""
    stock = RegulatoryDocument.objects.filter(RegulatoryDocument.in_force(timezone.localdate()))
    found = dict(stock.filter(agency=agency, voided=False).order_by().values_list("kind").annotate(n=Count("pk")))
    kinds = RegulatoryDocument.Kind
    yield Summary(
        "今天现行有效", [str(each.label) for each in kinds], [[f"{found.get(each.value, 0)}件" for each in kinds]]
    )


def decisions(agency: Agency, records: QuerySet[Any], year: int | None) -> Iterator[Summary]:
    """The decisions listed, by kind."""
    found = dict(records.order_by().values_list("kind").annotate(n=Count("pk")))
    yield Summary("所列决定", [str(each.label) for each in DecisionKind],
                  [[f"{found.get(each.value, 0)}件" for each in DecisionKind]])  # fmt: skip


def counts(agency: Agency, records: QuerySet[Any], year: int | None) -> Iterator[Summary]:
    """The numbers listed, by kind; they are added to the single decisions."""
    found = dict(records.order_by().values_list("kind").annotate(n=Sum("count")))
    yield Summary(
        "所列件数",
        [str(each.label) for each in DecisionKind],
        [[f"{found[each.value]}件" if each.value in found else "没有登记" for each in DecisionKind]],
        note="年报里的处理决定数量 = 逐件登记的决定 + 这里的件数。",
    )


def fees(agency: Agency, records: QuerySet[Any], year: int | None) -> Iterator[Summary]:
    """The sum in yuan, and in 万元 rounded once."""
    total = records.aggregate(total=Sum("amount_fen"))["total"]
    if total is None:
        return
    yield Summary(
        "所列收费合计",
        ["合计（元）", "合计（万元）"],
        [[yuan(total), str(wan_yuan(total))]],
        note="先按分合计，再换算成万元，只四舍五入一次，保留两位小数。",
    )
