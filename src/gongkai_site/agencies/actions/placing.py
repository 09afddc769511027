"""Placing an agency under another superior for disclosure: everything below moves with it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr

from gongkai_site.action import Act, acting
from gongkai_site.agencies.actions.holding import held
from gongkai_site.agencies.models import Agency, FormerSuperior
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.policy import Actor, require


def place_under(
    actor: Actor, agency: Agency, superior: Agency | None, *, revision: int, reason: str, on: dt.date | None = None
) -> Agency:
    """Give the agency another superior, ``None`` for the top. The right is asked on it and on the superior.

    From the day ``on`` it stands there; reports on years that ended before stay owed to the former superior. Without a
    day it is a correction: what was entered was wrong from the beginning.
    """
    with acting(actor, "agency.place", right="agency.arrange", on=agency, reason=reason, reason_required=True) as act:
        require(actor, "agency.add", superior)
        agency = held(agency, revision)
        if on is not None:
            _check_day(agency, on, actor.on)
        return move(act, agency, superior, on=on)


def move(act: Act, agency: Agency, superior: Agency | None, *, on: dt.date | None) -> Agency:
    """Move the agency inside a running action, from a day on or always.

    Raises :class:`InvalidInput` where it would stand above itself.
    """
    agency, superior = _locked(agency, superior)
    if superior is not None and superior.path.startswith(agency.path):
        raise InvalidInput(
            f"{superior}是{agency}自己或其下级，不能作为其上级。", advice="请选择不在本单位之下的单位作为上级。"
        )
    if superior is not None and superior.abolished_on is not None:
        raise WrongState(f"{superior}已不再存在，不能作为上级。", advice="请选择其承继机关。")
    before = snapshot(agency)
    if on is not None and agency.superior != superior:
        act.changed(FormerSuperior.objects.create(agency=agency, superior=agency.superior, until=on))
    old, new = agency.path, f"{superior.path if superior else '/'}{agency.pk}/"
    Agency.objects.filter(path__startswith=old).update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    agency.superior, agency.path = superior, new
    agency.save(update_fields=("superior",))
    act.changed(agency, before=before)
    return agency


def _check_day(agency: Agency, on: dt.date, today: dt.date) -> None:
    """Refuse a day to come, one before the agency was there, and one before it was moved last."""
    if on > today:
        raise InvalidInput("调整日期还没有到。", advice="请在调整生效之日或之后登记。")
    if agency.established_on is not None and on <= agency.established_on:
        raise InvalidInput(f"调整日期不能早于设立日期{agency.established_on}。")
    last = agency.former_superiors.order_by("-until").first()
    if last is not None and on < last.until:
        raise InvalidInput(f"调整日期不能早于上一次调整的日期{last.until}。", advice="请核对日期。")


def _locked(agency: Agency, superior: Agency | None) -> tuple[Agency, Agency | None]:
    """Read both anew with everything below the one and above the other locked, in the order of ids.

    Two movers that together would close a circle have rows in common, so the second one sees what the first did.
    """
    paths = dict(Agency.objects.filter(pk__in={agency.pk, superior.pk if superior else 0}).values_list("pk", "path"))
    above = [int(each) for each in paths.get(superior.pk if superior else 0, "").split("/") if each]
    rows = Agency.objects.select_for_update(no_key=True).filter(Q(path__startswith=paths[agency.pk]) | Q(pk__in=above))
    locked = {each.pk: each for each in rows.order_by("pk")}
    for each in (agency, superior):
        if each is not None:
            locked[each.pk] = Agency.objects.get(pk=each.pk)
    return locked[agency.pk], locked[superior.pk] if superior else None
