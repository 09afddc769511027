"""Findings confirmed or dismissed, one or many at once, with a reason and an event for each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from gongkai_site.action import acting
from gongkai_site.errors import InvalidInput
from gongkai_site.intake.actions.deciding import insist_open
from gongkai_site.intake.cells import cell_states
from gongkai_site.intake.findings import key_of, live_findings
from gongkai_site.intake.models import FindingDecision, IncomingDocument
from gongkai_site.policy import Actor


def decide_findings(
    actor: Actor, document: IncomingDocument, keys: Collection[str], *, stands: bool, reason: str
) -> None:
    """Say of findings, by their keys, that they stand (属实), or that they are none; again as often as wanted."""
    with acting(
        actor, "document.finding", right="intake.edit", on=document, reason=reason, reason_required=True
    ) as act:
        insist_open(document)
        there = {key_of(each): each for each in live_findings(document, cell_states(document))}
        if set(keys) - set(there):
            raise InvalidInput(
                f"{document}：有的校验结果已经变了，没有保存。", advice="请刷新页面，对照现在的校验结果重新选择。"
            )
        for key in keys:
            bound: dict[str, Any] = {
                "agency_id": document.agency_id, "sha256": document.sha256, "part": document.part, "key": key,
            }  # fmt: skip
            rule, message = there[key].rule, there[key].message
            earlier = FindingDecision.objects.filter(**bound).first()
            before = _told(earlier) if earlier else None
            decision, _ = FindingDecision.objects.update_or_create(
                **bound,
                defaults={
                    "rule": rule,
                    "message": message,
                    "stands": stands,
                    "reason": act.reason[:300],
                    "by": actor.user,
                },
            )
            act.changed(document, before=before, after=_told(decision), title=f"{document}：{message}")


def _told(decision: FindingDecision) -> dict[str, object]:
    return {
        "rule": decision.rule,
        "message": decision.message,
        "stands": decision.stands,
        "reason": decision.reason,
    }
