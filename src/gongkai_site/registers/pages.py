"""Which rules and normative documents are in force on a day, and which will soon expire."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.office import Step, for_agency, page
from gongkai_site.registers.models import RegulatoryDocument

SOON = dt.timedelta(days=90)
_PER_PAGE = 100


@for_agency("record.view")
def in_force(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The stock on the day asked for (today if none), and what expires within ninety days after it."""
    typed = request.GET.get("on", "").strip()
    day = _day(typed)
    on = day or timezone.localdate()
    stock = RegulatoryDocument.objects.filter(RegulatoryDocument.in_force(on), agency=agency, voided=False)
    expiring = list(stock.filter(expires_on__lte=on + SOON).order_by("expires_on")[:_PER_PAGE])
    kinds = [(kind.label, stock.filter(kind=kind).count()) for kind in RegulatoryDocument.Kind]
    steps = [
        Step(
            _("{title}有效期到{day}，请评估是否继续执行").format(title=each, day=each.expires_on),
            reverse("records:open", args=(agency.pk, "documents", each.pk)),
            _("延长或废止后点“更正”补上日期"),
        )
        for each in expiring[:5]
    ]
    context = {
        "on": on,
        "typed": typed or on.isoformat(),
        "wrong": bool(typed) and day is None,
        "shown": Paginator(stock, _PER_PAGE).get_page(request.GET.get("page")),
        "kinds": kinds,
        "expiring": expiring,
        "days": SOON.days,
    }
    return page(request, "registers/in_force.html", context, title=_("现行有效的规章和规范性文件"), agency=agency,
                steps=steps)  # fmt: skip


def _day(text: str) -> dt.date | None:
    """The day typed; None for what is no day, or so late that no calendar holds the ninety days after it."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day is not None and day <= dt.date.max - SOON else None
