"""Whose figure it is: the agency's own, or that of everything in its area."""

from __future__ import annotations

import re

from gongkai.reading.facts.sentences import Sentence
from gongkai.reading.facts.stated import Stated
from gongkai.reading.facts.wording import wording
from gongkai.reading.names import HAN

_OPENING = re.compile(
    r"^(?:\d{4}年度?|今年|本年度?|全年|其中|截至[^,]{0,14}|据统计|同时|此外|另外|[(]?[一二三四五\d]{1,2}[)、.]|[^,。;]{0,14}?。)*,?"
)
_EVERYBODY = re.compile(r"全[省市区县]|各部门|各单位")
_TOWNS = ("镇人民政府", "乡人民政府", "街道办事处", "街道")
_PLACE = re.compile(
    rf"(?P<place>[{HAN}]{{1,14}}?[省市县区州旗盟])(?=各级|各部门|各单位|各地|各有关|行政机关|(?:全年|本年度?|\d{{4}}年度?)?(?:一?共|累计|总计|合计|总共|新收|收到|接收|受理|办理|办结|答复|主动公开|未收到))"
)
_NO_PLACE = re.compile(
    "[我本全局委厅办院在向对由经将的]|开发区|高新区|新区|园区|示范区|景区|度假区|功能区|合作区|社区|校区|片区|城区|经开区|管理区"
)
_LINKS = re.compile(r"[,;()。]")


def scope_of(stated: Stated, sentence: Sentence, agency: str | None, year: int | None, begins: int) -> str:
    """Return ``own`` or ``area`` by the nearest word before the figure that says whose it is.

    In the figure's own clause, a word for the area counts that ``begins`` within so many characters.
    """
    words = wording(year)
    area, own = words["scope.area"], words["scope.own"]
    clauses = _LINKS.split(sentence.text[: stated.at])
    if stated.subject.startswith("fees"):
        # A government speaks of its own fees as 我县's; only 全县 and the like mean everybody's.
        return "area" if _EVERYBODY.search(sentence.text[: stated.at]) else "own"
    if agency and agency.endswith(_TOWNS) and not area.search(sentence.text):
        return "own"
    for distance, clause in enumerate(reversed(clauses)):
        bare = _OPENING.sub("", clause, count=1)
        if _place_alone(bare, agency):
            return "area"
        match = area.search(bare)
        ours = own.search(bare) or (agency is not None and agency in bare)
        if match and not ours and (match.start() == 0 or (distance == 0 and match.start() <= begins)):
            return "area"
        if match and ours:
            return "area" if match.group().startswith("各") and distance == 0 else "own"
        if ours:
            return "own"
    return "own"


def _place_alone(clause: str, agency: str | None) -> bool:
    """Whether a clause speaks of a place by its name alone (杭州市共收到…): of everybody in it."""
    match = _PLACE.match(clause)
    if match is None:
        return False
    place = match["place"]
    if agency and agency.removesuffix("人民政府").endswith(place):
        return True
    return not _NO_PLACE.search(place)
