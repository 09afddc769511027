"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """人员."""

    name = "gongkai_site.people"
    label = "people"
    verbose_name = "人员"
