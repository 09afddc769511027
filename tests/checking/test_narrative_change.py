"""More or fewer than last year, percentages and shares in prose against the figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.reading.facts import facts_of
from gongkai.report import Doubtful
from tests.checking.build import found, right_report, with_prose

RULE = "narrative.change"
LAST = {
    "requests.received.total": 14,
    "requests.carried_in.total": 1,
    "proactive.normative_documents.made": 4,
    "disputes.litigation_direct.total": 1,
    "disputes.litigation_after_reconsideration.total": 2,
}


def report(text, cells=(), **changes):
    made = with_prose(right_report(**changes), overview=text).with_cells(dict(cells))
    return replace(made, facts=facts_of(made.sections, made.agency, made.year))


def last(**changes):
    return right_report(year=2023, source="last.html", **changes).with_cells(LAST)


@pytest.mark.parametrize(
    "text",
    [
        "收到申请9件（2023年为14件），同比减少5件，全部办结。",
        "收到申请9件，较2023年的14件减少5件，下降35.7%。",
        "收到申请9件，较上年减少5件，下降35.71%。",
        "收到申请9件，较上年减少5件，下降36%。",
        "收到申请9件，较上年减少5件，下降35%。",
        "收到申请9件（上年9件），与上年持平。",
        "收到申请9件，较上年增加9件。",
        "收到申请9件、办结8件，同比增加3件，增长50%。",
        "网站公开4件、微信公开5件，同比增加3件，增长50%。",
        "收到申请9件，同比下降40%。",
        "收到申请9件，同比增加到14件。",
        "收到申请9件（2023年为14件），较2022年减少3件。",
        "收到申请9件（2023年为14件），同比减少约6件。",
        "收到申请9件（2023年为14件），同比提高3个百分点。",
        "收到申请9件（2023年为14条），同比减少6件。",
        "公开信息3.5万条，较上年增加1条，增长50%。",
        "2023年收到申请9件，较上年增加10件。",
        "共收到申请10件，其中自然人申请8件，占80%，法人2件，占比20%。",
        "共收到申请3件，其中自然人申请2件（占总数的66.6%），法人1件（占33%）。",
        "共收到申请3件，其中自然人申请2件（占66.7%）。",
        "共收到申请10件，办结10件，自然人申请8件，占75%。",
        "共收到申请10件，其中予以公开5件、不予公开3件、无法提供2件，分别占50%、30%、20%。",
        "共收到申请10件，其中自然人申请8件，占答复总数的90%。",
        "共收到申请10件，其中当面申请4件（自然人3件，占75%），网络申请6件，占60%。",
        "共收到申请10件（其中自然人申请8件，占80%），均已办结。",
        "",
    ],
)
def test_what_agrees_or_cannot_be_known_is_right(text):
    assert found(report(text), RULE) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("收到申请9件（2023年为14件），同比减少4件。", "应为减少5件"),
        ("收到申请9件（2023年为14件），同比增加5件。", "应为减少5件"),
        ("收到申请9件，较2023年的14件减少5件，下降45.7%。", "应为减少5件（35.7%）"),
        ("收到申请9件（2023年为14件），同比增长35.7%。", "应为减少5件（35.7%）"),
        ("收到申请9件（2023年为14件），与上年持平。", "应为减少5件"),
        ("收到申请9件（2023年为9件），同比增加1件。", "应为持平"),
        ("收到申请9件，较上年减少5件，下降55.6%。", "应为35.7%"),
        ("收到申请9件，较上年增加10件。", "不可能有这样的增减"),
        ("收到申请9件，同比下降120%。", "不可能有这样的增减"),
        ("共收到申请10件，其中自然人申请8件，占85%。", "8占10的80%，不是85%"),
        ("共收到申请3件，其中自然人申请2件（占总数的66.8%）。", "不是66.8%"),
        ("共收到申请10件，其中予以公开5件、不予公开3件、无法提供2件，分别占50%、20%、20%。", "3占10的30%，不是20%"),
    ],
)
def test_what_the_sentence_itself_contradicts_is_a_warning(text, words):
    (finding,) = found(report(text), RULE)
    assert finding.severity == "warning" and words in finding.message


RECEIVED = {"requests.received.total": 9}
BOTH = RECEIVED | {"proactive.normative_documents.made": 7}


@pytest.mark.parametrize(
    ("text", "cells", "wrong"),
    [
        ("收到政府信息公开申请9件，较上年减少5件。", RECEIVED, False),
        ("收到政府信息公开申请9件，较上年减少6件。", RECEIVED, False),
        ("收到政府信息公开申请9件，较上年减少4件。", RECEIVED, True),
        ("收到政府信息公开申请9件，较上年增加5件。", RECEIVED, True),
        ("收到政府信息公开申请9件，同比下降35.7%。", RECEIVED, False),
        ("收到政府信息公开申请9件，同比增长35.7%。", RECEIVED, True),
        ("收到政府信息公开申请9件，与上年持平。", RECEIVED, True),
        # The table has another figure: that is what narrative.requests says.
        ("收到政府信息公开申请8件，较上年减少4件。", RECEIVED, False),
        ("2024年制发规范性文件7件，较上年增加3件。", {"proactive.normative_documents.made": 7}, False),
        ("2024年制发规范性文件7件，较上年增加4件。", {"proactive.normative_documents.made": 7}, True),
        ("因政府信息公开被提起行政诉讼1件，较上年减少2件。", {"disputes.litigation_direct.total": 1}, False),
        ("因政府信息公开被提起行政诉讼1件，较上年减少1件。", {"disputes.litigation_direct.total": 1}, True),
        ("公开信息90条，较上年增加30条。", {}, False),
        # Only the figure next to the comparison is compared.
        ("收到政府信息公开申请9件，公开信息500条，较上年增加100条。", RECEIVED, False),
        ("收到政府信息公开申请8件，制发规范性文件7件，较上年增加4件。", BOTH, True),
        ("收到政府信息公开申请9件，制发规范性文件7件，较上年增加4件。", BOTH, True),
        ("收到政府信息公开申请9件，制发规范性文件7件，较上年增加3件。", BOTH, False),
    ],
)
def test_last_years_report_tells_what_a_change_is_worked_out_from(text, cells, wrong):
    assert len(found(report(text, cells), RULE, last())) == wrong
    assert found(report(text, cells), RULE) == []


def test_a_doubted_figure_of_last_year_proves_nothing():
    doubted = replace(last(), warnings=(Doubtful("x", "y", ("requests.received.total",)),))
    assert found(report("收到政府信息公开申请9件，较上年减少4件。", RECEIVED), RULE, doubted) == []
