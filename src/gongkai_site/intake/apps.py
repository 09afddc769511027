"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """收文识读."""

    name = "gongkai_site.intake"
    label = "intake"
    verbose_name = "收文识读"
