"""Who was written to about what waits for him, and who does not want to be."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailWish(models.Model):
    """When somebody wants a mail about what waits for him; without a row at once."""

    class When(models.TextChoices):
        AT_ONCE = "at-once", _("立即")
        DAILY = "daily", _("每天早上一次")
        NEVER = "never", _("不发邮件")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_wish")
    when = models.CharField(_("有事等我办理时发邮件"), max_length=8, choices=When, default=When.AT_ONCE)

    class Meta:
        verbose_name = "邮件提醒"
        verbose_name_plural = "邮件提醒"

    def __str__(self) -> str:
        return f"{self.user} {self.get_when_display()}"


class Notice(models.Model):
    """One mail to one person about things that wait for him."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)
    count = models.PositiveIntegerField("事项数")
    problem = models.CharField("未发出的原因", max_length=300, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    """Neither this nor a problem: it is being sent, or whoever sent it was stopped."""

    class Meta:
        verbose_name = "待办邮件"
        verbose_name_plural = "待办邮件"

    def __str__(self) -> str:
        return f"{self.user} {self.count}项"


class Told(models.Model):
    """Somebody was told of one thing; nobody is told twice of the same."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="told")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=200)
    """``Waiting.mark``: kind, thing, since when."""

    class Meta:
        verbose_name = "已告知事项"
        verbose_name_plural = "已告知事项"
        constraints = (models.UniqueConstraint(fields=("user", "mark"), name="told_once"),)

    def __str__(self) -> str:
        return f"{self.user} {self.mark}"
