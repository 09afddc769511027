"""Several panels and steps of one page ask the same: within :func:`one_page` the database is asked once.

Outside of it every question is asked anew, so that nothing is kept beyond the page that is being made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

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
    """Mark a function that only reads and whose arguments are positional and hashable; its answer is not changed."""

    @wraps(function)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None or kwargs:
            return function(*args, **kwargs)
        key = (function, args)
        if key not in kept:
            kept[key] = function(*args, **kwargs)
        return kept[key]  # type: ignore[return-value] # what this very function returned

    return inner
