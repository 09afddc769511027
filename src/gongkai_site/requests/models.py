"""Requests for disclosure (依申请公开), counted by registered item (件); personal data stands apart."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gongkai_site.agencies.models import Section
from gongkai_site.records.models import Record


class ApplicantKind(models.TextChoices):
    """The form's six columns."""

    NATURAL_PERSON = "natural_person", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    NONPROFIT = "nonprofit", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER = "other_organisation", "其他"


class Outcome(models.TextChoices):
    """The form's rows of results; a request has exactly one. 区分处理的只计部分公开."""

    GRANTED = "granted", "予以公开"
    PARTLY_GRANTED = "partly_granted", "部分公开"
    STATE_SECRET = "refused.state_secret", "不予公开：属于国家秘密"
    OTHER_LAW = "refused.other_law", "不予公开：其他法律行政法规禁止公开"
    SAFETY = "refused.safety_stability", "不予公开：危及“三安全一稳定”"
    THIRD_PARTY = "refused.third_party", "不予公开：保护第三方合法权益"
    INTERNAL = "refused.internal_affairs", "不予公开：属于三类内部事务信息"
    PROCESS = "refused.process_information", "不予公开：属于四类过程性信息"
    ENFORCEMENT_FILE = "refused.enforcement_file", "不予公开：属于行政执法案卷"
    QUERY = "refused.administrative_query", "不予公开：属于行政查询事项"
    NOT_HELD = "unavailable.not_held", "无法提供：本机关不掌握相关政府信息"
    NEEDS_CREATION = "unavailable.needs_creation", "无法提供：没有现成信息需要另行制作"
    STILL_UNCLEAR = "unavailable.still_unclear", "无法提供：补正后申请内容仍不明确"
    PETITION = "not_handled.petition", "不予处理：信访举报投诉类申请"
    REPEATED = "not_handled.repeated", "不予处理：重复申请"
    PUBLICATION = "not_handled.publication", "不予处理：要求提供公开出版物"
    EXCESSIVE = "not_handled.excessive", "不予处理：无正当理由大量反复申请"
    CONFIRMATION = "not_handled.confirmation", "不予处理：要求行政机关确认或重新出具已获取信息"
    CORRECTION_OVERDUE = "other.correction_overdue", "其他处理：逾期不补正、不再处理"
    FEE_OVERDUE = "other.fee_overdue", "其他处理：逾期未缴费、不再处理"
    OTHER = "other.other", "其他处理：其他"


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
    applicant_kind = models.CharField("申请人类型", max_length=20, choices=ApplicantKind)
    subject = models.CharField("申请内容", max_length=500)
    section = models.ForeignKey(Section, verbose_name="承办科室", null=True, blank=True, on_delete=models.PROTECT)
    outcome = models.CharField("办理结果", max_length=32, choices=Outcome, blank=True)
    concluded_on = models.DateField("办结日期", null=True, blank=True)

    key_fields = ("number",)
    date_fields = ("received_on", "concluded_on")

    class Meta:
        verbose_name = "依申请公开"
        verbose_name_plural = "依申请公开"
        ordering = ("-received_on", "-id")
        indexes = (
            models.Index(fields=("agency", "received_on")),
            models.Index(fields=("agency", "concluded_on")),
        )
        constraints = (
            models.UniqueConstraint(fields=("agency", "number"), condition=Q(voided=False), name="request_number_once"),
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

    audit_hidden: ClassVar[tuple[str, ...]] = ("name", "identity", "contact", "address")

    class Meta:
        verbose_name = "申请人"
        verbose_name_plural = "申请人"

    def __str__(self) -> str:
        return f"{self.request.number} 的申请人"
