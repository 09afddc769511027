"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """人员."""

    name = "gongkai_site.people"
    label = "people"
    verbose_name = "人员"

    def ready(self) -> None:
        """Have the audit log told of second factors that people set up or remove by themselves."""
        from gongkai_site.people import second_factor

        second_factor.listen()
