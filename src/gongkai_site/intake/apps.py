"""Django's entry for this app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from gongkai_site.screening.models import Stopped


class IntakeConfig(AppConfig):
    """收文识读."""

    name = "gongkai_site.intake"
    label = "intake"
    verbose_name = "收文识读"

    def ready(self) -> None:
        """A sealed document that was released is read."""
        from gongkai_site.screening.actions import decided

        decided.connect(_decided, dispatch_uid="gongkai-sealed-document")


def _decided(sender: Any, stopped: Stopped, **more: Any) -> None:
    from gongkai_site.intake.sealing import unseal

    if stopped.is_released:
        unseal(stopped)
