"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """台账."""

    name = "gongkai_site.registers"
    label = "registers"
    verbose_name = "台账"

    def ready(self) -> None:
        """Plug the rules of this app's registers into the shared machinery."""
        from gongkai_site.records.plugs import CHECKS, SUMMARIES
        from gongkai_site.registers import checks, summaries

        CHECKS["documents"].append(checks.document_dates)
        CHECKS["decisions"].append(checks.decision_in_counted_period)
        CHECKS["decision-counts"].append(checks.count_period)
        SUMMARIES["documents"].append(summaries.documents)
        SUMMARIES["decisions"].append(summaries.decisions)
        SUMMARIES["decision-counts"].append(summaries.counts)
        SUMMARIES["fees"].append(summaries.fees)
