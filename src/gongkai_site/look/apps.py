"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class LookConfig(AppConfig):
    """名称和颜色."""

    name = "gongkai_site.look"
    label = "look"
    verbose_name = "名称和颜色"
