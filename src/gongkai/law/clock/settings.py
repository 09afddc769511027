"""What an office may set of its clock: dated rows with default, source and legal basis, overridden by a case."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from gongkai.errors import InvalidData, InvalidSettings
from gongkai.law.dated import Dated
from gongkai.law.statutes import Citation, provisions

Value = bool | int | str


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it holds from a day on."""

    key: str
    default: Value
    title: str
    source: str
    """Where the rule was read, and what is left open there."""
    basis: tuple[str, ...]
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0

    def citations(self) -> tuple[Citation, ...]:
        """Return the provisions that it rests on."""
        return provisions(self.basis)

    def insist(self, value: object) -> Value:
        """Return the value where it may be one of this setting. Raises :class:`InvalidSettings`."""
        if self.choices:
            if isinstance(value, str) and value in self.choices:
                return value
            wanted = "、".join(self.choices) + "之一"
        elif isinstance(self.default, bool):
            if isinstance(value, bool):
                return value
            wanted = "true或者false"
        else:
            if isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high:
                return value
            wanted = f"{self.low}至{self.high}之间的整数"
        raise InvalidSettings(f"设置 {self.key}（{self.title}）应为{wanted}，而不是 {value!r}。")


@dataclass(frozen=True, slots=True)
class ClockSettings:
    """All settings: the defaults of the day that is asked for, and what an office or a case puts in their place."""

    overrides: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, given: Mapping[str, object]) -> ClockSettings:
        """Check what is given by key. Raises :class:`InvalidSettings` for an unknown key or a value it cannot have."""
        return cls().with_(given)

    def with_(self, given: Mapping[str, object]) -> ClockSettings:
        """Return these settings with others on top. Raises :class:`InvalidSettings`."""
        if not given:
            return self
        checked = {key: _row(key).newest.insist(value) for key, value in given.items()}
        return ClockSettings(MappingProxyType({**self.overrides, **checked}))

    def on(self, day: dt.date) -> Mapping[str, Value]:
        """Return the value of every setting on a day."""
        defaults = _defaults(day)
        return {**defaults, **self.overrides} if self.overrides else defaults


def setting_rows() -> Iterator[SettingRow]:
    """Yield every row of every setting, in order."""
    for versions in _rows().values():
        yield from versions


def _row(key: str) -> Dated[SettingRow]:
    try:
        return _rows()[key]
    except KeyError:
        known = "、".join(_rows())
        raise InvalidSettings(f"没有名为 {key!r} 的设置。", advice=f"可用的设置：{known}。") from None


def _defaults(day: dt.date) -> Mapping[str, Value]:
    found = ((key, versions.on(day) or versions.periods[0].value) for key, versions in _rows().items())
    return {key: row.default for key, row in found}


@cache
def _rows() -> Mapping[str, Dated[SettingRow]]:
    try:
        data = tomllib.loads(files("gongkai.law.clock").joinpath("data", "settings.toml").read_text("utf-8"))
        grouped: dict[str, list[Mapping[str, Any]]] = {}
        for each in data["settings"]:
            grouped.setdefault(each["key"], []).append(each)
        return {key: Dated.parse(f"setting {key}", rows, _parse) for key, rows in grouped.items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of the clock's settings is damaged: {error!r}.") from error


def _parse(row: Mapping[str, Any]) -> SettingRow:
    kept = {key: value for key, value in row.items() if key not in ("from", "until")}
    return SettingRow(**{**kept, "basis": tuple(row["basis"]), "choices": tuple(row.get("choices", ()))})
