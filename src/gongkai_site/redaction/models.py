"""A file brought to be redacted: its pages, what is marked on them, what was looked for, and what came of it."""

from __future__ import annotations

import secrets
from functools import partial

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.models import Agency
from gongkai_site.intake.models import IncomingDocument


class State(models.TextChoices):
    """How far a redaction is."""

    OPENING = "opening", _("正在打开")
    UNOPENED = "unopened", _("无法打开")
    MARKING = "marking", _("标记中")
    PRODUCING = "producing", _("正在生成")
    BLOCKED = "blocked", _("未能生成")
    """What was made was read back and still held something marked, or could not be made."""
    REVIEW = "review", _("待复核")
    RELEASED = "released", _("已放行")
    DROPPED = "dropped", _("已作废")


class RedactionCase(models.Model):
    """One file, from the day it was brought until its redacted copy was released."""

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="redactions")
    title = models.CharField("标题", max_length=200)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPENING)
    message = models.TextField("说明", blank=True)
    """Why it could not be opened or made, in the library's words; why it was given back."""
    folder = models.CharField(max_length=32, default=partial(secrets.token_hex, 16), editable=False)
    """Where its files lie; nobody can guess it."""
    name = models.CharField("文件名", max_length=250)
    file = models.FileField("原文件")
    sha256 = models.CharField(max_length=64)
    brought_from = models.ForeignKey(
        IncomingDocument, verbose_name="来文", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paged = models.FileField("排成的页", blank=True)
    """The PDF that LibreOffice made of a document or workbook: its pages are then always the same."""
    page_count = models.PositiveIntegerField("页数", default=0)
    done = models.PositiveIntegerField("已完成页数", default=0)
    """How far the worker is: no change of the case, and no event."""
    left_out = models.JSONField("页面上没有的", default=list)
    """What the file holds that no page shows, in words."""
    decided_on = models.DateField("决定日期", null=True)
    """The day of which the grounds are; set when the marks are handed over for review."""
    output = models.FileField("遮盖后的文件", blank=True)
    output_sha256 = models.CharField(max_length=64, blank=True)
    record = models.JSONField("回读记录", null=True)
    """What the library wrote of the output: digests, pages, grounds, what was read back."""
    marked_by = models.ManyToManyField(settings.AUTH_USER_MODEL, verbose_name="标记人", related_name="+")
    """Everybody who marked or decided a page: none of them releases it."""
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提交人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField("提交时间", null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="复核人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField("放行时间", null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="上传人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("上传时间", auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "遮盖"
        verbose_name_plural = "遮盖"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether boxes can be drawn and pages decided."""
        return self.state in (State.MARKING, State.BLOCKED)

    @property
    def is_working(self) -> bool:
        """Whether the worker has it in hand."""
        return self.state in (State.OPENING, State.PRODUCING)


class RedactionPage(models.Model):
    """One page: its picture, the boxes on it, and what was decided of it."""

    case = models.ForeignKey(RedactionCase, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField("页")
    picture = models.FileField("页面图像")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    """Of the picture, in its points."""
    after = models.FileField("遮盖后的图像", blank=True)
    repeats = models.PositiveIntegerField("与哪页相同", null=True)
    """An earlier page that looks or reads the same; a person decides."""
    boxes = models.JSONField("方框", default=list)
    """``[{"box": [left, top, right, bottom], "ground": …, "by": …}]``, as the library writes marks."""
    decision = models.CharField("决定", max_length=16, blank=True)
    """The library's: ``release``, ``part``, ``withhold``, ``duplicate``, ``not-responsive``; empty: what boxes say."""
    ground = models.CharField("依据", max_length=40, blank=True)
    of = models.PositiveIntegerField("与哪页重复", null=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "遮盖的页"
        verbose_name_plural = "遮盖的页"
        ordering = ("case", "number")
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="redaction_page_once"),)

    def __str__(self) -> str:
        return f"{self.case}第{self.number}页"


class Search(models.Model):
    """Something looked for on all pages at once, to be marked wherever it stands."""

    class Kind(models.TextChoices):
        WORD = "word", _("词语")
        PATTERN = "pattern", _("正则表达式")
        SCREENING = "screening", _("个人信息筛查")

    audit_hidden = ("text",)

    case = models.ForeignKey(RedactionCase, on_delete=models.CASCADE, related_name="searches")
    kind = models.CharField("查找", max_length=10, choices=Kind)
    text = models.CharField("内容", max_length=200, blank=True)
    """What is looked for is often what must not go out: the log never holds it."""
    ground = models.CharField("依据", max_length=40, blank=True)
    found = models.PositiveIntegerField("标记处数", null=True)
    """Empty while the worker looks."""
    message = models.TextField("说明", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "查找标记"
        verbose_name_plural = "查找标记"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.case}：{self.Kind(self.kind).label}"
