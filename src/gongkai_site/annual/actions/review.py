"""Reviewing (审核): draft → reviewed, with every error mended or explained; and the way back, with a reason."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.action import acting, claim
from gongkai_site.annual.actions.state import held
from gongkai_site.annual.models import AnnualReport, Explanation, State
from gongkai_site.annual.readiness import Readiness, readiness
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotReady
from gongkai_site.policy import Actor


def explain(actor: Actor, report: AnnualReport, rule: str, message: str, reason: str) -> Explanation:
    """Write why an error may stand. Raises :class:`InvalidInput` for one that the report does not have now."""
    with acting(actor, "report.explain", right="report.review", on=report, reason=reason, reason_required=True) as act:
        held(report, State.DRAFT)
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
    """Pass the draft. ``seen`` is the hash of the content that the reviewer looked at, where he looked at a page.

    Raises :class:`NotReady` while errors are neither mended nor explained, linked numbers fail or a draft's questions
    are open, and :class:`EditedMeanwhile` where the report is not what he saw.
    """
    with acting(actor, "report.review", right="report.review", on=report) as act:
        now = held(report, State.DRAFT)
        claim(now, revision)
        ready = readiness(now)
        _require_ready(ready)
        if seen and seen != ready.sha256:
            raise EditedMeanwhile(
                "在您查看之后，台账或正文又有变化，报告已不是您看到的内容。",
                advice="请刷新页面，核对最新内容后再审核。",
            )
        before = snapshot(report)
        now.state = State.REVIEWED
        now.reviewed_sha256, now.reviewed_by, now.reviewed_at = ready.sha256, actor.user, timezone.now()
        now.save(update_fields=("state", "reviewed_sha256", "reviewed_by", "reviewed_at"))
        act.changed(now, before=before)
    report.refresh_from_db()


def return_to_draft(actor: Actor, report: AnnualReport, revision: int, reason: str) -> None:
    """Open a reviewed or signed report for writing again; the signature no longer holds."""
    with acting(actor, "report.return", right="report.review", on=report, reason=reason, reason_required=True) as act:
        now = held(report, State.REVIEWED, State.SIGNED_OFF)
        before = snapshot(now)
        claim(now, revision)
        reopen(now)
        act.changed(now, before=before)
    report.refresh_from_db()


def reopen(report: AnnualReport) -> None:
    """Make the held row a draft, without review and signature. The scan's file stays where it was stored."""
    report.state = State.DRAFT
    report.reviewed_sha256, report.reviewed_by, report.reviewed_at = "", None, None
    report.signed_on, report.signed_by, report.signed_scan, report.signed_scan_sha256 = None, "", "", ""
    report.save()


def _require_ready(ready: Readiness) -> None:
    parts = [
        f"{len(rows)}{what}"
        for rows, what in (
            (ready.unexplained, "条错误没有改正或说明"),
            (ready.problems, "处链接数字没有数值"),
            (ready.placeholders, "处草稿提示没有填写"),
            (ready.unconfirmed, "类事项本年度没有记录、尚未确认"),
        )
        if rows
    ]
    if parts:
        raise NotReady(f"还不能通过审核：{'；'.join(parts)}。", advice="请在“审核签发”页面逐项处理。")
