"""What the registers still wait for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai_site.agencies.models import Agency
from gongkai_site.office import Step
from gongkai_site.policy import Actor, may
from gongkai_site.records.counted import Numbers, numbers

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
    return steps_from(numbers(agency, today.year), agency, today) if may(actor, "record.edit", agency) else []


def steps_from(counted: Mapping[str, Numbers], agency: Agency, today: dt.date) -> list[Step]:
    """The same from numbers that were counted already."""
    found = []
    if not any(each.this for each in counted.values()):
        text = _("{year}年的台账还是空的，导入本单位的Excel台账").format(year=today.year)
        found.append(Step(text, reverse("records:overview", args=(agency.pk,)), _("年报的数字都从台账里算出来")))
    for key, told in _TOLD.items():
        if number := counted[key].open:
            address = f"{reverse('records:list', args=(agency.pk, key))}?year=all&state=open"
            found.append(Step(_(told).format(number=number), address, _("办完的请补上日期和结果")))
    return found
