"""A year of what section one tells: publications, circulation, trainings, inspections, appraisal, tickets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from gongkai_site.demonstration.chance import Chance
from gongkai_site.demonstration.plan import YEAR, AgencyPlan, matters
from gongkai_site.demonstration.requests import last_day

Row = dict[str, Any]
_CHANNELS = {"site": 70, "wechat": 20, "media": 6}


def publications(plan: AgencyPlan, share: float = 1.0) -> Iterator[Row]:
    """What was made public on the site, by WeChat and in the media, and on the boards of villages."""
    chance, known = Chance(plan.key, "publications", YEAR), matters()
    for number in range(1, round(plan.publications * share) + 1):
        yield {
            "heading": chance.pick(known["headings"]),
            "channel": chance.weighted(_CHANNELS),
            "title": f"{plan.short_name}{chance.pick(known['publications'])}（第{number}期）",
            "published_on": chance.day(dt.date(YEAR, 1, 2), last_day(plan)),
            "count": 1,
        }
    for village in plan.villages:
        for board in known["boards"][: 3 if share == 1 else 1]:
            up = chance.day(dt.date(YEAR, 2, 5), dt.date(YEAR, 11, 20))
            yield {
                "heading": "社会救助",
                "channel": "village",
                "title": board,
                "published_on": up,
                "taken_down_on": up + dt.timedelta(chance.between(7, 15)),
                "place": village,
                "count": 1,
            }


def circulations(plan: AgencyPlan) -> Iterator[Row]:
    """Documents handed on to the villages; here and there one is not acknowledged yet."""
    chance = Chance(plan.key, "circulations", YEAR)
    for title in matters()["circulars"]:
        for village in plan.villages:
            sent = chance.day(dt.date(YEAR, 2, 10), dt.date(YEAR, 12, 5))
            row: Row = {"title": title, "village": village, "sent_on": sent}
            if chance.between(1, 12) > 1:
                row["acknowledged_on"] = sent + dt.timedelta(chance.between(0, 6))
            yield row


def trainings(plan: AgencyPlan) -> Iterator[Row]:
    """Two trainings a year, one in a small office."""
    chance = Chance(plan.key, "trainings", YEAR)
    for title in matters()["trainings"][: 1 if plan.merged or not plan.requests else 2]:
        day = chance.day(dt.date(YEAR, 3, 3), min(last_day(plan), dt.date(YEAR, 11, 28)))
        yield {"title": title, "held_on": day, "participants": chance.between(12, 120)}


def inspections(plan: AgencyPlan) -> Iterator[Row]:
    """What inspections found, and when it was mended."""
    chance = Chance(plan.key, "inspections", YEAR)
    for number, finding in enumerate(matters()["findings"][: 2 if plan.merged else 3], start=1):
        day = chance.day(dt.date(YEAR, 3, 3), min(last_day(plan), dt.date(YEAR, 11, 14)))
        yield {
            "inspected_on": day,
            "place": plan.villages[number % len(plan.villages)] if plan.villages else "门户网站公开专栏",
            "finding": finding,
            "mended_on": day + dt.timedelta(chance.between(3, 20)),
        }


def appraisals(plan: AgencyPlan) -> Iterator[Row]:
    """Assessment, public appraisal, accountability: people's governments must tell them (art. 50 (4))."""
    if not plan.governs:
        return
    chance = Chance(plan.key, "appraisals", YEAR)
    yield {
        "kind": "assessment",
        "on": dt.date(YEAR, 12, 19),
        "result": "政务公开工作纳入年度考核，结果为良好",
        "people": 0,
    }
    score = chance.between(880, 975) / 10
    yield {
        "kind": "public",
        "on": dt.date(YEAR, 11, 21),
        "result": f"社会评议满意率{score}%",
        "people": chance.between(80, 400),
    }
    yield {"kind": "accountability", "on": dt.date(YEAR, 12, 26), "result": "全年没有发生责任追究情形", "people": 0}


def tickets(plan: AgencyPlan) -> Iterator[Row]:
    """Tickets of the hotline about disclosure."""
    chance = Chance(plan.key, "tickets", YEAR)
    for number in range(1, 3 + len(plan.villages)):
        day = chance.day(dt.date(YEAR, 1, 6), min(last_day(plan), dt.date(YEAR, 12, 19)))
        yield {
            "number": f"{YEAR}{number:04}{len(plan.name)}",
            "received_on": day,
            "topic": chance.pick(matters()["tickets"]),
            "answered_on": day + dt.timedelta(chance.between(1, 8)),
        }
