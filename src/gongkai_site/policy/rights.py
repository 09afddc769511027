"""The table of rights, read from ``data/rights.toml`` and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from gongkai.errors import InvalidData

_ROLES = frozenset({"clerk", "reviewer", "leader", "agency-admin", "supervisor"})
_OTHERS = frozenset({"public", "signed-in", "code", "machine"})


@dataclass(frozen=True, slots=True)
class Right:
    """Who holds one right. A ``rule`` is a further condition: for all, for those above, or for outsiders."""

    name: str
    own: frozenset[str]
    below: frozenset[str]
    others: frozenset[str]
    system: bool
    rule: str
    rule_below: str
    rule_others: str
    functions: frozenset[str]
    """Where the agency has given one of these to somebody, ``own`` gives the right only with one of them."""


@lru_cache(maxsize=1)
def rights() -> Mapping[str, Right]:
    """Return the rights by name. Raises :class:`InvalidData` where the table is damaged."""
    data = tomllib.loads(files("gongkai_site.policy").joinpath("data", "rights.toml").read_text("utf-8"))
    table = {}
    for name, row in data.items():
        right = Right(
            name,
            frozenset(row.pop("own")),
            frozenset(row.pop("below", ())),
            frozenset(row.pop("others", ())),
            bool(row.pop("system", False)),
            row.pop("rule", ""),
            row.pop("rule_below", ""),
            row.pop("rule_others", ""),
            frozenset(row.pop("functions", ())),
        )
        if row or not right.own | right.below <= _ROLES or not right.others <= _OTHERS:
            raise InvalidData(f"权限表中“{name}”一行有误：{row}。")
        table[name] = right
    return table
