"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class RedactionConfig(AppConfig):
    """遮盖后公开."""

    name = "gongkai_site.redaction"
    label = "redaction"
    verbose_name = "遮盖后公开"
