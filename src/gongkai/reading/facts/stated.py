"""A figure before its scope is known; and whether a quantity is of this year at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.reading.facts.sentences import Quantity
from gongkai.reading.facts.wording import Wording
from gongkai.report.model import Number


class Stated(NamedTuple):
    """A subject with its number, and how far into the sentence it stands."""

    subject: str
    number: Number
    unit: str
    at: int


_YEAR = re.compile(
    r"(?<![至到入转])(20\d\d)年(?!度?(?:结转|未办结|转|的?政府信息公开申请|申请|政府信息公开信息处理费)|\d{1,2}月)"
)
_CLAUSE = re.compile(r"[,;()]")


@lru_cache(maxsize=4096)
def _topic_year(before: str, year: int | None, other: re.Pattern[str]) -> bool:
    """Whether the clauses before speak of another year: decided by the last that opens with a year."""
    elsewhere = False
    depth: list[bool] = []
    position = 0
    for match in (*_CLAUSE.finditer(before), None):
        clause = before[position : match.start() if match else len(before)]
        opened = clause[:12]
        found = _YEAR.search(opened)
        if found:
            elsewhere = year is not None and int(found[1]) != year
        elif (named := other.search(clause)) and named.start() <= 2 and clause[0] not in "较比与同":
            elsewhere = True
        elif any(word in opened for word in ("今年", "本年", "全年")):
            elsewhere = False
        if match is None:
            break
        position = match.end()
        if match.group() == "(":
            depth.append(elsewhere)
        elif match.group() == ")" and depth:
            elsewhere = depth.pop()
    return elsewhere


def is_of_year(quantity: Quantity, words: Wording, year: int | None) -> bool:
    """Whether a quantity is a figure of the reporting year: no comparison, no plan, no other year, no part of one."""
    clause = quantity.clause
    if words["years.compared"].search(quantity.label) or words["years.planned"].search(clause):
        return False
    if words["years.partial"].search(clause):
        return False
    mentions = _YEAR.findall(clause)
    if mentions:
        return year is None or int(mentions[-1]) == year
    if words["years.other"].search(clause):
        return bool(words["requests.carried_in"].search(clause))
    if words["years.this"].search(clause):
        return True
    return not _topic_year(quantity.before, year, words["years.other"])


def clause_is_of_year(clause: str, before: str, words: Wording, year: int | None) -> bool:
    """The same for a clause without a quantity (未收到…)."""
    return is_of_year(Quantity(0, "", False, 0, 0, clause, "", clause, before, ""), words, year)
