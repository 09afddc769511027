"""Reconsiderations (行政复议) and lawsuits (行政诉讼) over disclosure."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai_site.records.models import Record, once
from gongkai_site.requests.models import Request


class Dispute(Record):
    """One reconsideration or lawsuit."""

    class Part(models.TextChoices):
        """国办公开办函〔2016〕201号: the original agency counts the case, not a co-defendant body."""

        ORIGINAL = "original", "原行为机关"
        CO_DEFENDANT = "co_defendant", "复议机关作共同被告"

    kind = models.CharField("类别", max_length=80)
    """A row of the form's section four (``records.formed``)."""
    number = models.CharField("案号", max_length=80)
    request = models.ForeignKey(
        Request, verbose_name="对应的申请", null=True, blank=True, on_delete=models.PROTECT, related_name="disputes"
    )
    part = models.CharField("本机关地位", max_length=16, choices=Part, default=Part.ORIGINAL)
    lodged_on = models.DateField("受理日期")
    result = models.CharField("结果", max_length=80, blank=True)
    """A column of section four."""
    concluded_on = models.DateField("审结日期", null=True, blank=True)

    key_fields = ("kind", "number")
    date_fields = ("lodged_on", "concluded_on")
    audit_plain = ("kind", "number", "result")

    class Meta:
        verbose_name = "行政复议、行政诉讼"
        verbose_name_plural = "行政复议、行政诉讼"
        ordering = ("-lodged_on", "-id")
        indexes = (models.Index(fields=("agency", "lodged_on")),)
        constraints = (
            once("dispute_once", "kind", "number"),
            models.CheckConstraint(
                condition=Q(concluded_on=None, result="") | Q(concluded_on__isnull=False) & ~Q(result=""),
                name="result_with_conclusion",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("lodged_on")), name="concluded_after_lodged"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.kind_label}"

    @property
    def kind_label(self) -> str:
        """What the form of its time calls its kind."""
        from gongkai_site.records.registry import REGISTERS

        return REGISTERS["disputes"].by_name["kind"].of(self)
