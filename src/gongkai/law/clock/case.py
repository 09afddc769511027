"""A case as data: what kind it is, the settings it departs in, and its events."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from gongkai.errors import InvalidCase
from gongkai.law.clock.events import Event, in_order, parse_event
from gongkai.law.clock.settings import ClockSettings, Value

CaseKind = Literal["request", "reconsideration", "lawsuit"]
_LARGEST, _MOST_EVENTS = 10_000_000, 1_000


@dataclass(frozen=True, slots=True)
class Case:
    """What happened, in whatever order it was written down."""

    kind: CaseKind
    events: tuple[Event, ...]
    settings: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    agency_kind: str = ""
    name: str = ""

    def with_event(self, kind: str, on: object, **fields: object) -> Case:
        """Return the case with one event more, checked as one that is read. Raises :class:`InvalidCase`."""
        number = max((each.id for each in self.events), default=0) + 1
        row = {"id": number, "event": kind, "on": on, **fields}
        return replace(self, events=(*self.events, parse_event(row, len(self.events) + 1)))


@dataclass(frozen=True, slots=True)
class History:
    """The events that stand, in the order in which the clock takes them, and those taken back."""

    events: tuple[Event, ...]
    cancelled: Mapping[int, Event]
    """Events taken back, by id, each with the event that did it."""


def parse_case(data: object) -> Case:
    """Read the tables of a case. Raises :class:`InvalidCase`, or ``InvalidSettings`` for a setting."""
    if not isinstance(data, Mapping):
        raise InvalidCase("案件应有 [case]、[settings] 和 [[events]]。")
    if unknown := [str(each) for each in data if each not in ("case", "settings", "events")]:
        raise InvalidCase(f"案件没有名为 {unknown[0]!r} 的部分。", advice="可用的部分：case、settings、events。")
    head, events = data.get("case"), data.get("events", [])
    if not isinstance(head, Mapping):
        raise InvalidCase("案件缺少 [case]。", advice='请写明 kind，例如 kind = "request"。')
    for key in head:
        if key not in ("kind", "agency_kind", "name"):
            raise InvalidCase(f"[case] 没有名为 {key!r} 的字段。", advice="可用的字段：kind、agency_kind、name。")
        if not isinstance(head[key], str):
            raise InvalidCase(f"[case] 的 {key} 应为文字，而不是 {head[key]!r}。")
    if head.get("kind") not in get_args(CaseKind):
        raise InvalidCase(f"[case] 的 kind 应为{'、'.join(get_args(CaseKind))}之一，而不是 {head.get('kind')!r}。")
    if not isinstance(events, Sequence) or isinstance(events, (str, bytes)):
        raise InvalidCase("[[events]] 应为事件的列表。")
    if len(events) > _MOST_EVENTS:
        raise InvalidCase(f"案件有{len(events)}个事件，多于{_MOST_EVENTS}个。")
    parsed = tuple(parse_event(row, number) for number, row in enumerate(events, 1))
    case = Case(
        cast(CaseKind, head["kind"]),
        parsed,
        ClockSettings.of(_flat(data.get("settings", {}))).overrides,
        head.get("agency_kind", ""),
        head.get("name", ""),
    )
    history(case)
    return case


def read_case(path: Path) -> Case:
    """Read a case from a TOML or JSON file, told apart by the ending. Raises :class:`InvalidCase`."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InvalidCase(f"“{path}”过大，不是一个案件。")
        text = path.read_text("utf-8-sig")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise InvalidCase(f"无法读取“{path}”：{error.strerror}。", advice="请核对路径。") from error
    except (ValueError, RecursionError) as error:
        kind = "JSON" if path.suffix.lower() == ".json" else "TOML"
        raise InvalidCase(f"“{path}”不是有效的{kind}：{error}。") from error
    return parse_case(data)


def history(case: Case) -> History:
    """Return what stands of a case's events. Raises :class:`InvalidCase` where a cancellation cannot be meant."""
    by_id = {each.id: each for each in case.events}
    if len(by_id) < len(case.events):
        twice = next(ident for ident, number in Counter(each.id for each in case.events).items() if number > 1)
        raise InvalidCase(f"编号 {twice} 出现了两次。", advice="每个事件的 id 应不同。")
    cancelling = [each for each in case.events if each.kind == "cancelled"]
    if not cancelling:
        return History(tuple(in_order(case.events)), {})
    taken_back: dict[int, Event] = {}
    # The last word first: a cancellation that was itself taken back takes nothing back.
    for each in reversed(in_order(cancelling)):
        target = by_id.get(each["cancels"])
        if target is None:
            raise InvalidCase(f"事件 {each.id} 撤销的编号 {each['cancels']} 不存在。")
        if target.id == each.id or (target.kind == "cancelled" and target["cancels"] == each.id):
            raise InvalidCase(f"事件 {each.id} 不能撤销自己。")
        if each.id not in taken_back:
            taken_back[target.id] = each
    standing = [each for each in case.events if each.id not in taken_back and each.kind != "cancelled"]
    return History(tuple(in_order(standing)), taken_back)


def _flat(given: object) -> dict[str, Any]:
    """Settings by their whole key: TOML reads an unquoted ``extension.once`` as a table in a table."""
    if not isinstance(given, Mapping):
        raise InvalidCase("[settings] 应为一组设置。")
    found: dict[str, Any] = {}
    for key, value in given.items():
        found.update(
            {f"{key}.{name}": each for name, each in value.items()} if isinstance(value, Mapping) else {key: value}
        )
    return found
