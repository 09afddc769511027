"""What section one tells: publications, circulation to villages, trainings, inspections, appraisal, hotline tickets."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai_site.records.models import Record, once


class Publication(Record):
    """Something made public, by heading (栏目) and channel; ``count`` above 1 where an office has only numbers."""

    class Channel(models.TextChoices):
        SITE = "site", "政府网站"
        WECHAT = "wechat", "微信公众号"
        MEDIA = "media", "新闻媒体"
        BOARD = "board", "公告栏"
        VILLAGE = "village", "村（社区）公开栏"
        OTHER = "other", "其他"

    heading = models.CharField("栏目", max_length=100)
    channel = models.CharField("渠道", max_length=10, choices=Channel)
    title = models.CharField("标题", max_length=300)
    published_on = models.DateField("公开（张贴）日期")
    taken_down_on = models.DateField("撤下日期", null=True, blank=True)
    place = models.CharField("张贴地点或村（社区）", max_length=100, blank=True)
    url = models.URLField("网址", blank=True, max_length=500)
    count = models.PositiveIntegerField("条数", default=1)

    key_fields = ("channel", "title", "published_on", "place")
    date_fields = ("published_on", "taken_down_on")
    audit_plain = ("heading", "place")

    class Meta:
        verbose_name = "主动公开"
        verbose_name_plural = "主动公开"
        ordering = ("-published_on", "-id")
        indexes = (models.Index(fields=("agency", "published_on")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(taken_down_on=None) | Q(taken_down_on__gte=F("published_on")), name="down_after_up"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Circulation(Record):
    """A document handed on to a village or community, and when it was acknowledged."""

    title = models.CharField("文件", max_length=300)
    village = models.CharField("村（社区）", max_length=100)
    sent_on = models.DateField("发放日期")
    acknowledged_on = models.DateField("签收日期", null=True, blank=True)

    key_fields = ("title", "village", "sent_on")
    date_fields = ("sent_on", "acknowledged_on")
    audit_plain = ("title", "village")

    class Meta:
        verbose_name = "文件传阅"
        verbose_name_plural = "文件传阅"
        ordering = ("-sent_on", "-id")
        indexes = (models.Index(fields=("agency", "sent_on")),)

    def __str__(self) -> str:
        return f"{self.title} → {self.village}"


class Training(Record):
    """A training of those who do disclosure work."""

    title = models.CharField("培训内容", max_length=200)
    held_on = models.DateField("日期")
    participants = models.PositiveIntegerField("人次")

    key_fields = ("title", "held_on")
    date_fields = ("held_on",)
    audit_plain = ("title",)

    class Meta:
        verbose_name = "业务培训"
        verbose_name_plural = "业务培训"
        ordering = ("-held_on", "-id")
        indexes = (models.Index(fields=("agency", "held_on")),)

    def __str__(self) -> str:
        return self.title


class Inspection(Record):
    """Something found in an inspection, and when it was mended."""

    inspected_on = models.DateField("检查日期")
    place = models.CharField("检查对象", max_length=200)
    finding = models.CharField("发现的问题", max_length=500)
    mended_on = models.DateField("整改完成日期", null=True, blank=True)

    key_fields = ("inspected_on", "place", "finding")
    date_fields = ("inspected_on", "mended_on")
    audit_plain = ("place",)

    class Meta:
        verbose_name = "检查整改"
        verbose_name_plural = "检查整改"
        ordering = ("-inspected_on", "-id")
        indexes = (models.Index(fields=("agency", "inspected_on")),)

    def __str__(self) -> str:
        return f"{self.place} {self.finding}"


class Appraisal(Record):
    """Assessment, public appraisal or accountability (《条例》第四十六、四十七、五十条第一款第四项)."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", "工作考核"
        PUBLIC = "public", "社会评议"
        ACCOUNTABILITY = "accountability", "责任追究"

    kind = models.CharField("类别", max_length=16, choices=Kind)
    on = models.DateField("日期")
    result = models.CharField("结果", max_length=500)
    people = models.PositiveIntegerField("涉及人数", default=0)

    key_fields = ("kind", "on", "result")
    date_fields = ("on",)

    class Meta:
        verbose_name = "考核评议追责"
        verbose_name_plural = "考核评议追责"
        ordering = ("-on", "-id")
        indexes = (models.Index(fields=("agency", "on")),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.result}"


class HotlineTicket(Record):
    """A ticket of the 12345 hotline or a consultation about disclosure."""

    number = models.CharField("工单号", max_length=60)
    received_on = models.DateField("收到日期")
    topic = models.CharField("事由", max_length=300)
    answered_on = models.DateField("办结日期", null=True, blank=True)

    key_fields = ("number",)
    date_fields = ("received_on", "answered_on")
    audit_plain = ("number",)

    class Meta:
        verbose_name = "热线工单"
        verbose_name_plural = "热线工单"
        ordering = ("-received_on", "-id")
        indexes = (models.Index(fields=("agency", "received_on")),)
        constraints = (once("ticket_once", "number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.topic}"
