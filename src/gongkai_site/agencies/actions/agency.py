"""Adding an agency, its particulars, and correcting what is registered of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai_site.action import acting
from gongkai_site.agencies.actions.holding import held
from gongkai_site.agencies.checks import PARTICULARS, REGISTERED, check, take
from gongkai_site.agencies.models import Agency
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import WrongState
from gongkai_site.policy import Actor


def add_agency(actor: Actor, superior: Agency | None, values: Mapping[str, Any]) -> Agency:
    """Add an agency below ``superior``; without one it stands at the top, which only system administrators may do."""
    with acting(actor, "agency.add", right="agency.add", on=superior) as act:
        if superior is not None:  # held, so that nobody moves it while its path is copied
            superior = Agency.objects.select_for_update(no_key=True).get(pk=superior.pk)
        if superior is not None and superior.abolished_on is not None:
            raise WrongState(f"{superior}已不再存在，不能在其下新增单位。", advice="请选择承继机关作为上级。")
        agency = Agency(superior=superior)
        take(agency, values, (*REGISTERED, *PARTICULARS))
        check(agency)
        agency.save()
        agency.path = f"{superior.path if superior else '/'}{agency.pk}/"
        agency.save(update_fields=("path",))
        act.changed(agency)
    return agency


def edit_agency(actor: Actor, agency: Agency, values: Mapping[str, Any], *, revision: int) -> Agency:
    """Change the particulars that the agency itself keeps (《条例》第十二条第二款)."""
    return _change(actor, "agency.edit", "agency.edit", agency, values, PARTICULARS, revision)


def correct_agency(actor: Actor, agency: Agency, values: Mapping[str, Any], *, revision: int, reason: str) -> Agency:
    """Correct what those above keep: a name mistyped, kind, level, place. A new name is a reorganisation instead."""
    return _change(actor, "agency.correct", "agency.arrange", agency, values, REGISTERED, revision, reason)


def _change(
    actor: Actor,
    name: str,
    right: str,
    agency: Agency,
    values: Mapping[str, Any],
    allowed: tuple[str, ...],
    revision: int,
    reason: str | None = None,
) -> Agency:
    with acting(actor, name, right=right, on=agency, reason=reason or "", reason_required=reason is not None) as act:
        agency = held(agency, revision)
        before = snapshot(agency)
        changed = take(agency, values, allowed)
        check(agency)
        agency.save(update_fields=changed)
        act.changed(agency, before=before)
    return agency
