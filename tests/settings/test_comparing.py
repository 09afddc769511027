"""Every threshold of comparing and consolidating decides something."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from gongkai.checking import check
from gongkai.comparing import diff
from gongkai.consolidation import Member, consolidate
from gongkai.january.matrix import collect
from gongkai.report import Report, blank_report
from gongkai.settings import Settings
from gongkai.settings.comparing import Comparing
from tests.january.kit import YEAR, entry, full
from tests.settings.probe import Probe, differs

ESSAY = (
    "各科室落实信息发布审核机制明确责任分工并优化专区布局方便群众就近查询同时加强队伍建设组织业务培训"
    "提高工作人员的综合素质还建立多渠道反馈平台及时回应关切收集意见建议不断改进"
)
HALF = ESSAY[:60] + "另起炉灶写下完全不同的另外一些句子"


def written(overview: str, agency: str = "甲局") -> Report:
    return blank_report("2021", source=f"{agency}.html", agency=agency, year=YEAR, sections={"overview": overview})


def repeated(mine: str, theirs: str, settings: Settings) -> list[str]:
    """What is said of two agencies' texts."""
    peers = [written(theirs, "乙局")]
    found = check(written(mine), None, peers, rules=["text.repeated"], settings=settings)
    return [each.message for each in found if each.severity == "notice"]


def changed(before: str, after: str, settings: Settings) -> list[str]:
    return [each.kind for each in diff(written(before), written(after), settings=settings).prose]


def status(settings: Settings) -> str:
    """What is said of an office that handed in one report twice, with a few characters lost."""
    first = replace(full("教育局", source="a.docx"), sections={"overview": "主动公开各类信息，" * 20})
    second = replace(first, source="b.pdf", sections={"overview": "主动公开各类信息" * 20})
    (office,) = collect([entry("教育局")], [first, second], year=YEAR, check=lambda *_: [], settings=settings).offices
    return office.status


def fees(settings: Settings) -> object:
    part = full("教育局", proactive__fees__amount=Decimal("1.455"))
    members = [Member("教育局", "红河县", part)]
    return consolidate(members, agency="红河县", year=YEAR, settings=settings).report.value("proactive.fees.amount")


def of_year(year: int, licences: int) -> Report:
    return blank_report(
        "2021",
        source=f"{year}.html",
        agency="江苏省教育厅",
        year=year,
        cells={"proactive.licences.decisions": licences},
    )


def against_last_year(rule: str, licences: int, before: int, settings: Settings) -> int:
    previous = [of_year(YEAR - 1, before)]
    return len(check(of_year(YEAR, licences), previous, rules=[rule], settings=settings))


SENTENCES = "".join(f"第{number}句。" for number in range(12))
PROBES = {
    "unchanged_figures": Probe(1, lambda settings: against_last_year("years.unchanged", 5, 5, settings)),
    "magnitude": Probe(10, lambda settings: against_last_year("years.magnitude", 40, 2, settings)),
    "repeated_share": Probe(0.4, lambda settings: repeated(ESSAY + HALF, ESSAY, settings)),
    "repeated_length": Probe(60, lambda settings: repeated(ESSAY[:70], ESSAY[:70], settings)),
    "similar_sentence": Probe(100, lambda settings: changed("收到申请3件。", "收到申请5件。", settings)),
    "max_compared_sentences": Probe(
        10, lambda settings: changed(SENTENCES, SENTENCES.replace("第7句", "第七句"), settings)
    ),
    "same_prose": Probe(80, status),
    "amount_decimals": Probe(1, fees),
}


def test_every_setting_of_comparing_is_probed() -> None:
    assert set(PROBES) == {each.name for each in fields(Comparing)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_outcome(name: str) -> None:
    assert differs(name, PROBES[name])
