"""People who sign in, and which part they have in which agency, from when to when."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.models import Agency, Section
from gongkai_site.people.functions import functions


class Theme(models.TextChoices):
    """Light or dark."""

    SYSTEM = "system", _("与电脑相同")
    LIGHT = "light", _("浅色")
    DARK = "dark", _("深色")


class User(AbstractUser):
    """A person's account. Nobody is a Django superuser: the policy alone says who may do what."""

    name = models.CharField("姓名", max_length=60)
    is_system_admin = models.BooleanField("系统管理员", default=False)
    must_renew = models.BooleanField("须修改初始密码", default=False, editable=False)
    language = models.CharField(
        _("界面语言"), max_length=8, blank=True, choices=[("", _("与浏览器相同")), *settings.LANGUAGES]
    )
    theme = models.CharField(_("明暗"), max_length=8, choices=Theme, default=Theme.SYSTEM)
    contrast = models.BooleanField(_("高对比度"), default=False)

    class Meta(AbstractUser.Meta):
        verbose_name = "人员"
        verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name that Django's own pages show."""
        return str(self)


class Role(models.TextChoices):
    """The parts people have in an agency."""

    CLERK = "clerk", "经办人"
    REVIEWER = "reviewer", "审核人"
    LEADER = "leader", "分管领导"
    ADMIN = "agency-admin", "单位管理员"
    SUPERVISOR = "supervisor", "主管部门监督员"
    """Works for the office in charge of disclosure (政府信息公开工作主管部门): looks after the agencies below."""


class Membership(models.Model):
    """A person's role in an agency between two dates; a deputy (代理) holds the role for somebody else."""

    user = models.ForeignKey(User, verbose_name="人员", on_delete=models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("角色", max_length=16, choices=Role)
    section = models.ForeignKey(Section, verbose_name="科室", null=True, blank=True, on_delete=models.PROTECT)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    """The last day of the role, that day included; none while it lasts."""
    deputises = models.ForeignKey(
        User, verbose_name="代理谁", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies"
    )

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        ordering = ("agency", "role", "since")
        constraints = (
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="until_after_since"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.agency} · {self.get_role_display()}"

    @staticmethod
    def holding(on: dt.date) -> Q:
        """Memberships that hold on a day."""
        return Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))


class Assignment(models.Model):
    """A function (职责) that somebody has beside a role, between two dates and never longer than the role itself.

    Whoever deputises for him in that role has his functions as well, as long as he deputises; no row says so.
    """

    membership = models.ForeignKey(
        Membership, verbose_name="任职", on_delete=models.CASCADE, related_name="assignments"
    )
    function = models.CharField("职责", max_length=30)
    """A key of ``people.functions``."""
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    """The last day, that day included; none while it lasts."""

    class Meta:
        verbose_name = "职责"
        verbose_name_plural = "职责"
        ordering = ("membership", "since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="assignment_until_after_since"
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} · {self.label}"

    @property
    def label(self) -> str:
        """What the function is called."""
        known = functions().get(self.function)
        return str(known) if known else self.function

    @property
    def agency(self) -> Agency:
        """Where he has it."""
        return self.membership.agency

    @staticmethod
    def holding(on: dt.date) -> Q:
        """Functions that somebody in office has on a day, in his own name."""
        lasting = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
        role = Q(membership__since__lte=on) & (Q(membership__until=None) | Q(membership__until__gte=on))
        return lasting & role & Q(membership__deputises=None, membership__user__is_active=True)
