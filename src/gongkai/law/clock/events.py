"""What happens to a case: a closed vocabulary of events, each with its day and the moment it was entered."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from gongkai.errors import InvalidCase, InvalidData

FIRST_YEAR, LAST_YEAR = 1990, 2100
_CHINA = dt.timezone(dt.timedelta(hours=8))
_SHARED = ("id", "event", "on", "entered")
_MOST_DAYS = 1000


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    id: int
    kind: str
    on: dt.date
    """The day it happened: the clock goes by it."""
    entered: dt.datetime | None = None
    """When it was entered, in Chinese time; ``None`` where that is not known."""
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, name: str) -> Any:
        """Return a field, or ``None`` where it was not given."""
        return self.fields.get(name)

    @property
    def title(self) -> str:
        """What the event is called in an explanation."""
        return _kinds()[self.kind].title


Fields = Mapping[str, str | Sequence[str]]
"""Fields by name: the words to choose from, or what is written in it (date, text, days …)."""


@dataclass(frozen=True, slots=True)
class _Kind:
    title: str
    required: Fields
    optional: Fields


def kinds() -> tuple[str, ...]:
    """Return the vocabulary."""
    return tuple(_kinds())


def kinds_with_fields() -> Iterator[tuple[str, str, Fields, Fields]]:
    """Yield each event with its title, the fields that it must have and those that it may."""
    for name, each in _kinds().items():
        yield name, each.title, each.required, each.optional


def parse_event(row: object, number: int) -> Event:
    """Read one row of ``[[events]]``; ``number`` is its place, from 1. Raises :class:`InvalidCase`."""
    if not isinstance(row, Mapping):
        raise InvalidCase(f"第{number}个事件应为一组字段，而不是 {row!r}。")
    name = row.get("event")
    if not isinstance(name, str) or name not in _kinds():
        raise InvalidCase(f"第{number}个事件：没有名为 {name!r} 的事件。", advice=f"可用的事件：{'、'.join(kinds())}。")
    at = f"第{number}个事件（{name}）"
    kind = _kinds()[name]
    allowed = {**kind.required, **kind.optional}
    if unknown := [str(each) for each in row if each not in _SHARED and each not in allowed]:
        raise InvalidCase(
            f"{at}没有名为 {unknown[0]!r} 的字段。", advice=f"可用的字段：{'、'.join((*_SHARED, *allowed))}。"
        )
    if missing := [each for each in ("on", *kind.required) if each not in row]:
        raise InvalidCase(f"{at}缺少字段 {missing[0]!r}。")
    ident = row.get("id", number)
    if not isinstance(ident, int) or isinstance(ident, bool) or ident < 1:
        raise InvalidCase(f"{at}的编号 id 应为正整数，而不是 {ident!r}。")
    on = _date(row["on"], f"{at}的 on")
    entered = _moment(row["entered"], at) if "entered" in row else None
    if entered and entered.date() < on:
        raise InvalidCase(f"{at}登记于 {entered:%Y-%m-%d}，早于发生日 {on}：尚未发生的事不能登记。")
    given = {each: _value(row[each], allowed[each], f"{at}的 {each}") for each in allowed if each in row}
    for later in ("until", "served", "redo_until"):
        if later in given and given[later] < on:
            raise InvalidCase(f"{at}的 {later}（{given[later]}）早于发生日 {on}。")
    return Event(ident, name, on, entered, MappingProxyType(given))


def in_order(events: Sequence[Event]) -> list[Event]:
    """Return events by the day they happened; those of one day in the order entered.

    Where one of a day's events does not say when it was entered, that day keeps the order of the list.
    """
    unknown = {each.on for each in events if each.entered is None}
    return sorted(events, key=lambda each: (each.on, dt.datetime.min if each.on in unknown else each.entered))


def _value(value: object, kind: str | Sequence[str], at: str) -> Any:
    if not isinstance(kind, str):
        if value not in kind:
            raise InvalidCase(f"{at}应为{'、'.join(kind)}之一，而不是 {value!r}。")
        return value
    match kind:
        case "date":
            return _date(value, at)
        case "days" | "number":
            if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_DAYS:
                return value
            raise InvalidCase(f"{at}应为1至{_MOST_DAYS}之间的整数，而不是 {value!r}。")
        case "yes":
            if isinstance(value, bool):
                return value
            raise InvalidCase(f"{at}应为true或者false，而不是 {value!r}。")
        case "grounds" if value is True:
            return True
        case _:
            if isinstance(value, str) and value.strip():
                return value.strip()
            raise InvalidCase(f"{at}应为文字，而不是 {value!r}。")


def _date(value: object, at: str) -> dt.date:
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            raise InvalidCase(f"{at}应为日期，例如 2025-03-03，而不是 {value!r}。") from None
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise InvalidCase(f"{at}应为日期，例如 2025-03-03，而不是 {value!r}。")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise InvalidCase(f"{at}应在{FIRST_YEAR}年至{LAST_YEAR}年之间，而不是 {value}。")
    return value


def _moment(value: object, at: str) -> dt.datetime:
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            raise InvalidCase(f"{at}的 entered 应为时刻，例如 2025-03-03T09:30，而不是 {value!r}。") from None
    if isinstance(value, dt.datetime):
        return value.astimezone(_CHINA).replace(tzinfo=None) if value.tzinfo else value
    return dt.datetime.combine(_date(value, f"{at}的 entered"), dt.time())


@cache
def _kinds() -> Mapping[str, _Kind]:
    try:
        data = tomllib.loads(files("gongkai.law.clock").joinpath("data", "events.toml").read_text("utf-8"))
        return {
            name: _Kind(each["title"], each.get("required", {}), each.get("optional", {}))
            for name, each in data.items()
        }
    except (OSError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise InvalidData(f"The data file of the clock's events is damaged: {error!r}.") from error
