"""The list of redactions: how it is narrowed, and its table."""

from __future__ import annotations

import datetime as dt

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from gongkai_site.office.lists import DATE, NUMBER, Listing
from gongkai_site.redaction.models import RedactionCase, State


class Narrowed(django_filters.FilterSet):
    """By a word of the title and by state; what was thrown away only where it is asked for."""

    word = django_filters.CharFilter(field_name="title", lookup_expr="contains", label=gettext_lazy("标题"))
    state = django_filters.ChoiceFilter(
        choices=State.choices, label=gettext_lazy("状态"), empty_label=gettext_lazy("全部")
    )

    class Meta:
        model = RedactionCase
        fields: tuple[str, ...] = ()

    @property
    def qs(self) -> QuerySet[RedactionCase]:
        """What was asked for."""
        found: QuerySet[RedactionCase] = super().qs
        return found if self.data.get("state") else found.exclude(state=State.DROPPED)


class CasesTable(Listing):
    """One row for each file, the newest first unless another order was asked for."""

    title = tables.Column(gettext_lazy("标题"), orderable=True, order_by=("title", "pk"))
    state = tables.Column(gettext_lazy("状态"), orderable=True, order_by=("state", "pk"))
    page_count = tables.Column(gettext_lazy("页数"), attrs=NUMBER, orderable=True, order_by=("page_count", "pk"))
    by = tables.Column(gettext_lazy("上传人"), default="")
    at = tables.Column(gettext_lazy("上传时间"), attrs=DATE, orderable=True, order_by=("at", "pk"))
    released_by = tables.Column(gettext_lazy("复核人"), default="")

    named = gettext_lazy("遮盖后公开")
    nothing = gettext_lazy("还没有文件。要公开的文件里有不能公开的内容时，在这里上传、遮盖。")
    heads = "title"

    def render_title(self, record: RedactionCase) -> SafeString:
        """The title as a link to the case."""
        return format_html(
            '<a href="{}">{}</a>', reverse("redaction:case", args=(record.agency_id, record.pk)), record.title
        )

    def render_state(self, record: RedactionCase) -> str:
        """The state in words."""
        return str(record.get_state_display())

    def render_at(self, value: dt.datetime) -> str:
        """The day and minute."""
        return localtime(value).strftime("%Y-%m-%d %H:%M")
