"""Documents of past and other offices' reports, read by the library and verified by a person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import Version


class IncomingDocument(models.Model):
    """One file (or one report within it) that somebody dropped."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("待识读")
        UNREADABLE = "unreadable", _("无法识读")
        DOUBTFUL = "doubtful", _("待确认单位或年度")
        ASIDE = "aside", _("年度不符")
        MATCHED = "matched", _("待核对")
        ACCEPTED = "accepted", _("已接收")
        REFUSED = "refused", _("不采用")
        SEALED = "sealed", _("已封存")
        """It bears a secrecy marking: nobody opens it until the secrecy review has decided (``screening``)."""

    agency = models.ForeignKey(Agency, verbose_name="上传单位", on_delete=models.PROTECT, related_name="documents")
    """Whose desk it lies on: the superior, or the office itself for its own past reports."""
    file = models.FileField("文件", upload_to="incoming/")
    """Kept under its own hash (``intake.storing``): the same bytes are stored once, whoever dropped them."""
    name = models.CharField("文件名", max_length=250)
    sha256 = models.CharField(max_length=64, db_index=True)
    part = models.PositiveSmallIntegerField("第几份", default=1)
    """A file can hold several reports."""
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.WAITING)
    message = models.TextField("说明", blank=True)
    """Why it could not be read or matched, in the error's own words; of a matched one, what tied it to its agency."""
    stated_agency = models.CharField("文中机关", max_length=200, blank=True)
    stated_year = models.PositiveSmallIntegerField("文中年度", null=True, blank=True)
    """By what name and for which year the report calls itself, before anybody matched it."""
    doubts = models.PositiveSmallIntegerField("存疑处数", default=0)
    """Cells that the reader doubts, verdicts left aside."""
    content = models.JSONField("识读结果", null=True)
    """``Report.to_json()`` as read, before any verdict."""
    sources = models.JSONField("来源位置", default=dict)
    """What the verifying page needs to highlight each cell's place."""
    release = models.CharField("识读所用版本", max_length=40, blank=True)
    """The release of the library that read it; empty for what was read before this was kept."""
    read_at = models.DateTimeField("识读时间", null=True)
    of_agency = models.ForeignKey(
        Agency, verbose_name="报告单位", null=True, blank=True, on_delete=models.PROTECT, related_name="read_documents"
    )
    of_year = models.PositiveSmallIntegerField("报告年度", null=True, blank=True)
    candidates = models.JSONField("可能的单位", default=list)
    """``[{"agency": id, "why": …}]`` for the doubtful."""
    expected_agency = models.ForeignKey(
        Agency, verbose_name="应为单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whose one-time link it came by."""
    expected_year = models.PositiveSmallIntegerField("应为年度", null=True, blank=True)
    """The year that whoever dropped it was collecting; a file of another year is set aside."""
    assigned = models.BooleanField("人工指定", default=False)
    """A person named agency and year: reading again does not match anew."""
    via_link = models.BooleanField("通过一次性链接", default=False)
    sealed = models.BooleanField("封存", default=False)
    """Opened by nobody: from outside and not screened yet, or with a secrecy marking that nobody has released."""
    hidden = models.JSONField("读者看不到的内容", default=list)
    """What screening found in the file that its reader does not see, as data (``screening.looking``)."""
    version = models.ForeignKey(
        Version, verbose_name="生成的版本", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    at = models.DateTimeField("上传时间", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "来文"
        verbose_name_plural = "来文"
        ordering = ("-at", "id")
        constraints = (models.UniqueConstraint(fields=("agency", "sha256", "part"), name="document_once"),)

    def __str__(self) -> str:
        return self.name


class EarlierReading(models.Model):
    """A reading of a document that another has taken the place of: kept, and to be had back."""

    document = models.ForeignKey(IncomingDocument, on_delete=models.CASCADE, related_name="earlier")
    digest = models.CharField(max_length=64)
    """SHA-256 of the content: the same reading is kept once, however often it comes and goes."""
    release = models.CharField("识读所用版本", max_length=40, blank=True)
    read_at = models.DateTimeField("识读时间", null=True)
    doubts = models.PositiveSmallIntegerField("存疑处数", default=0)
    content = models.JSONField("识读结果")
    sources = models.JSONField("来源位置", default=dict)

    class Meta:
        verbose_name = "此前的识读"
        verbose_name_plural = "此前的识读"
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("document", "digest"), name="earlier_reading_once"),)

    def __str__(self) -> str:
        return f"{self.document} {self.release}"


class Standing(models.TextChoices):
    """What stands in a cell. Absent, blank, unread, unreadable and a number (zero is one) are five different things."""

    NUMBER = "number", "数字"
    BLANK = "blank", "空白"
    MISSING = "missing", "无此格"
    UNREAD = "unread", "未能读出"
    """We did not read it, and it may well be printed: never a verdict, and nothing that the office lacks."""
    UNREADABLE = "unreadable", "无法辨认"


class Verdict(models.Model):
    """What a person decided of one cell of one document; bound to the file's content, so it survives re-reading."""

    sha256 = models.CharField(max_length=64, db_index=True)
    part = models.PositiveSmallIntegerField(default=1)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    """The desk that decided."""
    cell = models.CharField("单元格", max_length=80)
    accepted = models.BooleanField("认可识读值")
    read_standing = models.CharField("识读情况", max_length=10, choices=Standing, default=Standing.NUMBER)
    read = models.DecimalField("识读值", max_digits=18, decimal_places=6, null=True)
    """What the reading gave when it was decided: another reading since then is said beside the verdict."""
    standing = models.CharField("核定情况", max_length=10, choices=Standing, default=Standing.NUMBER)
    value = models.DecimalField("核定值", max_digits=18, decimal_places=6, null=True)
    withdrawn = models.BooleanField("已撤回", default=False)
    note = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "核对结论"
        verbose_name_plural = "核对结论"
        constraints = (models.UniqueConstraint(fields=("agency", "sha256", "part", "cell"), name="verdict_once"),)

    def __str__(self) -> str:
        return f"{self.cell} = {self.value}"


class FindingDecision(models.Model):
    """What a person says of a finding: that it stands, or that it is none; bound to the file's content."""

    sha256 = models.CharField(max_length=64, db_index=True)
    part = models.PositiveSmallIntegerField(default=1)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    """The desk that decided."""
    key = models.CharField(max_length=64)
    """Hash of rule and message, which together are the finding: one that says something else is another."""
    rule = models.CharField("规则", max_length=80)
    message = models.TextField("校验结果")
    stands = models.BooleanField("属实")
    reason = models.CharField("原因", max_length=300)
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "校验结果的认定"
        verbose_name_plural = "校验结果的认定"
        constraints = (
            models.UniqueConstraint(fields=("agency", "sha256", "part", "key"), name="finding_decided_once"),
        )

    def __str__(self) -> str:
        return f"{self.message}：{'属实' if self.stands else '不是问题'}"
