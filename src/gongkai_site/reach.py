"""Which agencies' things the running code may reach: queries of what belongs to an agency go no further than that.

``objects = Reached()`` makes a model's manager raise :class:`OutOfReach` wherever nobody has said so, at the very first
step of a query, and filters by what was said elsewhere. A request begins out of reach of everything and then reaches
the agency in its address (``office/reaching.py``); the policy decides who may see what there. An action reaches the
agency that it is done in. Who counts for others names them; only who says why reaches everything.
Why not django-scopes: ``docs/decisions/0027-reach-of-our-own.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class OutOfReach(RuntimeError):
    """A query of what belongs to agencies, where nobody has said which agencies it is about: a fault of the code."""


@dataclass(frozen=True, slots=True)
class _Reach:
    agencies: tuple[int, ...] | None
    """None: everything."""


_NOTHING_SAID = None
_reach: ContextVar[_Reach | None] = ContextVar("reach", default=_NOTHING_SAID)


@contextmanager
def within(agencies: Iterable[int]) -> Iterator[None]:
    """Reach these agencies' things, by their ids, and no others', whatever was within reach before."""
    token = _reach.set(_Reach(tuple(agencies)))
    try:
        yield
    finally:
        _reach.reset(token)


@contextmanager
def nothing_said() -> Iterator[None]:
    """Nothing is within reach, whatever was before, until something inside says what is."""
    token = _reach.set(_NOTHING_SAID)
    try:
        yield
    finally:
        _reach.reset(token)


@contextmanager
def request_begun() -> Iterator[Callable[[Iterable[int]], None]]:
    """The same for a whole request; the function that is given says what is within its reach."""
    with nothing_said():
        yield _say


def _say(agencies: Iterable[int]) -> None:
    _reach.set(_Reach(tuple(agencies)))


@contextmanager
def everywhere(why: str) -> Iterator[None]:
    """Reach every agency's things; ``why`` is said to whoever reads the code."""
    if not why.strip():
        raise ValueError("Say why everything must be within reach.")
    token = _reach.set(_Reach(None))
    try:
        yield
    finally:
        _reach.reset(token)


class Reached(models.Manager[M]):
    """The manager of a model whose things belong to an agency, by the lookup that the model names ``belongs_by``."""

    def get_queryset(self) -> models.QuerySet[M]:
        """What is within reach. Raises :class:`OutOfReach` where nothing was said."""
        reach = _reach.get()
        if reach is None:
            raise OutOfReach(f"Say within whose reach {self.model._meta.label} is asked: gongkai_site.reach.within(…).")
        things = super().get_queryset()
        if reach.agencies is None:
            return things
        path = getattr(self.model, "belongs_by", "agency")
        if len(reach.agencies) == 1:
            return things.filter(**{path: reach.agencies[0]})
        return things.filter(**{f"{path}__in": reach.agencies})
