"""The log of an agency as a list: how it is narrowed, and its table."""

from __future__ import annotations

import datetime as dt

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.audit.actions_named import action_name
from gongkai_site.audit.changed import changes
from gongkai_site.audit.models import Event
from gongkai_site.office.lists import DATE, NUMBER, Listing

INSIDE = ("requests.", "registers.", "disputes.", "facts.", "records.", "annual.")
"""Records and drafts: what they say is for the agency's own people; others only read that and by whom they changed."""
_DAY = forms.DateInput({"type": "date"})


class Narrowed(django_filters.FilterSet):
    """By word, action and day. ``inside`` is whether who asks may read what records say, and so search in it."""

    word = django_filters.CharFilter(method="with_word", label=gettext_lazy("对象或操作人"))
    action = django_filters.CharFilter(label=gettext_lazy("操作"))
    since = django_filters.CharFilter(method="from_day", label=gettext_lazy("自"), widget=_DAY)
    until = django_filters.CharFilter(method="to_day", label=gettext_lazy("至"), widget=_DAY)

    class Meta:
        model = Event
        fields: tuple[str, ...] = ()

    def __init__(self, asked: object, events: QuerySet[Event], *, inside: bool) -> None:
        super().__init__(asked, events)
        self._inside = inside
        names = events.order_by("action").values_list("action", flat=True).distinct()
        named = [("", _("全部")), *((name, action_name(name)) for name in names)]
        self.form.fields["action"].widget = forms.Select(choices=named)

    def with_word(self, events: QuerySet[Event], _name: str, word: str) -> QuerySet[Event]:
        """Those of a thing or by a person whose name has the word."""
        titled = Q(sealed__title__contains=word)
        if not self._inside:
            for label in INSIDE:
                titled &= ~Q(object_type__startswith=label)
        return events.filter(titled | Q(actor__contains=word))

    def from_day(self, events: QuerySet[Event], _name: str, text: str) -> QuerySet[Event]:
        """Those of the day and after; what is no day is left out."""
        begins = _day_begins(text)
        return events if begins is None else events.filter(at__gte=begins)

    def to_day(self, events: QuerySet[Event], _name: str, text: str) -> QuerySet[Event]:
        """Those of the day and before; what is no day is left out."""
        ends = _day_begins(text, days_later=1)
        return events if ends is None else events.filter(at__lt=ends)


class EventTable(Listing):
    """Events, newest first unless another order was asked for."""

    number = tables.Column(gettext_lazy("序号"), attrs=NUMBER, orderable=True)
    at = tables.Column(gettext_lazy("时间"), attrs=DATE, orderable=True, order_by=("at", "number"))
    actor = tables.Column(gettext_lazy("操作人"), orderable=True, order_by=("actor", "-number"))
    action = tables.Column(gettext_lazy("操作"), orderable=True, order_by=("action", "-number"))
    title = tables.Column(gettext_lazy("对象"), empty_values=())
    changed = tables.Column(gettext_lazy("变更"), accessor="pk")
    reason = tables.Column(gettext_lazy("原因"), empty_values=())

    nothing = gettext_lazy("没有符合条件的记录。")
    heads = "number"
    named = gettext_lazy("审计日志")

    def __init__(self, events: QuerySet[Event], *, inside: bool) -> None:
        super().__init__(events)
        self._inside = inside

    def told(self, event: Event) -> bool:
        """Whether who looks may read what the event says of its thing."""
        return self._inside or not event.object_type.startswith(INSIDE)

    def render_at(self, record: Event) -> str:
        """When it was, by the local clock."""
        return str(record.local_time)

    def render_action(self, record: Event) -> str:
        """What was done."""
        return action_name(record.action)

    def render_title(self, record: Event) -> str:
        """The thing it was done to."""
        return record.title if self.told(record) else _("台账或报告的内容，仅本单位人员可见")

    def render_changed(self, record: Event) -> SafeString:
        """What changed, column by column."""
        return render_to_string("audit/changed.html", {"changes": changes(record) if self.told(record) else ()})

    def render_reason(self, record: Event) -> str:
        """Why."""
        return record.reason if self.told(record) else ""


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
