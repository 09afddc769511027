"""What waits for who reviews secrecy: files turned away or sealed."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.office.waiting import Waiting
from gongkai_site.read_once import read_once
from gongkai_site.screening.models import Stopped


@read_once
def waiting(agencies: tuple[int, ...] | None, today: dt.date) -> list[Waiting]:
    """The files in these agencies on which somebody must decide."""
    files = Stopped.objects.filter(state=Stopped.State.OPEN)
    if agencies is not None:
        files = files.filter(agency__in=agencies)
    return [waiting_of(each) for each in files.order_by("at", "pk")]


def waiting_of(each: Stopped) -> Waiting:
    """That one file waits to be looked at, by somebody else than who brought it."""
    what = _("核实封存的来文“{name}”是否涉密") if each.file else _("核实被拦截的文件“{name}”是否涉密")
    return Waiting(
        kind="screening.decide", thing=f"screening.stopped {each.pk}", agency=each.agency_id, right="screening.decide",
        entry="screening", text=what.format(name=each.name),
        url=reverse("screening:stopped", args=[each.agency_id, each.pk]), seen="screening.view",
        waits=_("等{who}核实"), otherwise=_("保密审查人员"), title=each.name, since=each.at, urgent=True,
        not_for=each.by_id,
    )  # fmt: skip
