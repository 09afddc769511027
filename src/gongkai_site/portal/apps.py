"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """公开页面."""

    name = "gongkai_site.portal"
    label = "portal"
    verbose_name = "公开页面"
