"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """审计."""

    name = "gongkai_site.audit"
    label = "audit"
    verbose_name = "审计"
