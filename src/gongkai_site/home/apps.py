"""Django's entry for this app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.conf import settings

if TYPE_CHECKING:
    from gongkai_site.audit.models import Event


class HomeConfig(AppConfig):
    """工作台."""

    name = "gongkai_site.home"
    label = "home"
    verbose_name = "工作台"

    def ready(self) -> None:
        """After an action that makes it another's turn he is told, once the action stands."""
        from gongkai_site.audit.chain import appended

        appended.connect(_turn, dispatch_uid="gongkai-turn")


def _turn(sender: Any, events: Sequence[Event], **more: Any) -> None:
    from gongkai_site.home.tasks import tell_at_once
    from gongkai_site.home.telling import TELLING

    if not settings.TELLS_BY_MAIL:
        return
    turned = (each.agency_id for each in events if each.action in TELLING)
    for agency in dict.fromkeys(each for each in turned if each is not None):
        # In the same database and transaction: the action and the task stand or fall together.
        tell_at_once.enqueue(agency)
