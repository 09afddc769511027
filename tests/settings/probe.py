"""How a test shows that a setting does something: another value, and something that then comes out otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from gongkai.settings import DEFAULT_SETTINGS, Settings


class Probe(NamedTuple):
    """Another value for one setting, and a look at what it decides (a value to compare, or the error raised)."""

    other: float
    look: Callable[[Settings], Any]


def differs(name: str, probe: Probe) -> bool:
    """Whether what is looked at comes out otherwise with the other value."""
    return _seen(probe, DEFAULT_SETTINGS) != _seen(probe, Settings(**{name: probe.other}))


def _seen(probe: Probe, settings: Settings) -> Any:
    from gongkai.errors import GongkaiError

    try:
        return probe.look(settings)
    except GongkaiError as error:
        return type(error).__name__
