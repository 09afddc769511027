"""Registers behind section two of the form: documents of rule, decisions, fees (《条例》第二十条第一、五、六、八项)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from gongkai_site.records.models import Record, once


class RegulatoryDocument(Record):
    """A rule (规章) or an administrative normative document (行政规范性文件)."""

    class Kind(models.TextChoices):
        REGULATION = "regulation", "规章"
        NORMATIVE = "normative", "行政规范性文件"

    kind = models.CharField("类别", max_length=12, choices=Kind)
    number = models.CharField("发文字号", max_length=80)
    title = models.CharField("标题", max_length=300)
    made_on = models.DateField("制发日期")
    in_force_from = models.DateField("施行日期")
    amended_on = models.DateField("修改日期", null=True, blank=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    """The last day of force, that day included."""
    url = models.URLField("公开网址", blank=True, max_length=500)

    key_fields = ("kind", "number")
    date_fields = ("made_on", "in_force_from", "amended_on", "repealed_on", "expires_on")
    audit_plain = ("number", "title", "url")

    class Meta:
        verbose_name = "规章和行政规范性文件"
        verbose_name_plural = "规章和行政规范性文件"
        ordering = ("-made_on", "-id")
        indexes = (models.Index(fields=("agency", "kind", "made_on")),)
        constraints = (
            once("regulatory_document_once", "kind", "number"),
            models.CheckConstraint(condition=Q(repealed_on=None) | Q(repealed_on__gte=F("made_on")), name="made_first"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @staticmethod
    def in_force(on: dt.date) -> Q:
        """The stock on a day: made and in force, not yet repealed, not yet expired."""
        return (
            Q(made_on__lte=on, in_force_from__lte=on)
            & (Q(repealed_on=None) | Q(repealed_on__gt=on))
            & (Q(expires_on=None) | Q(expires_on__gte=on))
        )


class DecisionKind(models.TextChoices):
    """Kinds of decisions that section two counts."""

    LICENCE = "licence", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COMPULSION = "compulsion", "行政强制"


class Decision(Record):
    """One decision: a licence, a penalty or a compulsory measure."""

    kind = models.CharField("类别", max_length=12, choices=DecisionKind)
    number = models.CharField("决定书文号", max_length=80)
    matter = models.CharField("事项", max_length=300)
    decided_on = models.DateField("决定日期")
    url = models.URLField("公开网址", blank=True, max_length=500)

    key_fields = ("kind", "number")
    date_fields = ("decided_on",)
    audit_plain = ("number",)

    class Meta:
        verbose_name = "许可、处罚、强制决定"
        verbose_name_plural = "许可、处罚、强制决定"
        ordering = ("-decided_on", "-id")
        indexes = (models.Index(fields=("agency", "kind", "decided_on")), models.Index(fields=("agency", "decided_on")))
        constraints = (once("decision_once", "kind", "number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.matter}"


class DecisionCount(Record):
    """A number of decisions in a period, where an office has only numbers."""

    kind = models.CharField("类别", max_length=12, choices=DecisionKind)
    starts_on = models.DateField("起")
    ends_on = models.DateField("止")
    count = models.PositiveIntegerField("件数")

    key_fields = ("kind", "starts_on", "ends_on")
    date_fields = ("starts_on", "ends_on")

    class Meta:
        verbose_name = "决定数量"
        verbose_name_plural = "决定数量"
        ordering = ("-starts_on", "-id")
        indexes = (models.Index(fields=("agency", "ends_on")),)
        constraints = (
            once("decision_count_once", "kind", "starts_on", "ends_on"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="count_ends_after_start"),
            models.CheckConstraint(condition=Q(ends_on__year=F("starts_on__year")), name="count_within_one_year"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on}至{self.ends_on} {self.count}件"


class Fee(Record):
    """An administrative charge (行政事业性收费) taken; kept in fen (分) so that sums are exact."""

    item = models.CharField("收费项目", max_length=200)
    receipt = models.CharField("票据号", max_length=80, blank=True)
    charged_on = models.DateField("收费日期")
    amount_fen = models.BigIntegerField("金额（分）")
    """Negative for a refund."""

    key_fields = ("item", "receipt", "charged_on", "amount_fen")
    date_fields = ("charged_on",)
    audit_plain = ("item", "receipt")

    class Meta:
        verbose_name = "行政事业性收费"
        verbose_name_plural = "行政事业性收费"
        ordering = ("-charged_on", "-id")
        indexes = (models.Index(fields=("agency", "charged_on")),)

    def __str__(self) -> str:
        return f"{self.item} {self.amount_fen / 100:.2f}元"
