"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class AnnualConfig(AppConfig):
    """年度报告."""

    name = "gongkai_site.annual"
    label = "annual"
    verbose_name = "年度报告"

    def ready(self) -> None:
        """Say which reports a superior's rule set gives other findings, and what last year's fees came to."""
        from gongkai_site.agencies.rulings.moves import register_mover
        from gongkai_site.agencies.rulings.sets import KEY
        from gongkai_site.annual.lastyear import fees_reported
        from gongkai_site.annual.moved import findings_moved
        from gongkai_site.records.plugs import LAST_YEAR

        LAST_YEAR["fees"] = fees_reported
        register_mover(KEY, findings_moved)
