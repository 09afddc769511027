"""Agencies that were moved before the superior was dated: their reports of earlier years stand where they were handed up.

Only what is known is written down. A report that was handed up to another superior than today's shows that the agency
stood below it at that year's end; the audit log tells on which day it was moved, else it was after the report came in.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def carry_over(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the former superiors that filings prove."""
    Former, Filing = apps.get_model("agencies", "FormerSuperior"), apps.get_model("filings", "Filing")
    filings = Filing.objects.filter(copy=False).exclude(superior=F("agency__superior"))
    # A handing up of the newest year to each superior: until then the agency stood below it.
    last: dict[tuple[int, int], Any] = {}
    for each in filings.order_by("year", "filed_on", "pk").select_related("agency"):
        last[each.agency_id, each.superior_id] = each
    for (agency, superior), filing in sorted(last.items(), key=lambda one: (one[1].year, one[1].pk)):
        after = max(filing.filed_on, dt.date(filing.year, 12, 31))
        until = _moved(apps, agency, superior, after) or after + dt.timedelta(days=1)
        Former.objects.create(agency_id=agency, superior_id=superior, until=until)


def _moved(apps: Any, agency: int, superior: int, after: dt.date) -> dt.date | None:
    """The day after ``after`` on which the log says that the agency was taken from below this superior."""
    events = apps.get_model("audit", "Event").objects.filter(object_type="agencies.agency", object_id=str(agency))
    for each in events.order_by("number"):
        day = dt.datetime.fromisoformat(each.at).date()
        before, now = (json.loads(text) if text else {} for text in (each.before, each.after))
        if day > after and before.get("superior") == superior and now.get("superior", superior) != superior:
            return day
    return None


def undo(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The table itself goes."""


class Migration(migrations.Migration):

    dependencies = [
        ("filings", "0005_note"),
        ("agencies", "0004_former_superiors"),
        ("audit", "0002_append_only"),
    ]

    operations = [migrations.RunPython(carry_over, undo)]
