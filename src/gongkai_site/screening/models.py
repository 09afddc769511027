"""Files that bear a secrecy marking: turned away, or sealed, until somebody else has looked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.models import Agency


class Stopped(models.Model):
    """One file in which a secrecy marking was seen, known by the hash of its bytes.

    An officer's file is turned away and its bytes are not kept; what came from outside, or was only seen when it was
    read, is sealed: kept, and opened by nobody but those who decide.
    """

    class State(models.TextChoices):
        OPEN = "open", _("待核实")
        RELEASED = "released", _("已放行")
        CONFIRMED = "confirmed", _("已确认")

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="stopped_files")
    name = models.CharField("文件名", max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("字节数", default=0)
    hits = models.JSONField("所见标志", default=list)
    """``hit_to_json`` of every marking seen."""
    file = models.CharField("封存的文件", max_length=200, blank=True)
    """Where the sealed bytes lie in the storage; empty for a file that was turned away."""
    outsider = models.BooleanField("外部来文", default=False)
    """Whoever sent it has no account here; his paper stands."""
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("核实时间", null=True, editable=False)
    reason = models.TextField("核实意见", blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "拦截的文件"
        verbose_name_plural = "拦截的文件"
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("agency", "sha256"), name="stopped_once"),
            models.CheckConstraint(
                condition=Q(state="open", reason="") | (~Q(state="open") & ~Q(reason="")), name="stopped_decided"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == self.State.OPEN

    @property
    def is_released(self) -> bool:
        """Whether somebody has found that it bears no marking of secrecy."""
        return self.state == self.State.RELEASED
