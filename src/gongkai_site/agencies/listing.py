"""The list of agencies: how it is narrowed, and its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai_site.agencies.checks import missing_particulars
from gongkai_site.agencies.models import Agency, Kind
from gongkai_site.office.lists import DATE, Listing

_DEEPEST = 5


class Narrowed(django_filters.FilterSet):
    """By a word of the name and by kind; those merged away only where they are asked for."""

    word = django_filters.CharFilter(field_name="name", lookup_expr="contains", label=gettext_lazy("名称"))
    kind = django_filters.ChoiceFilter(
        choices=Kind.choices, label=gettext_lazy("类型"), empty_label=gettext_lazy("全部")
    )
    past = django_filters.BooleanFilter(
        method="with_past", label=gettext_lazy("包括已撤并的"), widget=forms.CheckboxInput
    )

    class Meta:
        model = Agency
        fields: tuple[str, ...] = ()

    def with_past(self, listed: QuerySet[Agency], _name: str, wanted: bool | None) -> QuerySet[Agency]:
        """Leave out the agencies that are no more, unless they are wanted."""
        return listed if wanted else listed.filter(abolished_on=None)


class AgencyTable(Listing):
    """Agencies from the top down, or in the order that was asked for."""

    name = tables.Column(gettext_lazy("单位"), orderable=True)
    kind = tables.Column(gettext_lazy("类型"), orderable=True, order_by=("kind", "path"))
    superior = tables.Column(
        gettext_lazy("政府信息公开上级"), orderable=True, order_by=("superior__name", "path"), empty_values=()
    )
    due = tables.Column(accessor="pk", attrs=DATE)
    missing = tables.Column(gettext_lazy("待补全"), accessor="pk")

    named = gettext_lazy("单位一览")
    nothing = gettext_lazy("没有符合条件的单位。")
    heads = "name"

    def __init__(self, agencies: QuerySet[Agency], year: int) -> None:
        super().__init__(agencies)
        self.dues: Mapping[int, Any] = {}
        """By agency, for those of the page that is shown."""
        self.top = 2
        self.columns["due"].column.verbose_name = _("{year}年度报告期限").format(year=year)

    @property
    def counted(self) -> str:
        """How many agencies there are."""
        number = self.paginator.count
        return ngettext("共%(n)s个单位", "共%(n)s个单位", number) % {"n": number}

    def render_name(self, record: Agency) -> SafeString:
        """The name as a link, set in by how far below the topmost it stands; flat in an order of one's own."""
        depth = 0 if self.order_by else min(record.path.count("/") - self.top, _DEEPEST)
        return render_to_string("agencies/listed_name.html", {"agency": record, "depth": depth})

    def render_kind(self, record: Agency) -> str:
        """What kind of agency it is, and whether it reports up its own line."""
        kind, vertical = record.get_kind_display(), _("垂直管理")
        return f"{kind}，{vertical}" if record.vertical else kind

    def render_superior(self, record: Agency) -> str:
        """Whom it reports to."""
        return record.superior.name if record.superior else "—"

    def render_due(self, record: Agency) -> str:
        """By when it reports; of one that is no more, where it went."""
        if record.abolished_on:
            to = record.successor.name if record.successor else ""
            return _("{day}起归{to}").format(day=record.abolished_on, to=to)
        day: dt.date | None = self.dues[record.pk].date
        return day.isoformat() if day else _("未设定")

    def render_missing(self, record: Agency) -> str:
        """How much of what its guide must state is not filled in."""
        lacking = 0 if record.abolished_on else len(missing_particulars(record))
        return ngettext("概况缺%(n)s项", "概况缺%(n)s项", lacking) % {"n": lacking} if lacking else "—"
