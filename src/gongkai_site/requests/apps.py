"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """依申请公开."""

    name = "gongkai_site.requests"
    label = "requests"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Plug the rules of this app's registers into the shared machinery."""
        from gongkai_site.records.plugs import CHECKS, MARKS, PROPOSALS, SUMMARIES, VOID_CHECKS
        from gongkai_site.requests import checks

        CHECKS["requests"].append(checks.conclusion)
        VOID_CHECKS["requests"].append(checks.linked_disputes)
        PROPOSALS["requests"] = checks.propose
        MARKS["requests"].append(checks.marks)
        SUMMARIES["requests"].append(checks.summary)
