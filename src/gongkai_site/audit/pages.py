"""The log as pages: of one agency, newest first, and the history of a single thing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.audit.actions_named import action_name
from gongkai_site.audit.models import Event
from gongkai_site.office import actor, for_agency, page
from gongkai_site.policy import may

_PER_PAGE = 50
_MOST_SHOWN = 300
_INSIDE = ("requests.", "registers.", "disputes.", "facts.", "records.", "annual.")
"""Records and drafts: what they say is for the agency's own people; others only read that and by whom they changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a thing that an event changed, in the words of the form."""

    label: str
    before: str
    after: str


def changes(event: Event) -> tuple[Change, ...]:
    """Return what an event changed, column by column; columns that stayed are left out."""
    before, after = _values(event.before), _values(event.after)
    labels = _labels(event.object_type)
    return tuple(
        Change(labels.get(name, name), _shown(before.get(name)), _shown(after.get(name)))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    )


def history(object_type: str, object_id: object) -> QuerySet[Event]:
    """The events of one thing, oldest first. The caller has asked the policy for the thing itself."""
    return Event.objects.filter(object_type=object_type, object_id=str(object_id))


@for_agency("audit.view")
def events(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The agency's events, filtered by word, action and day."""
    chosen = {name: request.GET.get(name, "").strip() for name in ("word", "action", "since", "until")}
    inside = may(actor(request), "report.records", agency)
    listed = Event.objects.filter(_narrowed(chosen, inside), agency_id=agency.pk).order_by("-number")
    shown = Paginator(listed, _PER_PAGE).get_page(request.GET.get("page"))
    actions = Event.objects.filter(agency_id=agency.pk).order_by("action").values_list("action", flat=True).distinct()
    return page(
        request,
        "audit/events.html",
        {
            "shown": shown,
            "rows": [
                (event, action_name(event.action), changes(event) if told else (), told)
                for event in shown
                for told in [inside or not event.object_type.startswith(_INSIDE)]
            ],
            "chosen": chosen,
            "actions": [(name, action_name(name)) for name in actions],
        },
        title=_("审计日志"),
        agency=agency,
        note=_("日志只增不改。如需证明未被改动，请系统管理员运行 gongkai audit verify。"),
    )


def _narrowed(chosen: dict[str, str], inside: bool) -> Q:
    found = Q()
    if chosen["word"]:
        titled = Q(title__contains=chosen["word"])
        if not inside:
            for label in _INSIDE:
                titled &= ~Q(object_type__startswith=label)
        found &= titled | Q(actor__contains=chosen["word"])
    if chosen["action"]:
        found &= Q(action=chosen["action"])
    if (since := _day_begins(chosen["since"])) is not None:
        found &= Q(at__gte=since)
    if (until := _day_begins(chosen["until"], days_later=1)) is not None:
        found &= Q(at__lt=until)
    return found


def _day_begins(text: str, days_later: int = 0) -> str | None:
    """The moment at which a local day begins, as times are kept: UTC text. ``None`` for what is no day."""
    try:
        day = parse_date(text)
        if day is None:
            return None
        begins = dt.datetime.combine(day, dt.time.min, timezone.get_current_timezone()) + dt.timedelta(days_later)
        return begins.astimezone(dt.UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return None


def _values(text: str) -> dict[str, Any]:
    values = json.loads(text) if text else {}
    return values if isinstance(values, dict) else {"": values}


def _labels(object_type: str) -> dict[str, str]:
    try:
        model = apps.get_model(object_type)
    except (LookupError, ValueError):
        return {}
    return dict(_named(model))


def _named(model: Any) -> Iterator[tuple[str, str]]:
    for field in model._meta.concrete_fields:
        yield field.name, str(field.verbose_name)


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}……"
