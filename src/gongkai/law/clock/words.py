"""The clock's own words: why a day counts, why an event has no effect, what an alarm means and rests on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidData
from gongkai.law.statutes import provisions


def word(key: str, **values: object) -> str:
    """Return a sentence of an explanation."""
    return str(_words()["words"][key]).format(**values)


def sentence(key: str, **values: object) -> str:
    """Return a sentence that answers why not yet, or what would change it."""
    return str(_words()["sentences"][key]).format(**values)


def party(key: str) -> str:
    """Return what somebody who is waited for is called."""
    return word(f"party-{key}")


def reason(code: str) -> str:
    """Return why an event moves nothing."""
    return str(_words()["without_effect"][code])


def alarm_text(code: str) -> str:
    """Return what an alarm means and what to do."""
    return str(_words()["alarms"][code]["text"])


def alarm_basis(code: str) -> str:
    """Return the provisions behind an alarm."""
    return cited(tuple(_words()["alarms"][code]["basis"]))


def alarm_codes() -> tuple[str, ...]:
    """Return every code that an alarm may bear."""
    return tuple(_words()["alarms"])


def what(key: str) -> str:
    """Return what a thing that is due is called."""
    return str(_words()["what"][key])


def mark(kind: str) -> str:
    """Return what a kind of day is called in a picture."""
    return str(_words()["marks"][kind])


def state(key: str) -> str:
    """Return what a state is called."""
    return str(_words()["state"][key])


def doubt(key: str) -> str:
    """Return why a date may still move."""
    return str(_words()["provisional"][key])


def orders_redo(result: str | None) -> bool:
    """Whether the words of a result say that something must be done anew."""
    return any(each in (result or "") for each in _words()["results"]["redo"])


def is_ruling(result: str | None) -> bool:
    """Whether the words of a result say that it is a ruling (裁定), not a judgment."""
    return any(each in (result or "") for each in _words()["results"]["ruling"])


def is_final(instance: str | None) -> bool:
    """Whether nobody can appeal from this instance."""
    return any(each in (instance or "") for each in _words()["results"]["final"])


def cited(keys: Sequence[str]) -> str:
    """Return provisions as a lawyer writes them."""
    return _cited(tuple(keys))


@cache
def _cited(keys: tuple[str, ...]) -> str:
    return "、".join(each.text("zh") for each in provisions(keys))


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    try:
        return tomllib.loads(files("gongkai.law.clock").joinpath("data", "words.toml").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidData(f"The data file of the clock's words is damaged: {error!r}.") from error
