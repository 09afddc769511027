"""What a superior lays down for those below it, and takes back."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from gongkai_site.action import acting
from gongkai_site.agencies.models import Agency, Kind, Ruling
from gongkai_site.agencies.rulings.keys import Key, key_of
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.policy import Actor

_LONGEST_SOURCE = 200


def draft_ruling(
    superior: Agency,
    key: str,
    value: str,
    *,
    since: dt.date,
    source: str,
    reason: str = "",
    kind: str = "",
    agency: Agency | None = None,
) -> Ruling:
    """Return a ruling that is not kept yet, for showing what it would move. Raises :class:`InvalidInput`.

    An empty ``value`` ends what was laid down before.
    """
    known, source = key_of(key), source.strip()
    if not source:
        raise InvalidInput("请填写通知文号或名称。", advice="规定以通知为依据，没有通知不能设定。")
    if len(source) > _LONGEST_SOURCE:
        raise InvalidInput(f"通知文号或名称不能超过{_LONGEST_SOURCE}个字。")
    _check_whom(superior, kind, agency)
    text = known.normal(value, since) if value.strip() else ""
    if not text:
        _check_end(known, superior, since, kind, agency)
    return Ruling(
        superior=superior,
        key=key,
        value=text,
        since=since,
        kind=kind,
        agency=agency,
        source=source,
        reason=reason.strip(),
    )


def set_ruling(actor: Actor, drafted: Ruling) -> Ruling:
    """Keep a drafted ruling; one by the same superior from the same day for the same gives way to it."""
    superior = drafted.superior
    with acting(
        actor, "ruling.set", right="ruling.edit", on=superior, reason=drafted.reason, reason_required=True
    ) as act:
        same = Ruling.objects.select_for_update().filter(
            superior=superior,
            key=drafted.key,
            since=drafted.since,
            kind=drafted.kind,
            agency=drafted.agency,
            voided=False,
        )
        for before in same:
            kept = snapshot(before)
            before.voided = True
            before.save(update_fields=("voided",))
            act.changed(before, before=kept)
        drafted.by, drafted.at = actor.user, timezone.now()
        drafted.save(force_insert=True)
        act.changed(drafted)
    return drafted


def withdraw_ruling(actor: Actor, ruling: Ruling, *, reason: str) -> Ruling:
    """Take back a ruling that was a mistake; it stays readable."""
    with acting(
        actor, "ruling.withdraw", right="ruling.edit", on=ruling.superior, reason=reason, reason_required=True
    ) as act:
        now = Ruling.objects.select_for_update().get(pk=ruling.pk)
        if now.voided:
            raise WrongState("这项规定已经撤回。")
        before = snapshot(now)
        now.voided = True
        now.save(update_fields=("voided",))
        act.changed(now, before=before)
    return now


def _check_whom(superior: Agency, kind: str, agency: Agency | None) -> None:
    if kind and agency is not None:
        raise InvalidInput("适用类型和适用单位只能选一项。", advice="只对一个单位时，请不要再选类型。")
    if kind and kind not in Kind.values:
        raise InvalidInput(f"没有“{kind}”这种类型。")
    if agency is not None and (agency.pk == superior.pk or not agency.path.startswith(superior.path)):
        raise InvalidInput(f"{agency}不是{superior}的下级。", advice="只能为下级作出规定。")


def _check_end(key: Key, superior: Agency, since: dt.date, kind: str, agency: Agency | None) -> None:
    earlier = Ruling.objects.filter(
        superior=superior, key=key.id, since__lte=since, kind=kind, agency=agency, voided=False
    ).exclude(value="")
    if not earlier.exists():
        raise InvalidInput("请填写内容。", advice=str(key.asks))
