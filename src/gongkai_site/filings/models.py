"""Handing up (报送), returning, accepting, reminding, one-time links, and what a consolidation was made of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Scope, Version


class Filing(models.Model):
    """One version handed up to one superior."""

    class State(models.TextChoices):
        FILED = "filed", _("已报送")
        RETURNED = "returned", _("已退回")
        ACCEPTED = "accepted", _("已接收")
        REPLACED = "replaced", _("已由新版本替换")
        """A copy whose department handed up a newer version; a report for summing is returned first."""

    class Way(models.TextChoices):
        SITE = "site", _("系统报送")
        LINK = "link", _("一次性链接")
        PAPER = "paper", _("纸质或文件代录")

    version = models.ForeignKey(Version, verbose_name="版本", on_delete=models.PROTECT, related_name="filings")
    agency = models.ForeignKey(Agency, verbose_name="报送单位", on_delete=models.PROTECT, related_name="filings")
    superior = models.ForeignKey(Agency, verbose_name="报送给", on_delete=models.PROTECT, related_name="received")
    year = models.PositiveSmallIntegerField("年度")
    scope = models.CharField("范围", max_length=4, choices=Scope, default=Scope.OWN)
    """The version's; an agency with others below it can hand up its own report and that of its area."""
    copy = models.BooleanField("副本", default=False)
    """A vertical department's copy to the local government: not summed there (《条例》第三条第四款)."""
    way = models.CharField("方式", max_length=8, choices=Way, default=Way.SITE)
    state = models.CharField("状态", max_length=10, choices=State, default=State.FILED)
    filed_on = models.DateField("报送日期")
    note = models.TextField("报送说明", blank=True)
    """What the sender tells the superior."""
    slip = models.TextField("退改意见", blank=True)
    errors = models.PositiveSmallIntegerField("差错数", default=0, editable=False)
    warnings = models.PositiveSmallIntegerField("待核实数", default=0, editable=False)
    apart = models.JSONField("数值以外", default=dict, editable=False)
    """What ``version.cells`` does not say and a sum needs: ``how`` of cells that are neither read nor blank, and rows
    beyond the form (``extra``). Empty for nearly every report, so that summing thousands opens none of them."""
    empty = models.BooleanField("没有数字", default=False, editable=False)
    """Whether it says nothing of the requests: never summed."""
    blanks = models.PositiveSmallIntegerField("空白格数", default=0, editable=False)
    """Blank cells of a version that came as a document; they count only with ``blank_is_none``."""
    blank_is_none = models.BooleanField("空白即为无", default=False)
    """The sender has stated that there is none where a cell is blank; the cells stay blank."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "报送"
        verbose_name_plural = "报送"
        ordering = ("-at",)
        indexes = (models.Index(fields=("superior", "year", "state")),)
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "superior", "year", "scope"),
                condition=Q(state__in=("filed", "accepted")),
                name="one_open_filing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}{self.year}年度报告 → {self.superior}"

    @property
    def is_filed(self) -> bool:
        """Whether it waits for the superior's decision."""
        return self.state == self.State.FILED

    @property
    def lacks_word(self) -> bool:
        """Whether its blank cells wait for the sender's word that there is none."""
        return bool(self.blanks) and not self.blank_is_none

    @property
    def is_open(self) -> bool:
        """Whether it counts as filed."""
        return self.state in OPEN


OPEN = (Filing.State.FILED, Filing.State.ACCEPTED)
"""The states of a filing that stands."""


class Reminder(models.Model):
    """A letter to an agency: a reminder (催报) that it has not filed, or the news that its report was returned."""

    class About(models.TextChoices):
        DUE = "due", _("催报")
        RETURNED = "returned", _("退改通知")

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="reminders")
    superior = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    about = models.CharField("事由", max_length=8, choices=About, default=About.DUE)
    automatic = models.BooleanField("自动", default=False)
    days_before = models.SmallIntegerField("提前天数", null=True)
    to = models.TextField("收件人", blank=True)
    text = models.TextField("内容")
    at = models.DateTimeField("时间", auto_now_add=True)
    sent = models.BooleanField("已发出", default=False)
    problem = models.CharField("未发出的原因", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "催报"
        verbose_name_plural = "催报"
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "superior", "year", "days_before"),
                condition=Q(automatic=True),
                name="automatic_reminder_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.year} {self.at:%Y-%m-%d}"


class FilingLink(models.Model):
    """A one-time link for an office that never signs in; only the token's hash is kept."""

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="links")
    superior = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    token_sha256 = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("使用时间", null=True)
    withdrawn = models.BooleanField("已收回", default=False)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "一次性链接"
        verbose_name_plural = "一次性链接"
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class Consolidation(models.Model):
    """How a superior chose to consolidate: whether reports handed up but not yet accepted count as well."""

    report = models.OneToOneField(AnnualReport, on_delete=models.CASCADE, related_name="consolidation")
    include_filed = models.BooleanField("未接收的也计入", default=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "汇总口径"
        verbose_name_plural = "汇总口径"

    def __str__(self) -> str:
        return f"{self.report}汇总口径"


class Consolidated(models.Model):
    """One agency of a locked consolidated version: the version of its own that was summed, or why none was."""

    version = models.ForeignKey(Version, verbose_name="汇总版本", on_delete=models.PROTECT, related_name="members")
    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    member_version = models.ForeignKey(
        Version, verbose_name="计入的版本", null=True, on_delete=models.PROTECT, related_name="summed_in"
    )
    reason_left_out = models.CharField("未计入的原因", max_length=300, blank=True)
    """Of one that was summed: what of it is lacking."""

    class Meta:
        verbose_name = "汇总构成"
        verbose_name_plural = "汇总构成"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("version", "agency"), name="consolidated_agency_once"),)

    def __str__(self) -> str:
        return f"{self.version} ← {self.agency}"
