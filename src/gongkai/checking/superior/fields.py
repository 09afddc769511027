"""The keys of a rule set's tables, each taken out with its type, and where in the file it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

_HEADER = re.compile(r"^\s*\[(\[?)\s*([\w.-]+)\s*\]?\]")


class Wrong(Exception):
    """What is wrong with one key, in Chinese, without the full stop."""


@dataclass(frozen=True, slots=True)
class Place:
    """A table of the file: the top one, one by name, or the n-th ``[[rules]]``."""

    text: str
    table: str = ""
    number: int = 0

    def rule(self, number: int) -> Place:
        """Return the place of the n-th rule, counted from 1."""
        return replace(self, table="rules", number=number)

    def line(self, key: str) -> int | None:
        """Return the line of a key of this table, of the table itself where it has no such key, counted from 1."""
        table, rules, header = "", 0, None
        wanted = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
        for number, line in enumerate(self.text.split("\n"), 1):
            if found := _HEADER.match(line):
                table, rules = found[2], rules + (found[2] == "rules")
                if table == self.table and (not self.number or rules == self.number):
                    header = number
                elif not self.table and table == key:
                    return number
            elif table == self.table and (not self.number or rules == self.number) and wanted.match(line):
                return number
        return header


class Fields:
    """One table's keys. Every method raises :class:`Wrong`, naming line and key."""

    def __init__(self, data: Mapping[str, Any], place: Place, known: Sequence[str] | None = None) -> None:
        self.data, self.place = data, place
        if known is not None:
            self.insist_known(known)

    def wrong(self, key: str, why: str) -> Wrong:
        """Return the error that says what is wrong with a key."""
        line = self.place.line(key)
        within = f"[{self.place.table}]的" if self.place.table else ""
        return Wrong(f"{f'第{line}行' if line else ''}{within}“{key}”{why}")

    def insist_known(self, known: Sequence[str]) -> None:
        """Refuse a key that nothing reads: it is a slip of the pen."""
        if unknown := [key for key in self.data if key not in known]:
            raise self.wrong(unknown[0], f"不认识，可用的有{'、'.join(known)}")

    def _given(self, key: str, default: Any, kind: type, words: str) -> Any:
        if key not in self.data:
            if default is None:
                raise self.wrong(key, "没有填写")
            return default
        value = self.data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"应为{words}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is not empty."""
        value = str(self._given(key, default, str, "文字")).strip()
        if not value and default is None:
            raise self.wrong(key, "没有填写")
        if len(value) > 500:
            raise self.wrong(key, "超过500字")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts."""
        values = self._given(key, default, list if key in self.data else tuple, "用方括号括起的一列文字")
        if not all(isinstance(each, str) and each.strip() for each in values) or (key in self.data and not values):
            raise self.wrong(key, "应为用方括号括起的一列文字")
        return tuple(each.strip() for each in values)

    def number(self, key: str) -> int | None:
        """Return a whole number of 0 or more, ``None`` where the key is left out."""
        if key not in self.data:
            return None
        value = int(self._given(key, None, int, "不小于0的整数"))
        if value < 0:
            raise self.wrong(key, "应为不小于0的整数")
        return value

    def day(self, key: str) -> dt.date:
        """Return a date."""
        value = self._given(key, None, dt.date, "日期，如 2024-12-31（不加引号）")
        if isinstance(value, dt.datetime):
            raise self.wrong(key, "应为日期，如 2024-12-31（不加引号）")
        return dt.date(value.year, value.month, value.day)

    def choice(self, key: str, among: Sequence[str], default: str | None = None) -> str:
        """Return one of the words."""
        value = self.text(key, default)
        if value not in among:
            raise self.wrong(key, f"的“{value}”不认识，可用的有{'、'.join(among)}")
        return value

    def choices(self, key: str, among: Sequence[str]) -> tuple[str, ...]:
        """Return some of the words; none where the key is left out."""
        values = self.texts(key, ())
        if unknown := [each for each in values if each not in among]:
            raise self.wrong(key, f"的“{unknown[0]}”不认识，可用的有{'、'.join(among)}")
        return values

    def table(self, key: str, known: Sequence[str], default: Mapping[str, Any] | None = None) -> Fields:
        """Return a table's own keys."""
        data = self._given(key, default, dict, f"一个表，写作[{key}]")
        return Fields(data, replace(self.place, table=key), known)

    def tables(self, key: str) -> list[Any]:
        """Return a list of tables."""
        return list(self._given(key, None, list, f"若干个表，写作[[{key}]]"))
