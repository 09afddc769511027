"""The list of a register's records as a table: its columns are the register's own."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.office.lists import DATE, NUMBER, Listing
from gongkai_site.records.plugs import MARKS
from gongkai_site.records.registry import Register, RegisterField

_LONGEST = 60
_ATTRS: dict[str, dict[str, Any]] = {"money": NUMBER, "count": NUMBER, "date": DATE}
_ELSEWHERE = frozenset({"section", "request"})
"""Kinds of fields whose value stands in another table: in its order nobody looks for anything."""


class FieldColumn(tables.Column):
    """One field of the register, as the office writes it."""

    def __init__(self, field: RegisterField) -> None:
        super().__init__(
            field.heading,
            accessor="pk",
            empty_values=(),
            attrs=_ATTRS.get(field.kind, {}),
            orderable=field.kind not in _ELSEWHERE and not field.personal,
            order_by=(field.column, "pk"),
        )
        self._field = field

    def render(self, record: Any, table: RecordTable) -> str | SafeString:
        """The value; the first column leads to the record."""
        text = self._field.of(record)
        if self._field.name != table.heads:
            return Truncator(text).chars(_LONGEST)
        address = reverse("records:open", args=(record.agency_id, table.register.key, record.pk))
        return format_html('<a href="{}">{}</a>', address, text or _("（空）"))


class RecordTable(Listing):
    """Records of one register, and what is to be seen at each."""

    state = tables.Column(gettext_lazy("情况"), accessor="pk", empty_values=())

    edit = tables.Column(gettext_lazy("办理"), accessor="pk", empty_values=())

    nothing = gettext_lazy("没有符合条件的记录。")

    def __init__(self, records: QuerySet[Any], register: Register, year: int | None, *, edits: bool) -> None:
        fields = list(register.listed)
        self.register, self.heads, self.named = register, fields[0].name, register.title
        self._year = year
        columns = [(each.name, FieldColumn(each)) for each in fields]
        names = (*(name for name, _column in columns), "state", "edit")
        super().__init__(records, extra_columns=columns, sequence=names, exclude=() if edits else ("edit",))

    def render_edit(self, record: Any) -> str | SafeString:
        """The way to the form in which it is corrected; what is void stays so."""
        if record.voided:
            return ""
        address = reverse("records:correct", args=(record.agency_id, self.register.key, record.pk))
        named = self.register.by_name[self.heads].of(record)
        return format_html('<a href="{}">{}<span class="visually-hidden">{}</span></a>', address, _("更正"), named)

    def render_state(self, record: Any) -> str:
        """Whether it is void, and what the apps have to say of it."""
        said = [mark for make in MARKS[self.register.key] for mark in make(record, self._year)]
        return "，".join([_("已作废"), *said] if record.voided else said)
