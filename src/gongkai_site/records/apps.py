"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """台账公共."""

    name = "gongkai_site.records"
    label = "records"
    verbose_name = "台账公共"
