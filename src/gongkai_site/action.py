"""Every mutation is one action: the policy's permission, the change and its audit event, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models, transaction

from gongkai_site.audit.chain import Told, append_all, snapshot
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, EventMissing, ReasonRequired
from gongkai_site.policy import Actor, held_through, require
from gongkai_site.policy.belonging import agency_of
from gongkai_site.reach import within
from gongkai_site.read_once import asked_anew

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Signs that come along when text is pasted: no page shows them, and no feed or Excel file can hold them."""


@dataclass
class Act:
    """A running action; ``changed`` writes its event. At least one event must be written before it ends."""

    actor: Actor
    name: str
    reason: str
    on: Any
    signed: str
    """The name in the log: the actor's, with whom he stands in for."""
    events: list[Event] = field(default_factory=list)

    def changed(
        self,
        thing: models.Model,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        title: str = "",
    ) -> Event:
        """Write the event of one thing changed. ``after`` defaults to the thing's columns now."""
        agency = agency_of(thing) or agency_of(self.on)
        told = self._told(thing, self.name, agency.pk if agency else None)
        told = replace(told, title=title or told.title, before=before, after=told.after if after is None else after)
        (event,) = append_all([told])
        self.events.append(event)
        return event

    def each_changed(self, things: Iterable[models.Model], name: str) -> None:
        """Write the event, called ``name``, of each of many things of the action's own agency, as they are now."""
        agency = agency_of(self.on)
        self.events += append_all([self._told(each, name, agency.pk if agency else None) for each in things])

    def _told(self, thing: models.Model, name: str, agency_id: int | None) -> Told:
        return Told(
            actor_id=self.actor.user_id,
            actor=self.signed,
            agency_id=agency_id,
            action=name,
            object_type=thing._meta.label_lower,
            object_id=thing.pk,
            title=str(thing),
            before=None,
            after=snapshot(thing),
            reason=self.reason,
        )


@contextmanager
def acting(
    actor: Actor, name: str, *, right: str, on: Any, reason: str = "", reason_required: bool = False
) -> Iterator[Act]:
    """Run one action in one transaction.

    Asks the policy for ``right`` on ``on``, by the roles as they are now, not as the page read them; the body makes the
    change and calls :meth:`Act.changed`. Raises :class:`NotAllowed`, :class:`ReasonRequired`, and :class:`EventMissing`
    where the body wrote no event; on any error nothing of the change remains.
    """
    reason = _UNSEEN.sub("", reason).strip()
    with transaction.atomic(), asked_anew():
        actor.read_again()
        require(actor, right, on)
        if reason_required and not reason:
            raise ReasonRequired("请填写原因。", advice="这项变更必须写明原因，原因会记入审计日志。")
        act = Act(actor, name, reason, on, _signed(actor, right, on))
        agency = agency_of(on)
        with within((agency.pk,)) if agency is not None else nullcontext():
            yield act
        if not act.events:
            raise EventMissing(f"操作“{name}”没有留下审计记录，已撤销。")


def _signed(actor: Actor, right: str, on: Any) -> str:
    """A deputy signs as 张三（代李四） where he holds the right only as a deputy."""
    held = held_through(actor, right, on)
    if held and all(each.deputises_id for each in held):
        return f"{actor.name}（代{held[0].deputises}）"
    return actor.name


def claim(thing: models.Model, revision: int) -> None:
    """Raise :class:`EditedMeanwhile` unless the stored ``revision`` is still this one; counts it up if it is.

    Call inside :func:`acting` before changing ``thing``; two people can then not overwrite each other.
    """
    rows = type(thing)._default_manager.filter(pk=thing.pk, revision=revision).update(revision=revision + 1)
    if not rows:
        raise EditedMeanwhile(
            "在您编辑期间，这项内容已被他人修改，您的修改没有保存。",
            advice="请对照最新内容，重新填写需要修改的部分后再保存。",
        )
    thing.revision = revision + 1  # type: ignore[attr-defined] # every claimable model has a revision
