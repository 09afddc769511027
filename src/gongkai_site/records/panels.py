"""The first page's panel of the registers: what happened today is entered from there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai_site.office.panel import Panel
from gongkai_site.policy import Actor, first_agency
from gongkai_site.records.registry import REGISTERS


def _to_enter(who: Actor, _today: dt.date) -> Mapping[str, Any] | None:
    agency = first_agency(who, "record.edit")
    return {"agency": agency, "registers": REGISTERS.values()} if agency else None


PANELS = (Panel("enter", _("登记"), 5, "record.edit", _to_enter, "records/enter_panel.html", beside=True),)
