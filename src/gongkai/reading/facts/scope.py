"""Whose figure it is: the agency's own, or that of everything in its area."""

from __future__ import annotations

import re

from gongkai.reading.facts.sentences import Sentence
from gongkai.reading.facts.stated import Stated
from gongkai.reading.facts.wording import wording

_OPENING = re.compile(
    r"^(?:\d{4}年度?|今年|本年度?|全年|其中|截至[^,]{0,14}|据统计|同时|此外|另外|[(]?[一二三四五\d]{1,2}[)、.]|[^,。;]{0,14}?。)*,?"
)
_EVERYBODY = re.compile(r"全[省市区县]|各部门|各单位")
_LINKS = re.compile(r"[,;()。]")


def scope_of(stated: Stated, sentence: Sentence, agency: str | None, year: int | None) -> str:
    """Return ``own`` or ``area`` by the nearest word before the figure that says whose it is."""
    words = wording(year)
    area, own = words["scope.area"], words["scope.own"]
    if (
        agency
        and agency.endswith(("镇人民政府", "乡人民政府", "街道办事处", "街道"))
        and not area.search(sentence.text)
    ):
        return "own"
    clauses = _LINKS.split(sentence.text[: stated.at])
    if stated.subject.startswith("fees"):
        # A government speaks of its own fees as 我县's; only 全县 and the like mean everybody's.
        return "area" if _EVERYBODY.search(sentence.text[: stated.at]) else "own"
    for distance, clause in enumerate(reversed(clauses)):
        bare = _OPENING.sub("", clause, count=1)
        match = area.search(bare)
        ours = own.search(bare) or (agency is not None and agency in bare)
        if match and not ours and (match.start() == 0 or (distance == 0 and match.start() <= 8)):
            return "area"
        if match and ours:
            return "area" if match.group().startswith("各") and distance == 0 else "own"
        if ours:
            return "own"
    return "own"
