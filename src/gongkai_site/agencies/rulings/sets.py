"""A superior's rule set as a ruling: the text of its file, read by the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from gongkai.checking import RuleSet, parse_rule_set
from gongkai.errors import InvalidRuleSet
from gongkai_site.agencies.models import Agency, Ruling
from gongkai_site.agencies.rulings.in_force import binding, day_of, rulings_on
from gongkai_site.errors import InvalidInput

KEY = "rule-set"
_MOST = 200_000
"""Characters of one set."""


def normal_set(value: str, since: dt.date) -> str:
    """Return the text as it is kept. Raises :class:`InvalidInput` naming line and key of everything that is wrong."""
    text = value.replace("\r\n", "\n").strip()
    if len(text) > _MOST:
        raise InvalidInput(f"规则文件超过{_MOST:,}字。", advice="请分成几份。")
    try:
        found = parse_rule_set(text)
    except InvalidRuleSet as error:
        raise InvalidInput(error.message, advice=error.advice) from error
    if found.faults:
        said = "；".join(f"{each.id}：{each.why}" for each in found.faults)
        raise InvalidInput(f"规则文件有{len(found.faults)}条有误：{said}。", advice="请改正后重新提交。")
    return text


def shown_set(value: str) -> str:
    """The set's title and size in words."""
    found = _parsed(value)
    return f"{found.title}（{found.id}，{len(found.rules)}条）"


def rule_sets_for(agency: Agency, year: int) -> tuple[RuleSet, ...]:
    """Return what the superiors of an agency ask of its report on ``year``, the topmost first."""
    return rule_sets_of(rulings_on((agency,), KEY), agency, year)


def rule_sets_of(rulings: Iterable[Ruling], agency: Agency, year: int) -> tuple[RuleSet, ...]:
    """Return the sets among these rulings that bind the agency for ``year``: one of each superior, all of them."""
    chosen: dict[int, Ruling] = {}
    for each in binding(rulings, agency, day_of(year)):
        chosen.setdefault(each.superior_id, each)
    found: list[RuleSet] = []
    for each in reversed(chosen.values()):
        made = _parsed(each.value)
        taken = made.id in {other.id for other in found}
        # Two superiors may have given theirs the same id; findings must still tell whose they are.
        found.append(replace(made, id=f"{made.id}-{each.superior_id}") if taken else made)
    return tuple(found)


@lru_cache(maxsize=64)
def _parsed(text: str) -> RuleSet:
    return parse_rule_set(text)
