"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """单位."""

    name = "gongkai_site.agencies"
    label = "agencies"
    verbose_name = "单位"
