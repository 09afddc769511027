"""A draft (草稿): the fields of one form as its writer left them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What one person has typed into one form and not saved.

    It is nobody's record: like a session it leaves no event, nobody else reads it, and it ends when the form is saved.
    """

    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField("表单", max_length=300)
    """The path of the page, ``#``, and the name of the form on it."""
    fields = models.JSONField("内容")
    """``[[name, value], …]`` in the order of the form."""
    base = models.CharField(max_length=32, blank=True)
    """What the form held before, as the browser reckons it: another one now means that somebody saved meanwhile."""
    at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = "草稿"
        verbose_name_plural = "草稿"
        constraints = (models.UniqueConstraint(fields=("writer", "form"), name="draft_once"),)

    def __str__(self) -> str:
        return f"{self.writer} {self.form}"
