"""Forms about people; what they hold is checked again by the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.models import Agency, Section
from gongkai_site.people.functions import functions
from gongkai_site.people.models import Membership, Role, User


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class RoleForm(forms.Form):
    """A role in one agency."""

    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    section = forms.ModelChoiceField(
        label=_("科室"), queryset=Section.objects.none(), required=False, empty_label=_("不分科室")
    )
    since = _day(label=_("自"), initial=timezone.localdate)
    until = _day(label=_("至"), required=False, help_text=_("不填则一直有效；代理必须填写。"))
    deputises = forms.ModelChoiceField(
        label=_("代理谁"), queryset=User.objects.none(), required=False, empty_label=_("不代理")
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = agency.sections.filter(closed=False)  # type: ignore[attr-defined]
        here = Membership.objects.filter(agency=agency).values("user")
        self.fields["deputises"].queryset = User.objects.filter(pk__in=here)  # type: ignore[attr-defined]


class FunctionForm(forms.Form):
    """A function beside a role."""

    function = forms.ChoiceField(label=_("职责"))
    since = _day(label=_("自"), initial=timezone.localdate)
    until = _day(label=_("至"), required=False, help_text=_("不填则与任职同时结束。"))

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [each for each in functions().values() if role in each.roles]
        self.fields["function"].choices = [(each.key, str(each)) for each in known]  # type: ignore[attr-defined]


class PersonForm(RoleForm):
    """A new person with a first role."""

    username = forms.CharField(label=_("用户名"), max_length=150)
    name = forms.CharField(label=_("姓名"), max_length=60)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    password = forms.CharField(
        label=_("初始密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少8位，不能全是数字；请本人登录后修改。"),
    )
    field_order = ("username", "name", "email", "password", "role", "section", "since", "until", "deputises")


class ParticularsForm(forms.Form):
    """A person's name and address."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    email = forms.EmailField(label=_("电子邮箱"), required=False)


class AdministratorForm(forms.Form):
    """Somebody who becomes a system administrator: an account there is, or a new one."""

    username = forms.CharField(label=_("用户名"), max_length=150, help_text=_("已有账户的，只填用户名和原因。"))
    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    password = forms.CharField(
        label=_("初始密码"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少8位，不能全是数字；请本人登录后修改。"),
    )
    reason = forms.CharField(label=_("原因"), max_length=300)


class PasswordForm(forms.Form):
    """A new password for somebody who forgot it."""

    password = forms.CharField(
        label=_("新密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    reason = forms.CharField(label=_("原因"), max_length=300)


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = forms.CharField(label=_("原因"), max_length=300)


class EndForm(ReasonForm):
    """The last day of a role, and why."""

    until = _day(label=_("最后一天"), initial=timezone.localdate)
    field_order = ("until", "reason")
