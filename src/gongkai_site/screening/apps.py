"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """保密审查."""

    name = "gongkai_site.screening"
    label = "screening"
    verbose_name = "保密审查"
