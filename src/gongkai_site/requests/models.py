"""Requests for disclosure (依申请公开), counted by registered item (件); personal data stands apart."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gongkai_site.agencies.models import Section
from gongkai_site.reach import Reached
from gongkai_site.records.models import Record, once


class Channel(models.TextChoices):
    """How the request came."""

    ONLINE = "online", "网络"
    POST = "post", "邮寄"
    COUNTER = "counter", "当面"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    OTHER = "other", "其他"


class Request(Record):
    """One registered request (件)."""

    number = models.CharField("登记编号", max_length=60)
    received_on = models.DateField("收到日期")
    channel = models.CharField("渠道", max_length=10, choices=Channel, default=Channel.ONLINE)
    applicant_kind = models.CharField("申请人类型", max_length=80)
    """A column of the form (``records.formed``)."""
    subject = models.CharField("申请内容", max_length=500)
    section = models.ForeignKey(Section, verbose_name="承办科室", null=True, blank=True, on_delete=models.PROTECT)
    outcome = models.CharField("办理结果", max_length=80, blank=True)
    """A result of the form; a request has exactly one. 区分处理的只计部分公开."""
    concluded_on = models.DateField("办结日期", null=True, blank=True)

    key_fields = ("number",)
    date_fields = ("received_on", "concluded_on")
    audit_plain = ("number", "applicant_kind", "outcome")

    class Meta:
        verbose_name = "依申请公开"
        verbose_name_plural = "依申请公开"
        ordering = ("-received_on", "-id")
        indexes = (
            models.Index(fields=("agency", "received_on")),
            models.Index(fields=("agency", "concluded_on")),
        )
        constraints = (
            once("request_number_once", "number"),
            models.CheckConstraint(
                condition=Q(concluded_on=None, outcome="") | Q(concluded_on__isnull=False) & ~Q(outcome=""),
                name="outcome_with_conclusion",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("received_on")), name="concluded_after_received"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"


class Applicant(models.Model):
    """Who asked and how to reach him: personal data, seen only by those who handle the request."""

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="applicant")
    name = models.CharField("姓名或名称", max_length=120)
    identity = models.CharField("证件号码", max_length=60, blank=True)
    contact = models.CharField("联系方式", max_length=200, blank=True)
    address = models.CharField("通信地址", max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    belongs_by: ClassVar[str] = "request__agency"
    audit_hidden: ClassVar[tuple[str, ...]] = ("name", "identity", "contact", "address")

    objects = Reached()

    class Meta:
        verbose_name = "申请人"
        verbose_name_plural = "申请人"

    def __str__(self) -> str:
        return f"{self.request.number} 的申请人"
