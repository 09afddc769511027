"""Choosing what a consolidated report counts."""

from __future__ import annotations

from gongkai_site.action import acting, claim
from gongkai_site.annual.models import AnnualReport, Scope, State
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import WrongState
from gongkai_site.filings.models import Consolidation
from gongkai_site.policy import Actor


def choose_members(actor: Actor, report: AnnualReport, *, include_filed: bool, revision: int) -> Consolidation:
    """Say whether reports handed up but not yet accepted count as well. ``revision`` is 0 where none was chosen yet."""
    with acting(actor, "consolidation.choose", right="consolidation.write", on=report) as act:
        state = AnnualReport.objects.select_for_update(of=("self",)).values_list("state", flat=True).get(pk=report.pk)
        if report.scope != Scope.AREA or state != State.DRAFT:
            raise WrongState("只有起草中的汇总报告可以改变汇总口径。", advice="已审核或已锁定的，请先退回起草。")
        made, first = Consolidation.objects.get_or_create(report=report)
        before = snapshot(made)
        claim(made, made.revision if first and revision == 0 else revision)
        made.include_filed = include_filed
        made.save(update_fields=("include_filed",))
        act.changed(made, before=before)
    return made
