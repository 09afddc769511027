"""How the site names itself and looks: one row, or none where nobody has set anything."""

from __future__ import annotations

import hashlib

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

ONLY = 1
"""The id of the one row."""


class Look(models.Model):
    """Name, colour and emblem; what is empty stays as the site comes."""

    name = models.CharField(_("显示的名称"), max_length=30, blank=True)
    colour = models.CharField(
        _("颜色"), max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("颜色应写作 #rrggbb。"))]
    )
    emblem = models.BinaryField("徽标", blank=True, default=b"")
    """A PNG as ``look.emblem`` lets it through; a few kilobytes, so that it is kept and backed up with the row."""
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "名称和颜色"
        verbose_name_plural = "名称和颜色"
        constraints = (models.CheckConstraint(condition=models.Q(pk=ONLY), name="one_look"),)

    def __str__(self) -> str:
        return self.name or "名称和颜色"

    @property
    def emblem_key(self) -> str:
        """What tells one emblem from another, for its address and the log; empty where there is none."""
        return hashlib.sha256(self.emblem).hexdigest()[:12] if self.emblem else ""
