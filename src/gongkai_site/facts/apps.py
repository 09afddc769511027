"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """公开事实."""

    name = "gongkai_site.facts"
    label = "facts"
    verbose_name = "公开事实"

    def ready(self) -> None:
        """Plug the rules of this app's registers into the shared machinery."""
        from gongkai_site.facts import checks, summaries
        from gongkai_site.records.plugs import CHECKS, SUMMARIES

        CHECKS["publications"] += [
            checks.in_order("published_on", "taken_down_on", ("公开日期", "撤下日期")),
            checks.posted,
        ]
        CHECKS["circulations"].append(checks.in_order("sent_on", "acknowledged_on", ("发放日期", "签收日期")))
        CHECKS["inspections"].append(checks.in_order("inspected_on", "mended_on", ("检查日期", "整改完成日期")))
        CHECKS["tickets"].append(checks.in_order("received_on", "answered_on", ("收到日期", "办结日期")))
        SUMMARIES["publications"].append(summaries.publications)
        SUMMARIES["trainings"].append(summaries.trainings)
