"""The annual report (年度报告): working copy, overrides, locked versions, and where they were published."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from gongkai.report import Number, Report
from gongkai_site.agencies.models import Agency


class Scope(models.TextChoices):
    """Whose figures a report holds."""

    OWN = "own", _("本机关")
    AREA = "area", _("本地区汇总")
    """Own level and everything below, each agency once."""


class State(models.TextChoices):
    """The steps of the working copy. Each step back is an action with a reason."""

    DRAFT = "draft", _("起草")
    SUBMITTED = "submitted", _("待审核")
    """Handed to the reviewer (提交审核): nobody writes on it until he passes it or gives it back."""
    REVIEWED = "reviewed", _("已审核")
    SIGNED_OFF = "signed-off", _("已签发")
    LOCKED = "locked", _("已锁定")
    """The working copy equals the newest version; published or not is the version's business."""


class AnnualReport(models.Model):
    """The report of one agency on one year: the working copy. What was locked stands in :class:`Version`."""

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField("年度")
    scope = models.CharField("范围", max_length=4, choices=Scope, default=Scope.OWN)
    state = models.CharField("状态", max_length=12, choices=State, default=State.DRAFT)
    title = models.CharField("标题", max_length=200, blank=True)
    addressee = models.CharField("主送", max_length=120, blank=True)
    correction_reason = models.TextField("更正原因", blank=True, editable=False)
    """Why a new version is being made; empty while the first one is."""
    state_since = models.DateTimeField("进入目前状态的时间", null=True, editable=False)
    """None where the last step was made by a release that did not keep it."""
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField("提交审核时间", null=True, editable=False)
    written_alone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    """Who alone had a hand in what was submitted last; none where several had."""
    submitted_note = models.TextField("提交说明", blank=True, editable=False)
    """What the clerk tells the reviewer."""
    returned_reason = models.TextField("退回原因", blank=True, editable=False)
    """Why the reviewer or the leader gave it back last; empty once it is submitted again."""
    reviewed_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    """The content as it was reviewed and stands on the 审签单; what is signed off and locked must be the same."""
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField("审核时间", null=True, editable=False)
    signed_on = models.DateField("签发日期", null=True, blank=True, editable=False)
    signed_by = models.CharField("签发人", max_length=60, blank=True, editable=False)
    """The leader as named on the paper 审签单, or the account that approved it on screen."""
    signed_on_screen = models.BooleanField("系统内签发", default=False, editable=False)
    """Approved on screen by the leader himself, with no paper; else its scan is kept."""
    signed_scan = models.FileField("签发扫描件", upload_to="signed/%Y/", blank=True, editable=False)
    signed_scan_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "年度报告"
        verbose_name_plural = "年度报告"
        ordering = ("-year", "agency")
        constraints = (models.UniqueConstraint(fields=("agency", "year", "scope"), name="report_once"),)

    def __str__(self) -> str:
        area = "（汇总）" if self.scope == Scope.AREA else ""
        return f"{self.agency}{self.year}年度报告{area}"

    @property
    def is_handed_up(self) -> bool:
        """Whether those above may see it: a version was handed up or published."""
        return self.versions.filter(Version.handed_up()).exists()

    @staticmethod
    def handed_up() -> Q:
        """The same as a filter."""
        return Q(pk__in=Version.objects.filter(Version.handed_up()).values("report"))


class SectionText(models.Model):
    """The prose of one section; its linked numbers ``{{requests.received.total}}`` follow their cell or fact."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="texts")
    key = models.CharField("部分", max_length=12)
    """One of ``gongkai.report.SECTION_KEYS``, ``preamble`` or ``closing``."""
    text = models.TextField("正文", blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "正文"
        verbose_name_plural = "正文"
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="text_once"),)

    def __str__(self) -> str:
        return f"{self.report} {self.key}"


class Override(models.Model):
    """A cell set by hand, with its reason; withdrawn ones stay for the record."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="overrides")
    cell = models.CharField("单元格", max_length=80)
    value = models.DecimalField("数值", max_digits=18, decimal_places=6, null=True)
    reason = models.TextField("原因")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.BooleanField("已撤回", default=False)

    class Meta:
        verbose_name = "手工调整"
        verbose_name_plural = "手工调整"
        constraints = (
            models.UniqueConstraint(
                fields=("report", "cell"), condition=Q(withdrawn=False), name="one_override_per_cell"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
        )

    @property
    def number(self) -> Number | None:
        """The value as it was typed, without the zeros that the column fills up with."""
        if self.value is None:
            return None
        whole = self.value == self.value.to_integral_value()
        return int(self.value) if whole else Decimal(f"{self.value.normalize():f}")

    def __str__(self) -> str:
        return f"{self.cell} = {self.value}"


class ZeroConfirmation(models.Model):
    """Somebody confirmed that the year really has no record of a kind: absent becomes zero. Withdrawn ones stay.

    It stops counting by itself once a record of the kind is entered.
    """

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="zeros")
    kind = models.CharField("类别", max_length=60)
    """A ``prefix`` of ``annual.compile.kinds.KINDS``."""
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.BooleanField("已撤回", default=False)

    class Meta:
        verbose_name = "零值确认"
        verbose_name_plural = "零值确认"
        constraints = (
            models.UniqueConstraint(fields=("report", "kind"), condition=Q(withdrawn=False), name="one_zero_per_kind"),
        )

    def __str__(self) -> str:
        return f"{self.report} {self.kind}"


class Explanation(models.Model):
    """Why a finding of severity error may stand: written while reviewing, printed on the 审签单.

    It holds for this very message: where the figures and with them the message change, a new one is needed.
    """

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="explanations")
    rule = models.CharField("规则", max_length=60)
    message = models.TextField("校验结果")
    reason = models.TextField("说明")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.BooleanField("已撤回", default=False)

    class Meta:
        verbose_name = "校验说明"
        verbose_name_plural = "校验说明"
        ordering = ("at", "id")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="explanation_has_reason"),)

    def __str__(self) -> str:
        return f"{self.report} {self.rule}"


class Waiver(models.Model):
    """That something screening found in the text may stand: asked for by its writer, granted by somebody else.

    It holds for this very paragraph: where the text changes, a new one is needed. Withdrawn ones stay.
    """

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="waivers")
    fingerprint = models.CharField(max_length=64)
    """The hash of kind, place and paragraph; no text of it is kept here."""
    kind = models.CharField("种类", max_length=40)
    words = models.TextField("筛查发现")
    """Where and what, with what is personal masked."""
    asked_reason = models.TextField("申请理由", blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间", null=True)
    reason = models.TextField("保留理由", blank=True)
    """Empty until it is granted."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("同意时间", null=True)
    withdrawn = models.BooleanField("已撤回", default=False)

    class Meta:
        verbose_name = "筛查发现的保留"
        verbose_name_plural = "筛查发现的保留"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("report", "fingerprint"), condition=Q(withdrawn=False), name="one_waiver_per_hit"
            ),
            models.CheckConstraint(condition=Q(at=None) | ~Q(reason=""), name="waiver_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.report} {self.kind}"

    @property
    def is_granted(self) -> bool:
        """Whether somebody has let it stand."""
        return self.at is not None


class Origin(models.TextChoices):
    """How a version came to be."""

    COMPILED = "compiled", _("由台账编制")
    CONSOLIDATED = "consolidated", _("由下级汇总")
    DOCUMENT = "document", _("由文件识读")


class Version(models.Model):
    """A locked version (锁定): never changed again; a correction is the next number with its reason."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    origin = models.CharField("来源", max_length=12, choices=Origin)
    reason = models.TextField("更正原因", blank=True)
    content = models.JSONField("报告数据")
    """The whole report as the contract's JSON object (``Report.to_json``)."""
    cells = models.JSONField("数值")
    """``{cell key: number or null}``: what consolidation and pages read without opening ``content``."""
    findings = models.JSONField("校验结果", default=list)
    """``Finding.to_json()`` of every finding when it was locked."""
    errors = models.PositiveSmallIntegerField("错误数", default=0)
    sha256 = models.CharField("校验值", max_length=64)
    """Over the canonical JSON of ``content``."""
    event_number = models.BigIntegerField("审计序号", default=0)
    """The audit event of the locking: later events of its records are late changes."""
    signed_by = models.CharField("签发人", max_length=60, blank=True)
    signed_on_screen = models.BooleanField("系统内签发", default=False)
    signed_scan = models.FileField("签发扫描件", upload_to="signed/%Y/", blank=True)
    """The signed 审签单 of this version; the working copy's own may be replaced when it is corrected."""
    signed_scan_sha256 = models.CharField(max_length=64, blank=True)
    fragment = models.TextField("网页正文", blank=True)
    """The report's HTML as published, written once at locking."""
    locked_at = models.DateTimeField("锁定时间")
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "版本"
        verbose_name_plural = "版本"
        ordering = ("report", "number")
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="version_once"),)

    def __str__(self) -> str:
        return f"{self.report} 第{self.number}版"

    def audit_amiss(self, said: Mapping[str, Any]) -> str:
        """What of it is not as it was locked, though no column that the log names says so; ``said`` is what it says."""
        from gongkai_site.annual.content import hash_of_text, is_intact

        if not is_intact(self):
            return "报告数据"
        if self.cells != self.content["cells"]:
            return "数值"
        # Not said of versions locked before it was put down.
        page = hash_of_text(self.fragment)
        return "网页正文" if said.get("fragment_sha256", page) != page else ""

    @property
    def is_published(self) -> bool:
        """Whether it stands on this site's own public pages; placements prefetched for a list are read from there."""
        return any(each.own_pages and each.stands for each in self.placements.all())

    @staticmethod
    def published() -> Q:
        """The same as a filter."""
        own = Placement.objects.filter(version=OuterRef("pk"), own_pages=True, withdrawn_on=None)
        return Q(Exists(own))

    @property
    def was_published(self) -> bool:
        """Whether it stands on this site's own public pages or once stood there: then it stays listed."""
        return any(each.own_pages for each in self.placements.all())

    @staticmethod
    def once_published() -> Q:
        """The same as a filter."""
        return Q(Exists(Placement.objects.filter(version=OuterRef("pk"), own_pages=True)))

    @property
    def withdrawal(self) -> Placement | None:
        """Where it no longer stands on these pages: its last placement here, with the day and the reason."""
        own = [each for each in self.placements.all() if each.own_pages]
        return own[-1] if own and not any(each.stands for each in own) else None

    @property
    def is_handed_up(self) -> bool:
        """Whether it was handed up, or published anywhere."""
        return self.filings.exists() or self.placements.exists()

    @classmethod
    def handed_up(cls) -> Q:
        """The same as a filter."""
        filings: Any = cls._meta.get_field("filings").related_model
        of_this = {"version": OuterRef("pk")}
        return Q(Exists(filings.objects.filter(**of_this))) | Q(Exists(Placement.objects.filter(**of_this)))

    def as_report(self) -> Report:
        """Return the library's report."""
        return Report.from_json(self.content)


class Placement(models.Model):
    """Where and when a version went up: the province's unified platform, or this site's own public pages."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="placements")
    own_pages = models.BooleanField("本站公开页面", default=False)
    platform = models.CharField("平台", max_length=120, blank=True)
    url = models.URLField("网址", max_length=500, blank=True)
    on = models.DateField("公开日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField("撤回日期", null=True, editable=False)
    """When it was taken down again because it had been published in error; it stays listed, without its text."""
    withdrawn_reason = models.TextField("撤回原因", blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "公开记录"
        verbose_name_plural = "公开记录"
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_reason="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason=""),
                name="withdrawal_has_reason",
            ),
        )

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.withdrawn_on is None

    def __str__(self) -> str:
        return f"{self.version} {self.platform or '本站'} {self.on}"
