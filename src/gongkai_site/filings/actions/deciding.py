"""What the superior decides of a filing: returned (退回) with a slip, or accepted (接收)."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.action import acting, claim
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import ReasonRequired, WrongState
from gongkai_site.filings.actions.reminding import letter
from gongkai_site.filings.letters import returned_text
from gongkai_site.filings.models import Filing, Reminder
from gongkai_site.in_chinese import in_chinese
from gongkai_site.policy import Actor

State = Filing.State


def return_filing(actor: Actor, filing: Filing, reason: str, revision: int) -> None:
    """Return a filing with the supervisor's words; its slip lists them and the findings, and the agency is told."""
    with acting(
        actor, "filing.return", right="filing.manage", on=filing.superior, reason=reason, reason_required=True
    ) as act:
        claim(filing, revision)
        filing.refresh_from_db()
        if not filing.is_open:
            raise WrongState(f"这份报告目前是“{in_chinese(Filing.State(filing.state).label)}”，不能退回。")
        before = snapshot(filing)
        filing.state, filing.slip, filing.decided_at = State.RETURNED, act.reason, timezone.now()
        filing.save(update_fields=("state", "slip", "decided_at"))
        act.changed(filing, before=before)
        letter(
            act,
            filing.agency,
            filing.superior,
            filing.year,
            about=Reminder.About.RETURNED,
            text=returned_text(filing),
        )


def accept_filing(actor: Actor, filing: Filing, revision: int, reason: str = "") -> None:
    """Accept a filing: from now on it counts in the superior's sums. One with errors only for a stated reason."""
    with acting(actor, "filing.accept", right="filing.manage", on=filing.superior, reason=reason) as act:
        claim(filing, revision)
        filing.refresh_from_db()
        if filing.state != State.FILED:
            raise WrongState(f"这份报告目前是“{in_chinese(Filing.State(filing.state).label)}”，不能接收。")
        if filing.errors and not reason.strip():
            raise ReasonRequired(
                f"校验发现{filing.errors}处差错，接收须写明理由。", advice="也可以退回，请报送单位改正后重报。"
            )
        before = snapshot(filing)
        filing.state, filing.decided_at = State.ACCEPTED, timezone.now()
        filing.save(update_fields=("state", "decided_at"))
        act.changed(filing, before=before)
