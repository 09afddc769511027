"""Reviewing (审核): submitted → reviewed, with every error mended or explained; and the way back, with a reason."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.action import acting, claim
from gongkai_site.annual.actions.ready import require_ready
from gongkai_site.annual.actions.state import enter, held
from gongkai_site.annual.hands import must_leave_to_others
from gongkai_site.annual.models import AnnualReport, Explanation, State
from gongkai_site.annual.readiness import readiness
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotAllowed
from gongkai_site.policy import Actor


def explain(actor: Actor, report: AnnualReport, rule: str, message: str, reason: str) -> Explanation:
    """Write why an error may stand. Raises :class:`InvalidInput` for one that the report does not have now."""
    with acting(actor, "report.explain", right="report.review", on=report, reason=reason, reason_required=True) as act:
        held(report, State.DRAFT, State.SUBMITTED)
        if not any(
            (each.finding.rule, each.finding.message) == (rule, message) and each.finding.severity == "error"
            for each in readiness(report).found
        ):
            raise InvalidInput("报告中现在没有这条错误，可能数据已经变化。", advice="请刷新页面后重新查看校验结果。")
        report.explanations.filter(rule=rule, message=message, withdrawn=False).update(withdrawn=True)
        made = Explanation.objects.create(report=report, rule=rule, message=message, reason=act.reason, by=actor.user)
        act.changed(made)
    return made


def review(actor: Actor, report: AnnualReport, revision: int, *, seen: str = "") -> None:
    """Pass what was submitted. ``seen`` is the hash of the content that the reviewer looked at, if he looked at a page.

    Raises :class:`NotAllowed` for who alone wrote it where another could review it; :class:`NotReady` while errors are
    neither mended nor explained, linked numbers fail or a draft's questions are open; and :class:`EditedMeanwhile`
    where the report is not what he saw.
    """
    with acting(actor, "report.review", right="report.review", on=report) as act:
        now = held(report, State.SUBMITTED)
        claim(now, revision)
        if must_leave_to_others(now, actor.user_id, actor.on):
            raise NotAllowed("这份报告由您一人编写，不能由您审核。", advice="本单位还有其他审核人，请由其审核。")
        ready = readiness(now)
        require_ready(ready)
        if seen and seen != ready.sha256:
            raise EditedMeanwhile(
                "在您查看之后，台账或正文又有变化，报告已不是您看到的内容。",
                advice="请刷新页面，核对最新内容后再审核。",
            )
        before = snapshot(report)
        enter(now, State.REVIEWED)
        now.reviewed_sha256, now.reviewed_by, now.reviewed_at = ready.sha256, actor.user, timezone.now()
        now.save(update_fields=("state", "state_since", "reviewed_sha256", "reviewed_by", "reviewed_at"))
        act.changed(now, before=before)
    report.refresh_from_db()


def return_to_draft(actor: Actor, report: AnnualReport, revision: int, reason: str) -> None:
    """Give a submitted, reviewed or signed report back for writing; a signature no longer holds."""
    with acting(actor, "report.return", right="report.return", on=report, reason=reason, reason_required=True) as act:
        now = held(report, State.SUBMITTED, State.REVIEWED, State.SIGNED_OFF)
        before = snapshot(now)
        claim(now, revision)
        now.returned_reason = act.reason
        reopen(now)
        act.changed(now, before=before)
    report.refresh_from_db()


def reopen(report: AnnualReport) -> None:
    """Make the held row a draft, without review and signature. The scan's file stays where it was stored."""
    enter(report, State.DRAFT)
    report.reviewed_sha256, report.reviewed_by, report.reviewed_at = "", None, None
    report.signed_on, report.signed_by, report.signed_scan, report.signed_scan_sha256 = None, "", "", ""
    report.signed_on_screen = False
    report.save()
