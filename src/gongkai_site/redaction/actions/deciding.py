"""Handing over, releasing, giving back: what one person marked another looks at before it goes out."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.action import acting, claim
from gongkai_site.errors import WrongState
from gongkai_site.kept_files import bytes_of, hash_of
from gongkai_site.policy import Actor
from gongkai_site.redaction.actions.marking import note_marker
from gongkai_site.redaction.actions.standing import OPEN, locked
from gongkai_site.redaction.marks import insist_decided, marks_of
from gongkai_site.redaction.models import RedactionCase, State
from gongkai_site.redaction.tasks import produce_output

_BACK = (State.PRODUCING, State.REVIEW, State.RELEASED)


def submit(actor: Actor, case: RedactionCase, *, revision: int) -> None:
    """Hand the marks over: the output is made and read back, then a second person looks at it.

    Raises :class:`InvalidInput` that names the pages of which nothing is decided yet, and :class:`WrongState` while
    something is still being looked for.
    """
    with acting(actor, "redaction.submit", right="redaction.edit", on=case) as act:
        case = locked(case, OPEN)
        claim(case, revision)
        if case.searches.filter(found=None).exists():
            raise WrongState("查找还没有完成。", advice="请等查找标记完成、看过结果以后再提交。")
        today = timezone.localdate()
        insist_decided(case, marks_of(case, case.pages.all(), today))
        before = {"state": case.state}
        case.state, case.message, case.done, case.decided_on = State.PRODUCING, "", 0, today
        case.submitted_by, case.submitted_at = actor.user, timezone.now()
        case.save()
        note_marker(actor, case)
        act.changed(case, before=before)
        produce_output.enqueue(case.pk, case.revision)


def release(actor: Actor, case: RedactionCase, *, revision: int) -> None:
    """Let the output go out, as it was looked at; never by somebody who marked it (the policy says so)."""
    with acting(actor, "redaction.release", right="redaction.release", on=case) as act:
        case = locked(case, (State.REVIEW,))
        claim(case, revision)
        if hash_of(bytes_of(case.output)) != case.output_sha256:
            raise WrongState("保存的文件与回读时不同，不能放行。", advice="请退回后重新生成，并告诉系统管理员。")
        case.state, case.released_by, case.released_at = State.RELEASED, actor.user, timezone.now()
        case.save()
        act.changed(case, before={"state": State.REVIEW.value})


def give_back(actor: Actor, case: RedactionCase, *, revision: int, reason: str) -> None:
    """Give it back to be marked anew, also after it was released: the output is then no longer given out."""
    with acting(
        actor, "redaction.give-back", right="redaction.return", on=case, reason=reason, reason_required=True
    ) as act:
        case = locked(case, _BACK)
        claim(case, revision)
        before = {"state": case.state, "output_sha256": case.output_sha256}
        case.state, case.message = State.MARKING, f"退回：{act.reason}"
        case.output, case.output_sha256, case.record = "", "", None
        case.submitted_by = case.submitted_at = case.released_by = case.released_at = case.decided_on = None
        case.pages.update(after="")
        case.save()
        act.changed(case, before=before)
