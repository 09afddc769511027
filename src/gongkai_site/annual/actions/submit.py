"""Handing a draft to the reviewer (提交审核), with a note; and taking it back while he has not decided."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.action import acting, claim
from gongkai_site.annual.actions.ready import require_written
from gongkai_site.annual.actions.state import enter, held
from gongkai_site.annual.hands import alone_wrote
from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.annual.readiness import readiness
from gongkai_site.annual.scopes import write_right
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import ReasonRequired
from gongkai_site.policy import Actor

_LONGEST = 500


def submit(actor: Actor, report: AnnualReport, revision: int, note: str = "") -> None:
    """Hand a draft to the reviewer: draft → submitted.

    Errors that the checks found may stand for him to judge, but the ``note`` must then say what they are about. Raises
    :class:`NotReady` while texts, linked numbers, zeros or hits of screening are open,
    :class:`EditedMeanwhile` where somebody wrote since.
    """
    with acting(actor, "report.submit", right=write_right(report), on=report, reason=note) as act:
        now = held(report, State.DRAFT)
        before = snapshot(now)
        claim(now, revision)
        ready = readiness(now)
        require_written(ready)
        if ready.unexplained and not act.reason:
            raise ReasonRequired(
                f"还有{len(ready.unexplained)}条校验错误没有改正，提交时须说明情况。",
                advice="请改正错误；确属无误的，在说明中写明原因，由审核人判断。",
            )
        enter(now, State.SUBMITTED)
        now.submitted_by, now.submitted_at = actor.user, timezone.now()
        now.written_alone_by_id = alone_wrote(now, actor.user_id)
        now.submitted_note, now.returned_reason = act.reason[:_LONGEST], ""
        now.save()
        act.changed(now, before=before)
    report.refresh_from_db()


def recall(actor: Actor, report: AnnualReport, revision: int) -> None:
    """Take a submitted report back to write on: submitted → draft. The reviewer has not decided yet."""
    with acting(actor, "report.recall", right=write_right(report), on=report) as act:
        now = held(report, State.SUBMITTED)
        before = snapshot(now)
        claim(now, revision)
        enter(now, State.DRAFT)
        now.save(update_fields=("state", "state_since"))
        act.changed(now, before=before)
    report.refresh_from_db()
