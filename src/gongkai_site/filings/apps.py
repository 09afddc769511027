"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """报送汇总."""

    name = "gongkai_site.filings"
    label = "filings"
    verbose_name = "报送汇总"

    def ready(self) -> None:
        """Say where the figures of an area come from, what follows an acceptance, and what a one-time link opens."""
        from gongkai_site.annual.figures import register_source
        from gongkai_site.annual.models import Scope
        from gongkai_site.filings.accepted import file_accepted
        from gongkai_site.filings.consolidation.source import AreaSource
        from gongkai_site.filings.opened import OfHandUp
        from gongkai_site.intake.accepted import on_accepted
        from gongkai_site.policy.codes import register

        register_source(Scope.AREA, AreaSource())
        on_accepted(file_accepted)
        register("filings.filinglink", "一次性链接", OfHandUp())
