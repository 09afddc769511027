"""The audit log (审计日志): append-only events, each holding the hash of the one before."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone


class Event(models.Model):
    """One change: who did what to which thing, how it was and is, and why.

    Nothing here refers to other tables, so nothing cascades into it; database triggers refuse UPDATE and DELETE.
    ``before`` and ``after`` are JSON texts, hashed as they stand.
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
    title = models.CharField("对象", max_length=200)
    before = models.TextField("变更前", blank=True)
    after = models.TextField("变更后", blank=True)
    reason = models.TextField("原因", blank=True)
    previous = models.CharField("上一条哈希", max_length=64)
    hash = models.CharField("哈希", max_length=64)

    class Meta:
        verbose_name = "审计事件"
        verbose_name_plural = "审计日志"
        ordering = ("number",)
        indexes = (models.Index(fields=("object_type", "object_id"), name="audit_event_object"),)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.title}"

    @property
    def local_time(self) -> str:
        """:attr:`at` by the local clock, as people read it."""
        return f"{timezone.localtime(dt.datetime.fromisoformat(self.at)):%Y-%m-%d %H:%M:%S}"


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
