"""Asking: may this actor do this to that thing, and to which things may he do it: one table, asked both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, Q, QuerySet

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import Misasked, NotAllowed
from gongkai_site.policy.actor import Actor
from gongkai_site.policy.belonging import ALL, NONE, agency_of, any_of, both, lookup, of_agency
from gongkai_site.policy.codes import opening
from gongkai_site.policy.conditions import CONDITIONS
from gongkai_site.policy.holders import gives
from gongkai_site.policy.rights import Right, rights

if TYPE_CHECKING:
    from gongkai_site.people.models import Membership

M = TypeVar("M", bound=Model)


def may(actor: Actor, right: str, thing: Any = None) -> bool:
    """Whether ``actor`` holds ``right`` (a name of ``data/rights.toml``) on ``thing``.

    ``thing`` is an agency or an object that belongs to one; ``None`` asks for the right on no agency at all, which only
    the system administrator and the machine can hold. Raises ``KeyError`` for a right that does not exist.
    """
    row = rights()[right]
    if actor.kind != "person":
        return _outsider(actor, row, thing)
    memberships = actor.memberships()
    if not _meets(row.rule, actor, _holding(row, memberships), thing):
        return False
    if _outside(actor, row) and _meets(row.rule_others, actor, memberships, thing):
        return True
    if row.system and actor.is_system_admin:
        return True
    return any(True for _ in _granting(row, actor, memberships, thing, agency_of(thing)))


def held_through(actor: Actor, right: str, thing: Any = None) -> list[Membership]:
    """The roles by which the actor holds the right on the thing; the audit log names whom a deputy stands in for."""
    memberships = actor.memberships()
    return list(_granting(rights()[right], actor, memberships, thing, agency_of(thing)))


def require(actor: Actor, right: str, thing: Any = None) -> None:
    """Raise :class:`NotAllowed` unless :func:`may`.

    Raises :class:`Misasked` where nobody at all could ever hold the right on the thing: that is no refusal but a
    mistake of the code that asks.
    """
    if not may(actor, right, thing):
        if not _askable(rights()[right], thing):
            raise Misasked(f"The right '{right}' was asked of {thing!r}, on which nobody can hold it.")
        raise NotAllowed("您没有进行这项操作或查看这项内容的权限。", advice="如确有需要，请联系本单位管理员。")


def _askable(row: Right, thing: Any) -> bool:
    """Whether somebody could hold the right on the thing."""
    if thing is not None and not isinstance(thing, Model):
        return False
    if row.rule and (thing is None or thing._meta.label_lower not in CONDITIONS[row.rule].of):
        return False
    return row.system or bool(row.others) or agency_of(thing) is not None


def visible(actor: Actor, right: str, things: QuerySet[M]) -> QuerySet[M]:
    """Those of ``things`` on which :func:`may` is true of the actor, as one query."""
    row = rights()[right]
    model = things.model
    granted = _of_person(actor, row, model) if actor.kind == "person" else _of_outsider(actor, row, model)
    return things.none() if granted == NONE else things.filter(granted)


def agencies_where(actor: Actor, right: str) -> QuerySet[Agency]:
    """The agencies on whose things the actor holds the right, conditions on single things left aside."""
    row = rights()[right]
    everything = Agency.objects.all()
    if "public" in row.others and not row.rule and not row.rule_others:
        return everything
    if actor.kind != "person":
        return everything.filter(_of_code(actor, row, Agency))
    if row.system and actor.is_system_admin:
        return everything
    memberships = actor.memberships()
    where = any_of((_in_own(row, actor, memberships, ""), _below(row, memberships, "")))
    return everything.none() if where == NONE else everything.filter(where)


def first_agency(actor: Actor, right: str) -> Agency | None:
    """The agency whose pages a menu opens: the first of one's own with the right, else an administrator's topmost.

    Of one's own agencies it asks no query beyond the roles already read.
    """
    for agency in {each.agency_id: each.agency for each in actor.memberships()}.values():
        if may(actor, right, agency):
            return agency
    return actor.topmost() if rights()[right].system and actor.is_system_admin else None


def _holding(row: Right, memberships: Sequence[Membership]) -> list[Membership]:
    """A rule looks at the roles that could give the right: a leader's desk says nothing of the clerk's section."""
    return [each for each in memberships if each.role in row.own | row.below]


def _granting(
    row: Right, actor: Actor, memberships: Sequence[Membership], thing: Any, agency: Agency | None
) -> Iterator[Membership]:
    if agency is None:
        return
    for each in memberships:
        own = each.agency_id == agency.pk and _gives(row, actor, each)
        above = each.role in row.below and _is_above(each.agency, agency)
        if own or (above and _meets(row.rule_below, actor, memberships, thing)):
            yield each


def _gives(row: Right, actor: Actor, role: Membership) -> bool:
    return gives(row, actor.assigned() if row.functions else frozenset(), role)


def _in_own(row: Right, actor: Actor, memberships: Sequence[Membership], path: str) -> Q:
    own = {each.agency_id for each in memberships if _gives(row, actor, each)}
    return Q(**{lookup(path, "pk__in"): own}) if own else NONE


def _below(row: Right, memberships: Sequence[Membership], path: str) -> Q:
    above = {each.agency_id: each.agency.path for each in memberships if each.role in row.below and each.agency.path}
    return any_of(
        Q(**{lookup(path, "path__startswith"): within}) & ~Q(**{lookup(path, "pk"): own})
        for own, within in above.items()
    )


def _of_person(actor: Actor, row: Right, model: type[Model]) -> Q:
    memberships = actor.memberships()
    outside = _filter(row.rule_others, actor, memberships, model) if _outside(actor, row) else NONE
    own = of_agency(model, lambda path: _in_own(row, actor, memberships, path))
    below = of_agency(model, lambda path: _below(row, memberships, path))
    below = both(below, _filter(row.rule_below, actor, memberships, model))
    granted = ALL if row.system and actor.is_system_admin else any_of((outside, own, below))
    return both(granted, _filter(row.rule, actor, _holding(row, memberships), model))


def _outside(actor: Actor, row: Right) -> bool:
    return "public" in row.others or ("signed-in" in row.others and actor.is_open)


def _outsider(actor: Actor, row: Right, thing: Any) -> bool:
    if actor.kind == "system":
        return "machine" in row.others
    if "public" in row.others:
        return _meets(row.rule, actor, (), thing) and _meets(row.rule_others, actor, (), thing)
    return actor.code is not None and "code" in row.others and opening(actor.code).what.holds(actor, (), thing)


def _of_outsider(actor: Actor, row: Right, model: type[Model]) -> Q:
    if actor.kind == "system":
        return ALL if "machine" in row.others else NONE
    if "public" in row.others:
        return both(_filter(row.rule, actor, (), model), _filter(row.rule_others, actor, (), model))
    return _of_code(actor, row, model)


def _of_code(actor: Actor, row: Right, model: type[Model]) -> Q:
    if actor.code is None or "code" not in row.others:
        return NONE
    return opening(actor.code).what.filter(actor, (), model)


def _is_above(higher: Agency, lower: Agency) -> bool:
    return higher.pk != lower.pk and bool(higher.path) and lower.path.startswith(higher.path)


def _meets(name: str, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
    return not name or CONDITIONS[name].holds(actor, memberships, thing)


def _filter(name: str, actor: Actor, memberships: Sequence[Membership], model: type[Model]) -> Q:
    return CONDITIONS[name].filter(actor, memberships, model) if name else ALL
