"""Several panels and steps of one page ask the same: within :func:`one_page` the database is asked once.

Outside of it every question is asked anew, so that nothing is kept beyond the page that is being made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from gongkai_site.reach import nothing_said

P = ParamSpec("P")
R = TypeVar("R")

_kept: ContextVar[dict[Hashable, object] | None] = ContextVar("gongkai_one_page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Keep the answers of functions marked with :func:`read_once` until the block ends."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def asked_anew() -> Iterator[None]:
    """Keep nothing until the block ends: an action decides by what stands in its own transaction."""
    token = _kept.set(None)
    try:
        yield
    finally:
        _kept.reset(token)


def read_once(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that only reads and whose arguments are positional and hashable; its answer is not changed.

    What it answers must follow from its arguments alone, or it would be given out again within another reach: whatever
    reach there is is taken from it, and where it needs one it says so itself (:func:`gongkai_site.reach.within`).
    """

    @wraps(function)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        key = (function, args)
        if kept is not None and not kwargs and key in kept:
            return kept[key]  # type: ignore[return-value] # what this very function returned
        with nothing_said():
            answer = function(*args, **kwargs)
        if kept is not None and not kwargs:
            kept[key] = answer
        return answer

    return inner
