"""What to do next about the documents on an agency's desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.office import Step
from gongkai_site.policy import Actor, may

Status = IncomingDocument.Status


def counts(agency: Agency) -> dict[str, int]:
    """How many documents of each status lie on the desk."""
    rows = IncomingDocument.objects.filter(agency=agency).order_by().values_list("status").annotate(Count("pk"))
    found = dict(rows)
    return {status.value: found.get(status.value, 0) for status in Status}


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """For the 工作台: what waits for a person."""
    return desk_steps(agency, counts(agency)) if may(actor, "intake.edit", agency) else []


def desk_steps(agency: Agency, found: Mapping[str, int]) -> list[Step]:
    """The steps that the counts ask for, the hindered documents first."""
    asked = (
        (Status.DOUBTFUL, _("为{n}份来文指定单位或年度"), _("文中看不出，或有同名单位")),
        (Status.ASIDE, _("处理{n}份年度不符的来文"), _("核对是否传错了文件")),
        (Status.UNREADABLE, _("处理{n}份无法识读的来文"), _("查看原因，请报送单位重报")),
        (Status.MATCHED, _("核对{n}份来文并接收"), _("对照原件确认数字")),
    )
    url = reverse("intake:list", args=[agency.pk])
    return [
        Step(text.format(n=found[status]), f"{url}?status={status.value}", why)
        for status, text, why in asked
        if found[status]
    ]
