"""Figures that are easily taken for others: refusals, letters, joint counts, names of things, other people's areas."""

from __future__ import annotations

import pytest

from gongkai.reading.facts import facts_of
from gongkai.report.model import Number
from tests.reading.test_facts import (
    DONE,
    FEE,
    GRANTED,
    IN,
    NOT_HANDLED,
    PARTLY,
    RECEIVED,
    REFUSED,
    UNAVAILABLE,
    YEAR,
    stated,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共受理政府信息公开申请12件,答复7件,不予受理4件。", {(NOT_HANDLED, 4), (RECEIVED, 12)}),
        ("共受理政府信息公开申请12件,未受理4件。", {(NOT_HANDLED, 4), (RECEIVED, 12)}),
        ("共收到政府信息公开申请12件,不受理4件。", {(NOT_HANDLED, 4), (RECEIVED, 12)}),
        ("共收到政府信息公开申请12件,未予受理4件。", {(NOT_HANDLED, 4), (RECEIVED, 12)}),
        ("未受理政府信息公开申请。", {(RECEIVED, 0)}),
        (
            "我局共办理依申请公开11件,本年度10件,结转上年度1件。对于11件信息公开申请,我局已在规定时限内全部答复完毕,“同意公开”11件。",
            {(DONE, 11), (GRANTED, 11), (IN, 1), (RECEIVED, 10)},
        ),
        ("办理依申请公开11件，其中当年新收10件，上年结转1件。", {(DONE, 11), (IN, 1), (RECEIVED, 10)}),
        ("共办理依申请公开11件，上年结转1件，本年新收10件。", {(DONE, 11), (IN, 1), (RECEIVED, 10)}),
        ("依申请公开事项办结1件,县长信箱回复5条。", {(DONE, 1)}),
        ("依申请公开办结1件,市长信箱回复5件,12345热线办理30件。", {(DONE, 1)}),
        ("依申请公开办结1件,办理群众来信4件,答复网民留言20条,办理信访件3件,信访5件,咨询6件。", {(DONE, 1)}),
        ("办结依申请公开1件，书记信箱办理来信8件，回复民意诉求9件。", {(DONE, 1)}),
        ("收到政府信息公开申请9件，其中予以公开与部分公开4件，不予公开5件。", {(RECEIVED, 9), (REFUSED, 5)}),
        ("收到政府信息公开申请9件，其中予以公开和部分公开4件。", {(RECEIVED, 9)}),
        ("收到政府信息公开申请9件，其中予以公开、部分公开共4件。", {(RECEIVED, 9)}),
        ("收到政府信息公开申请9件，公开和部分公开4件。", {(RECEIVED, 9)}),
        ("收到政府信息公开申请9件，不予公开、无法提供5件。", {(RECEIVED, 9)}),
        ("收到政府信息公开申请274件，无法提供及其他274件。", {(RECEIVED, 274)}),
        ("收到政府信息公开申请274件，无法提供等274件。", {(RECEIVED, 274)}),
        ("收到政府信息公开申请274件，无法提供等其他274件。", {(RECEIVED, 274)}),
        ("收到政府信息公开申请274件，无法提供和其他处理274件。", {(RECEIVED, 274)}),
        ("收到政府信息公开申请274件，无法提供以及其他情形274件。", {(RECEIVED, 274)}),
        ("收到政府信息公开申请274件，不予公开及其他情形274件。", {(RECEIVED, 274)}),
        ("收到政府信息公开申请9件，因本机关不掌握等原因无法提供5件。", {(RECEIVED, 9), (UNAVAILABLE, 5)}),
        ("2024年度,我局依申请公开受理和办结6件。", {(DONE, 6), (RECEIVED, 6)}),
        ("2024年度,我局依申请公开受理并办结6件。", {(DONE, 6), (RECEIVED, 6)}),
        ("2024年度,我局依申请公开收到并答复6件。", {(DONE, 6), (RECEIVED, 6)}),
        ("2024年度,我局受理、办结依申请公开6件。", {(DONE, 6), (RECEIVED, 6)}),
        ("2024年，我局通过县长信箱收到政府信息公开申请5件。", {(RECEIVED, 5)}),
        ("收到政府信息公开申请9件，予以公开4件和部分公开5件。", {(GRANTED, 4), (PARTLY, 5), (RECEIVED, 9)}),
        ("收到政府信息公开申请9件，其中4件予以公开，5件部分公开。", {(GRANTED, 4), (PARTLY, 5), (RECEIVED, 9)}),
        ("收到政府信息公开申请9件，其中9件予以公开或部分公开。", {(RECEIVED, 9)}),
        ("收到政府信息公开申请9件，予以公开、不予公开、部分公开分别为3件、2件、4件。", {(RECEIVED, 9)}),
        ("依申请公开行政复议和行政诉讼2件次，包含行政复议结果维持1件次，尚未审结1件次。", set()),
        ("收到政府信息公开申请9件，引起行政复议3件，审结2件。", {(RECEIVED, 9)}),
        ("收到政府信息公开申请9件，引起行政诉讼3件，未审结申请2件。", {(RECEIVED, 9)}),
        ("引起行政复议3件，收到政府信息公开申请9件，办结9件。", {(RECEIVED, 9), (DONE, 9)}),
        ("共制作政府信息90条，其中主动公开信息60条，依申请公开信息20条，不予公开信息10条。", set()),
        ("共制发公文90件，其中主动公开60件，不予公开30件，依申请公开0件。", set()),
        ("主动公开政府信息60条，部分公开3条，不予公开信息10条。", set()),
        ("主动公开政府信息60条，收到依申请公开20件，办结20件。", {(RECEIVED, 20), (DONE, 20)}),
    ],
)
def test_what_is_no_request_or_no_row_of_the_form_states_none(text: str, expected: set[tuple[str, Number]]) -> None:
    assert {each for each in stated(text) if each[0].startswith("requests")} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加强惠企惠民系列政府信息公开,落实“20条”、推出104项改革创新举措提升营商环境等政策。", set()),
        (
            "全年通过县政府门户网站等平台主动公开各类政府信息共计363条。其中公示公告352条,工作报告1条,预算决算公开3条,政策解读3条,信息公开年报4条。",
            {("website", 363)},
        ),
        ("全年共公开政策性信息8条,财政资金信息22条,政府采购信息2条,双随机、一公开信息2条,回应关切信息3条。", set()),
        ("主动公开信息40条，其中政策公开12条，财务公开3条，人事公开5条，党务公开20条。", {("total", 40)}),
        ("主动公开信息40条，政策公开12条，财务公开信息3条，决策公开5条。", {("total", 40)}),
        (
            "我局主动公开政府信息2640条,其中本单位网站政务动态类信息2093条。市政府信息网站公开信息547条(信息公开目录信息更新367条,重点领域信息公开180条)。",
            {("total", 2640), ("website", 547), ("website", 2093)},
        ),
        ("2024年，我局公开信息12条。", {("total", 12)}),
        ("全年公开12条。", {("total", 12)}),
        ("我镇累计公开信息12条。", {("total", 12)}),
        ("2024年，县教育局公开政府信息12条。", {("total", 12)}),
        ("通过县政府网站公开信息12条。", {("website", 12)}),
        ("在今日头条公开信息12条。", {("new_media", 12)}),
        ("发布信息12条，微信公众号发布10条。", {("total", 12), ("wechat", 10)}),
        ("推出便民服务事项12项，更新办事指南30项。", set()),
        ("发布公告12个，推出惠民政策3项。", set()),
        ("向社会主动公开12条。", {("total", 12)}),
        ("截至12月31日公开信息12条。", {("total", 12)}),
        ("主动公开政府信息共12条次。", {("total", 12)}),
        ("全年发布12条信息。", {("total", 12)}),
        ("全年更新网站栏目12个。", set()),
        ("推出服务举措12条。", set()),
        ("推出12条服务举措。", set()),
        ("发布政策解读12条。", set()),
        ("两公开一监督信息3条", set()),
    ],
)
def test_things_that_are_named_after_publication_are_no_total(text: str, expected: set[tuple[str, Number]]) -> None:
    found = {(subject.removeprefix("published."), n) for subject, n in stated(text) if subject.startswith("published")}
    assert found == expected


@pytest.mark.parametrize(
    "text",
    ["未產生政府信息公開信息處理費。", "本年度未收取信息處理費。", "本機關無信息處理費。", "收取信息處理費０元。"],
)
def test_a_statement_in_traditional_characters_is_one(text: str) -> None:
    assert stated(text, "other") == {(FEE, 0)}


@pytest.mark.parametrize(
    ("text", "agency", "scope"),
    [
        ("2024年，杭州市共收到政府信息公开申请14096件。", "杭州市人民政府", "area"),
        ("2024年，杭州市共收到政府信息公开申请14096件。", "浙江省杭州市人民政府", "area"),
        ("杭州市共收到政府信息公开申请14096件。", "杭州市", "area"),
        ("全市各级行政机关共收到政府信息公开申请14096件。", "杭州市人民政府", "area"),
        ("全市共收到政府信息公开申请14096件。", "杭州市教育局", "area"),
        ("2024年，杭州市共收到政府信息公开申请14096件。", "杭州市教育局", "area"),
        ("全区收到政府信息公开申请5件。", "淮安市洪泽区人民政府", "area"),
        ("杭州市教育局共收到政府信息公开申请6件。", "杭州市教育局", "own"),
        ("安平县人民政府共收到政府信息公开申请6件。", "安平县人民政府", "own"),
        ("经开区共收到政府信息公开申请6件。", "某经开区管委会", "own"),
        ("国梁镇共收到政府信息公开申请6件。", "国梁镇人民政府", "own"),
        ("我局在全市范围内共收到政府信息公开申请6件。", "杭州市教育局", "own"),
        ("2024年杭州市各级各部门共新收政府信息公开申请6件。", "杭州市人民政府", "area"),
        ("洪泽区全年新收政府信息公开申请6件。", "淮安市洪泽区人民政府", "area"),
        ("滨江区人民政府共收到政府信息公开申请6件", "杭州市滨江区人民政府", "own"),
    ],
)
def test_a_place_named_alone_speaks_of_everybody_in_it(text: str, agency: str, scope: str) -> None:
    facts = [fact for fact in facts_of({"overview": text}, agency, YEAR) if fact.subject == RECEIVED]
    assert [fact.scope for fact in facts] == [scope]
