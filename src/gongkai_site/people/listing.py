"""The list of an agency's people: how it is narrowed, and its table of roles."""

from __future__ import annotations

import datetime as dt

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai_site.office.lists import DATE, Listing
from gongkai_site.people.models import Membership, Role


class Narrowed(django_filters.FilterSet):
    """By a word of the name and by role; those whose role is over or has not begun only where they are asked for."""

    word = django_filters.CharFilter(method="with_word", label=gettext_lazy("姓名或用户名"))
    role = django_filters.ChoiceFilter(
        choices=Role.choices, label=gettext_lazy("角色"), empty_label=gettext_lazy("全部")
    )
    past = django_filters.BooleanFilter(
        method="with_past", label=gettext_lazy("包括已离任、未到任的"), widget=forms.CheckboxInput
    )

    class Meta:
        model = Membership
        fields: tuple[str, ...] = ()

    def __init__(self, asked: object, roles: QuerySet[Membership], today: dt.date) -> None:
        super().__init__(asked, roles)
        self._today = today

    def with_word(self, roles: QuerySet[Membership], _name: str, word: str) -> QuerySet[Membership]:
        """Those of people whose name or user name has the word."""
        return roles.filter(Q(user__name__contains=word) | Q(user__username__contains=word))

    def with_past(self, roles: QuerySet[Membership], _name: str, wanted: bool | None) -> QuerySet[Membership]:
        """Leave out the roles that nobody holds today, unless they are wanted."""
        return roles if wanted else roles.filter(Membership.holding(self._today))


class PeopleTable(Listing):
    """One row for each role, in the order of the roles unless another was asked for."""

    user = tables.Column(gettext_lazy("姓名"), orderable=True, order_by=("user__name", "pk"))
    role = tables.Column(gettext_lazy("角色"), orderable=True, order_by=("role", "since", "pk"))
    section = tables.Column(gettext_lazy("科室"), orderable=True, order_by=("section__name", "pk"), default="")
    since = tables.Column(gettext_lazy("自"), attrs=DATE, orderable=True, order_by=("since", "pk"))
    until = tables.Column(gettext_lazy("至"), attrs=DATE, orderable=True, order_by=("until", "pk"), default="")
    deputises = tables.Column(gettext_lazy("代理"), default="")
    account = tables.Column(gettext_lazy("账户"), accessor="pk")

    named = gettext_lazy("人员")
    nothing = gettext_lazy("没有符合条件的人员。")
    heads = "user"

    @property
    def counted(self) -> str:
        """How many roles there are."""
        number = self.paginator.count
        return ngettext("共%(n)s人次", "共%(n)s人次", number) % {"n": number}

    def render_user(self, record: Membership) -> SafeString:
        """The name as a link to the person's page."""
        address = reverse("people:person", args=(record.agency_id, record.user_id))
        return format_html('<a href="{}">{}</a>', address, record.user)

    def render_since(self, value: dt.date) -> str:
        """The first day."""
        return value.isoformat()

    def render_until(self, value: dt.date) -> str:
        """The last day."""
        return value.isoformat()

    def render_account(self, record: Membership) -> str:
        """Whether he can sign in."""
        return _("启用") if record.user.is_active else _("已停用")
