"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class AnnualConfig(AppConfig):
    """年度报告."""

    name = "gongkai_site.annual"
    label = "annual"
    verbose_name = "年度报告"
