"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """工作台."""

    name = "gongkai_site.home"
    label = "home"
    verbose_name = "工作台"
