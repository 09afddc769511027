"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """草稿."""

    name = "gongkai_site.drafts"
    label = "drafts"
    verbose_name = "草稿"

    def ready(self) -> None:
        """What was sent with an expired session is kept as soon as its writer has shown his password again."""
        from gongkai_site.drafts.signing_in import keep_what_was_sent
        from gongkai_site.people.adapter import password_right

        password_right.connect(keep_what_was_sent, dispatch_uid="gongkai.drafts")
