"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """使用手册."""

    name = "gongkai_site.handbook"
    label = "handbook"
    verbose_name = "使用手册"
