"""Correcting a locked report (更正): its working copy opens again; what was locked stays readable."""

from __future__ import annotations

from gongkai_site.action import acting, claim
from gongkai_site.annual.actions.review import reopen
from gongkai_site.annual.actions.state import held
from gongkai_site.annual.models import AnnualReport, Origin, State
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import WrongState
from gongkai_site.policy import Actor


def open_correction(actor: Actor, report: AnnualReport, revision: int, reason: str) -> None:
    """Open the working copy for the next version, with the reason that the new version will show.

    Raises :class:`WrongState` unless it is locked, or where its newest version came from a document: that one is
    corrected by another document.
    """
    with acting(actor, "report.correct", right="report.correct", on=report, reason=reason, reason_required=True) as act:
        now = held(report, State.LOCKED)
        newest = now.versions.order_by("-number").first()
        if newest is None or newest.origin == Origin.DOCUMENT:
            raise WrongState("这份报告来自文件识读，不能在本系统改写。", advice="请上传更正后的文件，另存为新版本。")
        before = snapshot(now)
        claim(now, revision)
        now.correction_reason = act.reason
        now.returned_reason = ""
        reopen(now)
        act.changed(now, before=before)
    report.refresh_from_db()
