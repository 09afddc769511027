"""What becomes of a file that bears a secrecy marking; each an action with its event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import Signal
from django.utils import timezone

from gongkai_site.action import acting, claim
from gongkai_site.agencies.models import Agency
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import NotAllowed, WrongState
from gongkai_site.people.models import User
from gongkai_site.policy import SYSTEM, Actor
from gongkai_site.screening.models import Stopped

State = Stopped.State
decided = Signal()
"""Sent with the ``stopped`` file on which somebody decided, in the transaction of the decision."""
_NAME = 250


def stop(
    agency: Agency,
    name: str,
    sha256: str,
    size: int,
    hits: Sequence[dict[str, Any]],
    *,
    by: User | None,
    file: str = "",
    outsider: bool = False,
) -> Stopped:
    """Put down that a file was turned away, or with ``file`` sealed; one that is known stays as it is."""
    with acting(SYSTEM, "file.seal" if file else "file.stop", right="screening.stop", on=agency) as act:
        stopped, made = Stopped.objects.get_or_create(
            agency=agency,
            sha256=sha256,
            defaults={
                "name": name.replace("\0", "")[-_NAME:],
                "size": size,
                "hits": list(hits),
                "by": by,
                "file": file,
                "outsider": outsider,
            },
        )
        before = None if made else snapshot(stopped)
        if file and not stopped.file:
            stopped.file, stopped.outsider = file, stopped.outsider or outsider
            stopped.save(update_fields=("file", "outsider"))
        act.changed(stopped, before=before)
    return stopped


def is_released(agency: Agency, sha256: str) -> bool:
    """Whether somebody of the agency has found that these very bytes bear no marking of secrecy."""
    return Stopped.objects.filter(agency=agency, sha256=sha256, state=State.RELEASED).exists()


def release(actor: Actor, stopped: Stopped, revision: int, reason: str) -> None:
    """Say that what was seen is no marking of secrecy: the file may come in, and a sealed one is opened.

    By somebody else than who brought it. Raises :class:`NotAllowed`, :class:`WrongState`.
    """
    _decide(actor, stopped, revision, reason, "file.release", State.RELEASED)


def confirm(actor: Actor, stopped: Stopped, revision: int, reason: str) -> None:
    """Say that the file is secret or internal, and what was done with it: it stays out, or sealed, for good."""
    _decide(actor, stopped, revision, reason, "file.confirm", State.CONFIRMED)


def _decide(actor: Actor, stopped: Stopped, revision: int, reason: str, name: str, state: str) -> None:
    with acting(actor, name, right="screening.decide", on=stopped, reason=reason, reason_required=True) as act:
        now = Stopped.objects.select_for_update(of=("self",)).select_related("agency").get(pk=stopped.pk)
        if now.state != State.OPEN:
            raise WrongState("这份文件已经核实过。", advice="请刷新页面，查看核实结果。")
        if now.by_id is not None and now.by_id == actor.user_id:
            raise NotAllowed("这份文件是您上传的，须由他人核实。", advice="请本单位其他保密审查人员核实。")
        claim(now, revision)
        before = snapshot(now)
        now.state, now.reason = state, act.reason
        now.decided_by, now.decided_at = actor.user, timezone.now()
        now.save(update_fields=("state", "reason", "decided_by", "decided_at"))
        act.changed(now, before=before)
        decided.send(Stopped, stopped=now)
    stopped.refresh_from_db()
