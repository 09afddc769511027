"""The audit log (审计日志): append-only events, each holding the hash of the one before."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from gongkai_site.audit.sealing import joined

ANONYMISED = "record.anonymise"
"""The action after whose event the text of the thing's earlier events may be destroyed."""
CARRIED_OVER = "audit.carry-over"
"""The action by which the events of earlier releases came under digests."""
DESTROYED = "（已匿名）"
"""What stands in the place of text that was destroyed."""


class _WithText(models.Manager["Event"]):
    def get_queryset(self) -> QuerySet[Event]:
        return super().get_queryset().select_related("sealed")


class Event(models.Model):
    """One change: who did what to which thing, how it was and is, and why.

    Nothing here refers to other tables, so nothing cascades into it; database triggers refuse UPDATE and DELETE.
    Text that may hold personal data stands in :class:`Sealed`; here only the digest of it, and what no person is in.
    """

    number = models.BigIntegerField("序号", primary_key=True)
    """1, 2, 3 … without a gap."""
    at = models.CharField("时间", max_length=32)
    """UTC, ISO 8601 with microseconds, as text: hashed as it stands."""
    actor_id = models.BigIntegerField("人员编号", null=True, db_index=True)
    actor = models.CharField("操作人", max_length=120)
    """The name at the time, with 代 where a deputy acted; 系统 for the system, 一次性链接 for a link."""
    agency_id = models.BigIntegerField("单位编号", null=True, db_index=True)
    action = models.CharField("操作", max_length=60, db_index=True)
    object_type = models.CharField("对象类型", max_length=60)
    object_id = models.CharField("对象编号", max_length=40)
    plain_before = models.TextField("变更前的日期、数字和选项", blank=True)
    plain_after = models.TextField("变更后的日期、数字和选项", blank=True)
    """JSON texts, hashed as they stand."""
    digest = models.CharField("密封文字的摘要", max_length=64)
    """SHA-256 over the salt and the text of :class:`Sealed`."""
    carried = models.CharField("转入时的哈希", max_length=64, blank=True)
    """Only of events made before text was sealed: the hash over how they stand now, each over the one before. Their
    :attr:`hash` is still that over their clear text, so that anchors put down in those days prove them."""
    previous = models.CharField("上一条哈希", max_length=64)
    hash = models.CharField("哈希", max_length=64)

    objects = _WithText()

    class Meta:
        verbose_name = "审计事件"
        verbose_name_plural = "审计日志"
        ordering = ("number",)
        indexes = (models.Index(fields=("object_type", "object_id"), name="audit_event_object"),)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.title}"

    @property
    def text(self) -> Sealed | None:
        """What the event says in words; ``None`` once that was destroyed."""
        return getattr(self, "sealed", None)

    @property
    def title(self) -> str:
        """What the thing was called."""
        return self.text.title if self.text else DESTROYED

    @property
    def before(self) -> str:
        """The thing's columns before, as JSON text; of what was destroyed only dates, numbers and choices are left."""
        return joined(self.plain_before, self.text.before if self.text else "")

    @property
    def after(self) -> str:
        """The thing's columns after, as :attr:`before`."""
        return joined(self.plain_after, self.text.after if self.text else "")

    @property
    def reason(self) -> str:
        """Why."""
        return self.text.reason if self.text else ""

    @property
    def local_time(self) -> str:
        """:attr:`at` by the local clock, as people read it."""
        return f"{timezone.localtime(dt.datetime.fromisoformat(self.at)):%Y-%m-%d %H:%M:%S}"


class Sealed(models.Model):
    """The text of one event. Triggers refuse to change it, and to delete it unless a later event anonymised the thing.

    ``before`` and ``after`` hold the columns that are not plain. Without the salt nobody can try out what the digest
    was made of.
    """

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="sealed"
    )
    salt = models.CharField("盐", max_length=32)
    title = models.CharField("对象", max_length=200)
    before = models.TextField("变更前", blank=True)
    after = models.TextField("变更后", blank=True)
    reason = models.TextField("原因", blank=True)

    class Meta:
        verbose_name = "密封的文字"
        verbose_name_plural = "密封的文字"

    def __str__(self) -> str:
        return self.title


class Head(models.Model):
    """The end of the chain: one row, locked by every writer, so that numbers and hashes follow each other."""

    audit_passing = True
    """It moves with every event, that of a restore too; the chain proves it."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "链尾"
        verbose_name_plural = "链尾"

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
