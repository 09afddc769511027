"""The functions (职责) that people can have in an agency, as data: names, whose they can be, and on what basis."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from django.utils.translation import get_language

from gongkai.errors import InvalidData


@dataclass(frozen=True, slots=True)
class Function:
    """One function."""

    key: str
    zh: str
    en: str
    roles: frozenset[str]
    """The roles with which somebody can have it."""
    basis: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh


@lru_cache(maxsize=1)
def functions() -> Mapping[str, Function]:
    """Return the functions by key, in their order. Raises :class:`InvalidData` where the file is damaged."""
    data = tomllib.loads(files("gongkai_site.people").joinpath("data", "functions.toml").read_text("utf-8"))
    table = {}
    for key, row in data.items():
        try:
            made = Function(key, row.pop("zh"), row.pop("en"), frozenset(row.pop("roles")), row.pop("basis", ""))
        except KeyError as error:
            raise InvalidData(f"职责“{key}”缺少{error}。") from error
        if row:
            raise InvalidData(f"职责“{key}”一行有误：{row}。")
        table[key] = made
    return table
