"""What the superior decides of a filing: returned (退回) with a slip, or accepted (接收)."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.action import acting, claim
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import ReasonRequired, WrongState
from gongkai_site.filings.actions.reminding import letter
from gongkai_site.filings.blanks import NOTHING, UNSTATED
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
    """Accept a filing: from now on it counts in the superior's sums. One with doubts only for a stated reason."""
    with acting(actor, "filing.accept", right="filing.manage", on=filing.superior, reason=reason) as act:
        claim(filing, revision)
        filing.refresh_from_db()
        if filing.state != State.FILED:
            raise WrongState(f"这份报告目前是“{in_chinese(Filing.State(filing.state).label)}”，不能接收。")
        if filing.empty:
            raise WrongState(f"{NOTHING}，不能接收。", advice="请退回，由报送单位填写后重报。")
        if (doubts := _doubts(filing)) and not reason.strip():
            raise ReasonRequired(f"{doubts}，接收须写明理由。", advice="也可以退回，请报送单位改正后重报。")
        before = snapshot(filing)
        filing.state, filing.decided_at = State.ACCEPTED, timezone.now()
        filing.save(update_fields=("state", "decided_at"))
        act.changed(filing, before=before)


def state_blanks(actor: Actor, filing: Filing, revision: int, reason: str) -> None:
    """Put down that the sender stated, outside the site, that there is none where a cell is blank; ``reason`` says how.

    The cells stay blank; only from then on does the filing count.
    """
    with acting(
        actor, "filing.blank-is-none", right="filing.manage", on=filing.superior, reason=reason, reason_required=True
    ) as act:
        claim(filing, revision)
        filing.refresh_from_db()
        if not filing.is_open or not filing.lacks_word:
            raise WrongState("这份报送没有要说明的空白格。")
        before = snapshot(filing)
        filing.blank_is_none = True
        filing.save(update_fields=("blank_is_none",))
        act.changed(filing, before=before)


def _doubts(filing: Filing) -> str:
    """What of a filing is not beyond doubt, in words."""
    unsure = len(filing.version.content.get("warnings") or ())
    told = (
        (filing.errors, f"校验发现{filing.errors}处差错"),
        (filing.warnings, f"校验有{filing.warnings}处待核实"),
        (unsure, f"识读有{unsure}处没有把握"),
        (filing.lacks_word, UNSTATED),
    )
    return "，".join(said for count, said in told if count)
