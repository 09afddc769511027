"""For every rule a report in which it has nothing to find, one in which it has, and one it has nothing to say of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from gongkai.checking import AreaSums
from gongkai.reading.facts import facts_of
from gongkai.report import Doubtful, Number, Provenance, Report
from tests.checking.build import OVERVIEW, TOWN, fact, right_report, with_facts, with_prose, without

COUNTY = "淮安市洪泽区人民政府"
BUREAU = "淮安市洪泽区教育局"
PERIOD = "本报告所列数据的统计期限为2024年1月1日至{}。"
FORM = "本报告按照《政府信息公开工作年度报告格式》（国办公开办函〔{}号）编制。"
RECONSIDERED = "全年政府信息公开行政复议{}件。"
LONG = (
    "2024年，国梁镇健全信息发布审核机制，严格执行三审三校制度，明确责任分工；优化政务公开专区布局，方便群众就近查询，公开栏每季度更新；"
    "加强队伍建设，组织业务培训两次，提高工作人员的业务能力和综合素质；完善信息反馈机制，建立多渠道反馈平台，及时回应公众关切。"
)


class Sample(NamedTuple):
    """A report, last year's where a rule compares the two, and what an area's agencies handed in."""

    report: Report
    previous: Report | None = None
    area: AreaSums | None = None


class Cases(NamedTuple):
    """What one rule passes, what it finds, and what it does not apply to."""

    right: Sample
    wrong: Sample
    aside: Sample


def cells(changes: dict[str, Number | None], form: str = "2021", **fields: object) -> Report:
    return right_report(form, **fields).with_cells(changes)


def last(changes: dict[str, Number | None] | None = None, **fields: object) -> Report:
    return cells(changes or {}, year=2023, source="last.html", **fields)


def printed(key: str, how: str) -> Report:
    """The report with one cell empty, read in this way."""
    report = right_report()
    places = {**report.provenance, key: Provenance(how, "8?")}  # type: ignore[arg-type]
    return replace(report, cells={**report.cells, key: None}, provenance=places)


def told(code: str) -> Report:
    return replace(right_report(), warnings=(Doubtful(code, "见原件", ()),))


def stated(report: Report, **sections: str) -> Report:
    """The report with these sections and the figures that they state."""
    made = with_prose(report, **sections)
    return replace(made, facts=facts_of(made.sections, made.agency, made.year))


def reports(right: Report, wrong: Report, aside: Report) -> Cases:
    return Cases(Sample(right), Sample(wrong), Sample(aside))


def years(right: tuple[Report, Report], wrong: tuple[Report, Report]) -> Cases:
    """Cases of a rule that compares two years: without last year's report it does not apply."""
    return Cases(Sample(*right), Sample(*wrong), Sample(wrong[0]))


def overview(right: str, wrong: str, aside: str, report: Report | None = None) -> Cases:
    base = report or right_report()
    return reports(*(stated(base, overview=text) for text in (right, wrong, aside)))


def other(right: str, wrong: str, aside: str) -> Cases:
    return reports(*(with_prose(right_report(), other=text) for text in (right, wrong, aside)))


NONE = without(right_report(), "proactive.", "requests.", "disputes.")
NO_PROSE = replace(right_report(), sections={})
RECEIVED, CARRIED_OUT = "requests.received.total", "requests.carried_out.total"
STOCK, MADE = "proactive.normative_documents.in_force", "proactive.normative_documents.made"
RULES, FEES = "proactive.regulations.made", "proactive.fees.amount"
LICENCES = "proactive.licences.decisions"
FOUR: dict[str, Number | None] = {
    LICENCES: 12,
    "proactive.penalties.decisions": 7,
    "requests.received.business": 3,
    "disputes.reconsideration.upheld": 2,
}

AREA = AreaSums("2021", 2024, 2, dict.fromkeys(right_report().cells, 0) | {LICENCES: 11})

CASES = {
    "requests.balance": reports(right_report(seed=3), cells({RECEIVED: 1}), cells({CARRIED_OUT: None})),
    "requests.concluded": reports(
        right_report(seed=3), cells({"requests.concluded.total": 1}), cells({"requests.concluded.total": None})
    ),
    "requests.row-total": reports(right_report(seed=3), cells({RECEIVED: 1}), cells({RECEIVED: None})),
    "disputes.total": reports(
        right_report(seed=3),
        cells({"disputes.reconsideration.total": 1}),
        cells({"disputes.reconsideration.total": None, "disputes.reconsideration.upheld": 1}),
    ),
    "cells.missing": reports(right_report(), without(right_report(), "disputes."), printed(FEES, "unread")),
    "cells.unread": reports(right_report(), told("figures-unplaced"), told("lost-cells")),
    "cells.unreadable": reports(right_report(), printed(FEES, "repaired"), printed(FEES, "blank")),
    "cells.blank": reports(right_report(), printed(FEES, "blank"), printed(FEES, "unread")),
    "cells.not-a-count": reports(cells({FEES: Decimal("3.5")}), cells({LICENCES: Decimal("3.5")}), NONE),
    "years.carried": years(
        (cells({"requests.carried_in.total": 2}), last({CARRIED_OUT: 2})), (right_report(), last({CARRIED_OUT: 2}))
    ),
    "years.stock": years(
        (cells({STOCK: 5, MADE: 2}), last({STOCK: 3})), (cells({STOCK: 5, MADE: 3}), last({STOCK: 3}))
    ),
    "years.unchanged": years((cells(FOUR), last(FOUR | {LICENCES: 13})), (cells(FOUR), last(FOUR))),
    "years.magnitude": years(
        (cells({LICENCES: 11_000}), last({LICENCES: 12})), (cells({LICENCES: 12_000}), last({LICENCES: 12}))
    ),
    "proactive.authority": reports(
        cells({RULES: 1}, agency="苏州市人民政府"), cells({RULES: 1}), cells({RULES: 1}, agency=None)
    ),
    "proactive.stock": reports(cells({STOCK: 3, MADE: 3}), cells({STOCK: 2, MADE: 3}), right_report("2019")),
    "narrative.requests": reports(
        with_facts(cells({RECEIVED: 3}), ("requests.received", 3)),
        with_facts(right_report(), ("requests.received", 3)),
        replace(NONE, facts=(fact("requests.received", 3),)),
    ),
    "narrative.disputes": reports(
        *(with_facts(right_report(), ("disputes.reconsideration", n, "own", RECONSIDERED.format(n))) for n in (0, 3)),
        replace(NONE, facts=(fact("disputes.reconsideration", 3, "own", RECONSIDERED.format(3)),)),
    ),
    "narrative.proactive": overview(
        "2024年制发规范性文件3件。", "2024年制发规范性文件4件。", "公开规范性文件4件。", cells({MADE: 3})
    ),
    "narrative.change": overview(
        "收到申请9件（2023年14件），同比减少5件。",
        "收到申请9件（2023年14件），同比增加5件。",
        "收到申请9件，同比增加5件。",
    ),
    "narrative.fees": Cases(
        Sample(right_report()), Sample(with_prose(right_report(), other="没有其他事项。")), Sample(NO_PROSE)
    ),
    "narrative.parts": overview(
        "公开信息90条，其中重点领域信息20条，人事信息10条，其他信息60条。",
        "公开信息90条，其中重点领域信息20条，人事信息10条，其他信息61条。",
        "公开信息90条，其中主要有重点领域信息20条，人事信息10条。",
    ),
    "narrative.leftovers": overview("国梁镇认真落实。", "万古镇认真落实。", "学习万古镇的做法。"),
    "structure.sections": reports(right_report(), told("section-missing"), NO_PROSE),
    "structure.form": reports(right_report(), right_report(year=2020), right_report(year=None)),
    "structure.basis": reports(
        *(right_report(preamble=FORM.format(each)) for each in ("2021〕30", "2019〕60", "2015〕1"))
    ),
    "structure.period": reports(
        right_report(preamble=PERIOD.format("12月31日")),
        right_report(preamble=PERIOD.format("11月30日")),
        right_report(year=None, preamble=PERIOD.format("11月30日")),
    ),
    "structure.assessment": reports(
        right_report(agency=COUNTY),
        with_prose(right_report(agency=COUNTY), overview="认真落实。"),
        with_prose(right_report(agency=BUREAU), overview="认真落实。"),
    ),
    "structure.aspects": reports(
        right_report(),
        with_prose(right_report(), overview=OVERVIEW.replace("规范政府信息管理，", "")),
        with_prose(right_report(), overview=""),
    ),
    "structure.dates": reports(
        right_report(published=dt.date(2025, 1, 21)),
        right_report(published=dt.date(2024, 1, 21)),
        right_report(year=None, published=dt.date(2024, 1, 21)),
    ),
    "structure.title": reports(
        right_report(), right_report(title="国梁镇政府信息公开工作年度报告"), right_report(title=None)
    ),
    "deadline.published": reports(
        *(
            right_report(agency=agency, published=dt.date(2025, month, 30))
            for agency, month in ((BUREAU, 1), (BUREAU, 3), (TOWN, 3))
        )
    ),
    "privacy.personal-data": other(
        "如对本报告有疑问，联系电话：023-43752001。",
        "申请人李某，联系电话13812345678，对答复表示满意。",
        "",
    ),
    "text.placeholders": other("收到申请3件。", "收到申请XX件。", "邮箱xxgk@dazu.gov.cn。"),
    "text.wording": other("政府信息公开。", "政府信息公开公开年度报告，依申请公幵。", ""),
    "text.repeated": years(
        (with_prose(right_report(), overview=LONG), with_prose(last(), overview=OVERVIEW)),
        (with_prose(right_report(), overview=LONG), with_prose(last(), overview=LONG.replace("2024", "2023"))),
    ),
    "consolidation.sums": Cases(
        Sample(cells({LICENCES: 11}, agency=COUNTY), area=AREA),
        Sample(cells({LICENCES: 12}, agency=COUNTY), area=AREA),
        Sample(right_report(agency=COUNTY)),
    ),
}
