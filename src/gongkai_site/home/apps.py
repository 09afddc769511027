"""Django's entry for this app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_save


class HomeConfig(AppConfig):
    """工作台."""

    name = "gongkai_site.home"
    label = "home"
    verbose_name = "工作台"

    def ready(self) -> None:
        """After an action that makes it another's turn he is told, once the action stands."""
        post_save.connect(_turn, sender="audit.Event", dispatch_uid="gongkai-turn")


def _turn(sender: Any, instance: Any, created: bool, **more: Any) -> None:
    from gongkai_site.home.tasks import tell_at_once
    from gongkai_site.home.telling import TELLING

    if created and settings.TELLS_BY_MAIL and instance.action in TELLING and instance.agency_id is not None:
        # In the same database and transaction: the action and the task stand or fall together.
        tell_at_once.enqueue(instance.agency_id)
