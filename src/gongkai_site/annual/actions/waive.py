"""What screening found in a report may stand: asked for by its writer, granted with a reason by somebody else."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.action import acting
from gongkai_site.annual.actions.state import held
from gongkai_site.annual.hands import writers
from gongkai_site.annual.models import AnnualReport, State, Waiver
from gongkai_site.annual.readiness import readiness
from gongkai_site.annual.scopes import write_right
from gongkai_site.annual.screened import TextHit
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, NotAllowed, WrongState
from gongkai_site.policy import Actor, require
from gongkai_site.screening.looking import MARKING


def ask_waiver(actor: Actor, report: AnnualReport, fingerprint: str, reason: str) -> Waiver:
    """Ask that a hit may stand; who may grant it is told. Raises :class:`InvalidInput` for one that is not there."""
    with acting(
        actor, "report.ask-waiver", right=write_right(report), on=report, reason=reason, reason_required=True
    ) as act:
        hit = _hit(report, fingerprint)
        waiver = _not_granted(report, hit)
        before = snapshot(waiver) if waiver.pk else None
        waiver.asked_reason, waiver.asked_by, waiver.asked_at = act.reason, actor.user, timezone.now()
        waiver.save()
        act.changed(waiver, before=before)
    return waiver


def waive(actor: Actor, report: AnnualReport, fingerprint: str, reason: str) -> Waiver:
    """Let a hit stand, with a reason. Raises :class:`NotAllowed` for who had a hand in the text.

    A marking of secrecy asks for who reviews secrecy.
    """
    with acting(actor, "report.waive", right="report.waive", on=report, reason=reason, reason_required=True) as act:
        hit = _hit(report, fingerprint)
        if wrote(actor, report):
            raise NotAllowed("您参与了编写，不能同意保留。", advice="请由没有参与编写的审核人或领导同意。")
        if hit.hit.kind == MARKING:
            require(actor, "screening.decide", report)
        waiver = _not_granted(report, hit)
        before = snapshot(waiver) if waiver.pk else None
        waiver.reason, waiver.by, waiver.at = act.reason, actor.user, timezone.now()
        waiver.save()
        act.changed(waiver, before=before)
    return waiver


def withdraw_waiver(actor: Actor, report: AnnualReport, fingerprint: str, reason: str) -> None:
    """Take back that a hit may stand, or the asking for it."""
    with acting(
        actor, "report.withdraw-waiver", right="report.waive", on=report, reason=reason, reason_required=True
    ) as act:
        _insist_open(report)
        waiver = report.waivers.select_for_update(of=("self",)).filter(fingerprint=fingerprint, withdrawn=False).first()
        if waiver is None:
            raise InvalidInput("这一处没有同意保留。", advice="请刷新页面。")
        before = snapshot(waiver)
        waiver.withdrawn = True
        waiver.save(update_fields=("withdrawn",))
        act.changed(waiver, before=before)


def wrote(actor: Actor, report: AnnualReport) -> bool:
    """Whether the actor had a hand in the version under way."""
    return actor.user_id is not None and actor.user_id in writers(report)


def _insist_open(report: AnnualReport) -> None:
    held(report, State.DRAFT, State.SUBMITTED)


def _hit(report: AnnualReport, fingerprint: str) -> TextHit:
    _insist_open(report)
    for each in readiness(report).screened.hits:
        if each.fingerprint == fingerprint:
            return each
    raise InvalidInput("报告中现在没有这一处，可能正文已经修改。", advice="请刷新页面后重新查看筛查结果。")


def _not_granted(report: AnnualReport, hit: TextHit) -> Waiver:
    waiver = hit.waiver or Waiver(report=report, fingerprint=hit.fingerprint, kind=hit.hit.kind, words=hit.words)
    if waiver.is_granted:
        raise WrongState("这一处已同意保留。", advice="请刷新页面。")
    return waiver
