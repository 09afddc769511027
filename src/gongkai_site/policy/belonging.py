"""To which agency a thing belongs: asked of one object, and as a filter of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model, Q

from gongkai_site.agencies.models import Agency

OWNERS = ("agency", "membership", "report", "version", "request", "document", "filing", "case", "superior")
"""Under which names a thing refers to its agency or to what belongs to one; the first that is set counts."""
NONE = Q(pk__in=())
"""Meets nothing."""
ALL = ~NONE
"""Meets everything: an empty ``Q()`` would be lost beside an "or"."""


def agency_of(thing: Any) -> Agency | None:
    """The agency a thing belongs to: an agency itself, its ``agency``, or that of its ``report``, ``request`` …"""
    if thing is None or isinstance(thing, Agency):
        return thing
    for name in OWNERS:
        if (owner := getattr(thing, name, None)) is not None:
            return agency_of(owner)
    return None


@dataclass(frozen=True, slots=True)
class _Way:
    """One way from a model to its agency: the lookup, and what must be empty for it to count."""

    path: str
    empty: tuple[str, ...] = ()

    def beyond(self, name: str, empty: Sequence[str]) -> _Way:
        return _Way(
            f"{name}__{self.path}" if self.path else name, (*empty, *(f"{name}__{each}" for each in self.empty))
        )


def of_agency(model: type[Model], build: Callable[[str], Q]) -> Q:
    """The things whose agency meets a condition; ``build`` makes it for the lookup to the agency (``""``: itself)."""
    return any_of(both(Q(**dict.fromkeys(way.empty)), build(way.path)) for way in _ways(model))


def any_of(parts: Iterable[Q]) -> Q:
    """What meets one of the filters; :data:`NONE` itself where nothing can, so that nothing need be asked."""
    parts = [each for each in parts if each != NONE]
    return reduce(or_, parts) if parts else NONE


def both(one: Q, other: Q) -> Q:
    """What meets both filters; :data:`NONE` itself where nothing can."""
    return NONE if NONE in (one, other) else one & other


def lookup(path: str, name: str) -> str:
    """The lookup ``name`` beyond ``path``."""
    return f"{path}__{name}" if path else name


@cache
def _ways(model: type[Model]) -> tuple[_Way, ...]:
    if issubclass(model, Agency):
        return (_Way(""),)
    ways: list[_Way] = []
    empty: list[str] = []
    for name in OWNERS:
        field = _reference(model, name)
        if field is None:
            continue
        ways += [way.beyond(name, empty) for way in _ways(field.related_model)]
        if not field.null:
            break
        empty.append(name)
    return tuple(ways)


def _reference(model: type[Model], name: str) -> ForeignKey[Any, Any] | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, ForeignKey) else None  # one to one is one as well
