"""An office's own lists: wrong terms, leaders' names and posts, hosts; each row holds from a day to a day."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.errors import InvalidData, UsageError

_KNOWN = {"terms": {"wrong", "right", "right_in", "from", "until"}, "leaders": {"name", "post", "from", "until"}}


@dataclass(frozen=True, slots=True)
class Term:
    """A term that is wrong on the days it is listed for, and what is right."""

    wrong: str
    right: str
    first: dt.date | None = None
    last: dt.date | None = None
    right_in: tuple[str, ...] = ()
    """Longer words in which it is right."""


@dataclass(frozen=True, slots=True)
class Leader:
    """Who holds a post, and when."""

    name: str
    post: str
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What an office adds to the screen. ``public_numbers`` are its own published numbers, left alone."""

    terms: tuple[Term, ...] = ()
    leaders: tuple[Leader, ...] = ()
    own_hosts: frozenset[str] = field(default_factory=frozenset)
    public_numbers: frozenset[str] = field(default_factory=frozenset)

    def with_defaults(self) -> Rules:
        """Return the rules with the terms that are wrong for every office."""
        return Rules((*default_rules().terms, *self.terms), self.leaders, self.own_hosts, self.public_numbers)


def default_rules() -> Rules:
    """Return the terms that are wrong for every office."""
    text = files("gongkai.screening").joinpath("data", "terms.toml").read_text("utf-8")
    return parse_rules(tomllib.loads(text), "data/terms.toml")


def load_rules(path: Path) -> Rules:
    """Read an office's file of rules; raises :class:`UsageError` naming what is wrong in it."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"读不到规则文件 {path}。", advice="请检查路径。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"规则文件 {path} 不是 UTF-8 编码的 TOML：{error}。") from error
    try:
        return parse_rules(data, str(path)).with_defaults()
    except InvalidData as error:
        raise UsageError(error.message, advice="格式见文档“公开前筛查”。") from error


def parse_rules(data: Mapping[str, Any], name: str) -> Rules:
    """Return rules from their data; raises :class:`InvalidData` for a key or a value that is none."""
    unknown = set(data) - {"terms", "leaders", "own_hosts", "public_numbers"}
    if unknown:
        raise InvalidData(f"{name}：没有“{sorted(unknown)[0]}”这一项。")
    for key, known in _KNOWN.items():
        rows = data.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
            raise InvalidData(f"{name}：“{key}”应写作 [[{key}]] 各行。")
        for each in rows:
            if set(each) - known:
                raise InvalidData(f"{name}：“{key}”没有“{sorted(set(each) - known)[0]}”这一列。")
    return Rules(
        tuple(
            Term(
                _text(each, "wrong", name),
                _text(each, "right", name),
                *_days(each, name),
                tuple(_texts(each, "right_in", name)),
            )
            for each in data.get("terms", [])
        ),
        tuple(
            Leader(_text(each, "name", name), _text(each, "post", name), *_days(each, name))
            for each in data.get("leaders", [])
        ),
        frozenset(_texts(data, "own_hosts", name)),
        frozenset(re.sub(r"\D", "", each) for each in _texts(data, "public_numbers", name)),
    )


def _text(row: Mapping[str, Any], key: str, name: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InvalidData(f"{name}：缺少“{key}”。")
    return value


def _texts(data: Mapping[str, Any], key: str, name: str) -> list[str]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise InvalidData(f"{name}：“{key}”应是文字的列表。")
    return value


def _days(row: Mapping[str, Any], name: str) -> tuple[dt.date | None, dt.date | None]:
    days = [row.get("from"), row.get("until")]
    if any(day is not None and (not isinstance(day, dt.date) or isinstance(day, dt.datetime)) for day in days):
        raise InvalidData(f"{name}：日期应写作 2026-01-01。")
    return days[0], days[1]
