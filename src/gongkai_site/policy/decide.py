"""Asking: may this actor do this to that thing, and which agencies' things may he do it to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, Q, QuerySet

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import NotAllowed
from gongkai_site.policy.actor import Actor
from gongkai_site.policy.conditions import CONDITIONS
from gongkai_site.policy.rights import Right, rights

if TYPE_CHECKING:
    from gongkai_site.people.models import Membership

M = TypeVar("M", bound=Model)


def agency_of(thing: Any) -> Agency | None:
    """The agency a thing belongs to: an agency itself, its ``agency``, or that of its ``report``, ``request`` …"""
    if thing is None or isinstance(thing, Agency):
        return thing
    for name in ("agency", "report", "version", "request", "document", "filing", "superior"):
        if (owner := getattr(thing, name, None)) is not None:
            return agency_of(owner)
    return None


def may(actor: Actor, right: str, thing: Any = None) -> bool:
    """Whether ``actor`` holds ``right`` (a name of ``data/rights.toml``) on ``thing``.

    ``thing`` is an agency or an object that belongs to one; ``None`` asks for the right on no agency at all, which only
    the system administrator and the machine can hold. Raises ``KeyError`` for a right that does not exist.
    """
    row = rights()[right]
    agency = agency_of(thing)
    if actor.kind != "person":
        return _outsider(actor, row, thing, agency)
    memberships = actor.memberships()
    # A condition looks at the roles that could give the right: a leader's desk says nothing of the clerk's section.
    holding = [each for each in memberships if each.role in row.own | row.below]
    if not _condition(row.rule, actor, holding, thing):
        return False
    outside = "public" in row.others or ("signed-in" in row.others and actor.is_open)
    if outside and _condition(row.rule_others, actor, memberships, thing):
        return True
    if row.system and actor.is_system_admin:
        return True
    return any(True for _ in _granting(row, actor, memberships, thing, agency))


def held_through(actor: Actor, right: str, thing: Any = None) -> list[Membership]:
    """The roles by which the actor holds the right on the thing; the audit log names whom a deputy stands in for."""
    memberships = actor.memberships()
    return list(_granting(rights()[right], actor, memberships, thing, agency_of(thing)))


def require(actor: Actor, right: str, thing: Any = None) -> None:
    """Raise :class:`NotAllowed` unless :func:`may`."""
    if not may(actor, right, thing):
        raise NotAllowed("您没有进行这项操作或查看这项内容的权限。", advice="如确有需要，请联系本单位管理员。")


def agencies_where(actor: Actor, right: str) -> QuerySet[Agency]:
    """The agencies on whose things the actor holds the right, conditions on single things left aside."""
    row = rights()[right]
    everything = Agency.objects.all()
    if "public" in row.others and not row.rule and not row.rule_others:
        return everything
    if actor.kind != "person":
        if actor.link_agency is None or not _is_link(actor, row):
            return everything.none()
        return everything.filter(pk=actor.link_agency)
    if row.system and actor.is_system_admin:
        return everything
    allowed = Q(pk__in=[])
    for each in actor.memberships():
        if each.role in row.own:
            allowed |= Q(pk=each.agency_id)
        if each.role in row.below:
            allowed |= Q(path__startswith=each.agency.path) & ~Q(pk=each.agency_id)
    return everything.filter(allowed)


def first_agency(actor: Actor, right: str) -> Agency | None:
    """The agency whose pages a menu opens: the first of one's own with the right, else an administrator's topmost.

    Of one's own agencies it asks no query beyond the roles already read.
    """
    for agency in {each.agency_id: each.agency for each in actor.memberships()}.values():
        if may(actor, right, agency):
            return agency
    return actor.topmost() if rights()[right].system and actor.is_system_admin else None


def visible(actor: Actor, right: str, things: QuerySet[M], *, through: str = "agency") -> QuerySet[M]:
    """Narrow ``things`` to those of agencies where the actor holds the right; ``through`` is the path to the agency.

    A right with conditions on single things is refused here: ask :func:`may` for each of them.
    """
    row = rights()[right]
    if row.rule or row.rule_below or row.rule_others:
        raise NotAllowed(f"“{right}”须逐条判断，不能成批查询。")
    return things.filter(**{f"{through}__in": agencies_where(actor, right)})


def _granting(
    row: Right, actor: Actor, memberships: list[Membership], thing: Any, agency: Agency | None
) -> Iterator[Membership]:
    if agency is None:
        return
    for each in memberships:
        own = each.role in row.own and each.agency_id == agency.pk
        above = each.role in row.below and _is_above(each.agency, agency)
        if own or (above and _condition(row.rule_below, actor, memberships, thing)):
            yield each


def _outsider(actor: Actor, row: Right, thing: Any, agency: Agency | None) -> bool:
    if actor.kind == "system":
        return "machine" in row.others
    if "public" in row.others:
        return _condition(row.rule, actor, [], thing) and _condition(row.rule_others, actor, [], thing)
    return _is_link(actor, row) and agency is not None and agency.pk == actor.link_agency


def _is_link(actor: Actor, row: Right) -> bool:
    return actor.kind == "link" and "link" in row.others


def _is_above(higher: Agency, lower: Agency) -> bool:
    return higher.pk != lower.pk and bool(higher.path) and lower.path.startswith(higher.path)


def _condition(name: str, actor: Actor, memberships: list[Any], thing: Any) -> bool:
    return not name or CONDITIONS[name](actor, memberships, thing)
