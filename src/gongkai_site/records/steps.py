"""What the registers still wait for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai_site.agencies.models import Agency
from gongkai_site.office import Step
from gongkai_site.policy import Actor, may
from gongkai_site.records.listing import in_year
from gongkai_site.records.registry import REGISTERS

_TOLD = {
    "requests": gettext_noop("{number}件依申请公开还没有办结"),
    "disputes": gettext_noop("{number}件行政复议、行政诉讼还没有审结"),
    "publications": gettext_noop("{number}处公告栏、公开栏还没有登记撤下"),
    "circulations": gettext_noop("{number}份文件还没有签收"),
    "inspections": gettext_noop("{number}个检查发现的问题还没有整改"),
    "tickets": gettext_noop("{number}件热线工单还没有办结"),
}


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """Open records by register, and the registers to fill where the year has no record at all."""
    if not may(actor, "record.edit", agency):
        return []
    found, (counts, is_filled) = [], _asked(agency, today.year)
    for key, told in _TOLD.items():
        if number := counts[key]:
            address = f"{reverse('records:list', args=(agency.pk, key))}?year=all&state=open"
            found.append(Step(_(told).format(number=number), address, _("办完的请补上日期和结果")))
    if not is_filled:
        text = _("{year}年的台账还是空的，导入本单位的Excel台账").format(year=today.year)
        found.insert(0, Step(text, reverse("records:overview", args=(agency.pk,)), _("年报的数字都从台账里算出来")))
    return found


def _asked(agency: Agency, year: int) -> tuple[dict[str, int], bool]:
    """How many records of each register are open, and whether the year has any record: one query for all registers."""
    open_now = {
        f"open_{key}": _number(REGISTERS[key].model._default_manager.filter(voided=False, **REGISTERS[key].filters()))
        for key in _TOLD
    }
    any_record = Q(pk=None)
    for each in REGISTERS.values():
        any_record |= Q(
            Exists(each.model._default_manager.filter(in_year(each, year), agency=OuterRef("pk"), voided=False))
        )
    filled = Case(When(any_record, then=1), default=0)
    row: Mapping[str, Any] = Agency.objects.filter(pk=agency.pk).values(**open_now, filled=filled).get()
    return {key: row[f"open_{key}"] or 0 for key in _TOLD}, bool(row["filled"])


def _number(records: QuerySet[Any]) -> Subquery:
    of_agency = records.filter(agency=OuterRef("pk")).order_by().values("agency").annotate(number=Count("pk"))
    return Subquery(of_agency.values("number"))
