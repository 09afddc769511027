"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    """复议诉讼."""

    name = "gongkai_site.disputes"
    label = "disputes"
    verbose_name = "复议诉讼"

    def ready(self) -> None:
        """Plug the rules of this app's registers into the shared machinery."""
        from gongkai_site.disputes import checks
        from gongkai_site.records.plugs import CHECKS, LINKS, MARKS

        CHECKS["disputes"].append(checks.conclusion)
        MARKS["disputes"].append(checks.marks)
        LINKS["requests"].append(checks.links_of_request)
        LINKS["disputes"].append(checks.links_of_dispute)
