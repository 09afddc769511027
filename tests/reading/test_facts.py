"""Figures stated in prose: each sentence as an office writes it, with all that it states and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.reading.facts import facts_of
from gongkai.report.model import Number

YEAR = 2024
REC, LIT = "disputes.reconsideration", "disputes.litigation"
RECEIVED, DONE = "requests.received", "requests.concluded"
IN, OUT = "requests.carried_in", "requests.carried_out"
GRANTED, PARTLY, REFUSED = "requests.granted", "requests.partly_granted", "requests.refused"
UNAVAILABLE, NOT_HANDLED = "requests.unavailable", "requests.not_handled"
FEE = "fees.processing"


def stated(text: str, section: str = "overview", agency: str = "洪泽区教育局") -> set[tuple[str, Number]]:
    return {(fact.subject, fact.number) for fact in facts_of({section: text}, agency, YEAR)}


REQUESTS = [
    ("全年收到政府信息公开申请3件,均依法依规按时完成回复。", {(RECEIVED, 3)}),
    ("2024年国梁镇接到依申请公开政府信息0件。", {(RECEIVED, 0)}),
    ("2024年，区政府办代表区政府受理政府信息公开申请 17 件，均已在法定期限内予以答复。", {(RECEIVED, 17)}),
    (
        "收到依申请政府信息公开案件共计5件,其中3件为予以公开信息申请,2件为本机关不掌握相关政府信息,故无法提供信息公开案件。",
        {(RECEIVED, 5), (GRANTED, 3), (UNAVAILABLE, 2)},
    ),
    ("全年共收到政府信息公开申请十七件，上年结转2件，办结19件。", {(RECEIVED, 17), (IN, 2), (DONE, 19)}),
    ("新收政府信息公开申请3件，其中予以公开2件，不予公开1件。", {(RECEIVED, 3), (GRANTED, 2), (REFUSED, 1)}),
    (
        "2024年，廿三里街道共受理政府信息公开申请16件,上年结转政府信息公开办理数量1件,共办结政府信息公开申请16件,结转至2025年办理1件。",
        {(RECEIVED, 16), (IN, 1), (DONE, 16), (OUT, 1)},
    ),
    ("2024年度厚桥街道收到政府信息公开申请一件,已办理完毕。", {(RECEIVED, 1)}),
    (
        "2024年,本街道共收到12件信息依申请公开,其中10件已经按时按规完成答复,剩余2件结转下年度继续办理。",
        {(RECEIVED, 12), (DONE, 10), (OUT, 2)},
    ),
    (
        "我办共受理依申请公开事项36件(其中:自然人申请32件、企业申请2件、其他组织申请2件),上年结转7件,予以公开3件、部分公开24件、无法提供12件、结转下年度办理4件。",
        {(RECEIVED, 36), (IN, 7), (GRANTED, 3), (PARTLY, 24), (UNAVAILABLE, 12), (OUT, 4)},
    ),
    (
        "新收到依申请公开政府信息42件,答复依申请公开政府信息39件,均在法定期限内予以答复,结转下年度继续办理3件。",
        {(RECEIVED, 42), (DONE, 39), (OUT, 3)},
    ),
    (
        "全年共受理依申请公开76件(含上年结转申请7件),受理的申请件已按规定在法定期限内予以答复。",
        {(RECEIVED, 76), (IN, 7)},
    ),
    (
        "2024年，香洲区税务局收到2条公众通过“广东税务互动依申请公开栏目”提交的申请,皆在规定时限内受理、答复。",
        {(RECEIVED, 2)},
    ),
    ("2024年,我办共收到公开政府信息申请1件,已全部答复,办结率100%。", {(RECEIVED, 1)}),
    ("全年未收到依申请公开来信,无意见投诉情况。", {(RECEIVED, 0)}),
    ("2024年,我局未收到政府信息公开申请。", {(RECEIVED, 0)}),
    ("2024年度,正阳街道办事处未收到公众关于政府信息公开的申请。", {(RECEIVED, 0)}),
    ("2024年,未收到依申请公开事项。", {(RECEIVED, 0)}),
    ("全年无依申请公开事项。", {(RECEIVED, 0)}),
    ("本年度没有收到公民、法人和其他组织要求公开政府信息的申请。", {(RECEIVED, 0)}),
    ("2024年收到政府信息公开申请１２件。", {(RECEIVED, 12)}),
    ("2024年共收到政府信息公开申请1,203件。", {(RECEIVED, 1203)}),
    ("收到并办结政府信息公开申请8件。", {(RECEIVED, 8), (DONE, 8)}),
    ("政府信息公开申请数量为5件。", {(RECEIVED, 5)}),
    ("2024年共有3件政府信息公开申请。", {(RECEIVED, 3)}),
    ("共办理申请10件，其中新收政府信息公开申请8件，上年结转2件。", {(DONE, 10), (RECEIVED, 8), (IN, 2)}),
    ("收到申请公开政府信息4件，其中网上申请2件，信函申请2件。", {(RECEIVED, 4)}),
    (
        "收到政府信息公开申请6件，其中同意公开2件，部分公开1件，不予公开1件，不予处理1件，其他处理1件。",
        {(RECEIVED, 6), (GRANTED, 2), (PARTLY, 1), (REFUSED, 1), (NOT_HANDLED, 1), ("requests.other", 1)},
    ),
    (
        "收到政府信息公开申请2件，其中告知向其他机关申请1件，重复申请1件。",
        {(RECEIVED, 2), ("requests.unavailable.not_held", 1), ("requests.not_handled.repeated", 1)},
    ),
    ("依申请公开政府信息两千三百零三件，全部办结。", set()),
    ("受理依申请公开政府信息两千三百零三件。", {(RECEIVED, 2303)}),
    ("上年度结转政府信息公开申请2件，结转下年度继续办理1件。", {(IN, 2), (OUT, 1)}),
    ("2023年结转政府信息公开申请2件。", {(IN, 2)}),
    ("收到政府信息公开申请20件，2件结转下年度继续办理。", {(RECEIVED, 20), (OUT, 2)}),
    ("依申请公开数为0。", {(RECEIVED, 0)}),
    ("依申请公开0件。", {(RECEIVED, 0)}),
    ("无依申请公开、行政复议和行政诉讼案件。", {(RECEIVED, 0)}),
    ("2024年度我局未收到群众提出的政府信息公开书面申请。", {(RECEIVED, 0)}),
    ("截至2024年12月31日，我局收到政府信息公开申请6件。", {(RECEIVED, 6)}),
    (
        "通过政府门户网站共办理并答复信息公开申请3件、纸质申请36件,顺延至下一年答复2件。",
        {(OUT, 2)},
    ),
    (
        "共收到政府信息公开申请25件，其中：自然人申请23件，商业企业申请2件；办结24件，其中予以公开10件，无法提供14件；结转下年度继续办理1件。",
        {(RECEIVED, 25), (DONE, 24), (GRANTED, 10), (UNAVAILABLE, 14), (OUT, 1)},
    ),
    (
        "2024年全年共处理依申请公开12件，其中予以公开6件，不予公开1件，不予处理2件，其他处理3件。",
        {(DONE, 12), (GRANTED, 6), (REFUSED, 1), (NOT_HANDLED, 2), ("requests.other", 3)},
    ),
    ("收到政府信息公开申请0件，较上年减少1件。", {(RECEIVED, 0)}),
    ("2024年新收政府信息公开申请9件，较2023年的14件有所下降。", {(RECEIVED, 9)}),
    ("2024年收到政府信息公开申请9件（2023年为14件），同比减少5件，全部办结。", {(RECEIVED, 9)}),
    ("2023年收到政府信息公开申请6件，办结6件；2024年收到8件。", {(RECEIVED, 8)}),
    ("上年收到政府信息公开申请8件。", set()),
    ("上半年收到政府信息公开申请3件。", set()),
    ("自2008年以来共收到政府信息公开申请200件。", set()),
    ("收到政府信息公开申请10余件。", set()),
    ("收到政府信息公开申请近20件。", set()),
    ("收到政府信息公开申请10几件，数十件。", set()),
    ("政府信息公开申请办结率100%，同比增长12.5%。", set()),
    ("接受依申请公开电话咨询12件，转办群众来信5件，办理12345热线工单30件。", set()),
    ("转交有关部门办理群众来信4件，办理网民留言23件。", set()),
    ("收到信访件20件，答复信访事项20件。", set()),
    ("全年受理行政许可申请120件，办理行政审批3件。", set()),
    ("未发生因政府信息公开申请引起的投诉。", set()),
    ("因情况复杂，无法提供的依法说明理由。", set()),
    ("2024年未收到政府信息公开申请，上年无结转。", {(RECEIVED, 0)}),
    ("对收到的政府信息公开申请，做到一件一登记、一件事一次办。", set()),
]


@pytest.mark.parametrize(("text", "expected"), REQUESTS)
def test_requests_stated_in_prose_are_read(text: str, expected: set[tuple[str, Number]]) -> None:
    assert {each for each in stated(text) if each[0].startswith("requests")} == expected


DISPUTES = [
    ("未产生行政复议和行政诉讼情况。", "（二）依申请公开\n", {(REC, 0), (LIT, 0)}),
    ("全年未发生因依申请公开引发的行政复议和行政诉讼案件。", "", {(REC, 0), (LIT, 0)}),
    ("因政府信息公开引发行政复议2件、行政诉讼0件。", "", {(REC, 2), (LIT, 0)}),
    ("因政府信息公开被申请行政复议1起，被提起行政诉讼三起。", "", {(REC, 1), (LIT, 3)}),
    ("2024年度政府信息公开行政复议、行政诉讼均为0。", "", {(REC, 0), (LIT, 0)}),
    ("政府信息公开行政复议、行政诉讼0件。", "", {(REC, 0), (LIT, 0)}),
    ("政府信息公开行政复议和行政诉讼各1件。", "", {(REC, 1), (LIT, 1)}),
    ("政府信息公开行政复议、行政诉讼共3件。", "", set()),
    ("未收到因政府信息公开申请引起的行政复议。", "", {(REC, 0)}),
    ("未发生政府信息公开行政复议，行政诉讼案件。", "", {(REC, 0), (LIT, 0)}),
    ("无因政府信息公开引起的行政诉讼。", "", {(LIT, 0)}),
    (
        "因信息公开引起行政复议5件，其中维持3件、纠正1件、尚未审结1件。",
        "",
        {(REC, 5), (f"{REC}.upheld", 3), (f"{REC}.corrected", 1), (f"{REC}.pending", 1)},
    ),
    ("未发生因政府信息公开被行政复议纠错、行政诉讼败诉的案件。", "", set()),
    ("未出现因信息公开答复不当引起的行政复议、行政诉讼。", "", set()),
    ("全县共办理行政复议案件120件。", "", set()),
    ("2023年因政府信息公开引发行政复议2件。", "", set()),
    ("政府信息公开行政复议较上年增加2件。", "", set()),
]


@pytest.mark.parametrize(("text", "lead", "expected"), DISPUTES)
def test_disputes_stated_in_prose_are_read(text: str, lead: str, expected: set[tuple[str, Number]]) -> None:
    assert {each for each in stated(lead + text) if each[0].startswith("disputes")} == expected


FEES = [
    ("2024年,我街道收取政府信息公开处理费0元。", {(FEE, 0)}),
    ("白市驿镇2024年度未收取政府信息公开信息处理费。", {(FEE, 0)}),
    ("本单位严格落实条例。本机关未收取信息处理费。", {(FEE, 0)}),
    ("2024年，区政府严格落实《政府信息公开信息处理费管理办法》，全年收取政府信息公开信息处理费0元。", {(FEE, 0)}),
    ("依据《政府信息公开信息处理费管理办法》，本年度未收取。", {(FEE, 0)}),
    ("信息处理费总金额为0.00元。", {(FEE, 0)}),
    ("2024年有1件政府信息公开申请案件收取信息处理费380元。", {(FEE, 380)}),
    ("收取信息处理费0.35万元。", {(FEE, 3500)}),
    ("收取信息处理费1,234.5元。", {(FEE, Decimal("1234.5"))}),
    ("本年度政府信息公开未收取任何费用。", {(FEE, 0)}),
    ("本年度无政府信息处理费。", {(FEE, 0)}),
    ("2024年信息处理费为零。", {(FEE, 0)}),
    ("全年收取信息处理费0件。", {(FEE, 0)}),
    ("2023年收取信息处理费100元。", set()),
    ("按照《政府信息公开信息处理费管理办法》执行。", set()),
    ("行政事业性收费3200元。", set()),
    ("没有其他需要报告的事项。", set()),
]


@pytest.mark.parametrize(("text", "expected"), FEES)
def test_the_processing_fee_is_read(text: str, expected: set[tuple[str, Number]]) -> None:
    assert {each for each in stated(text, "other") if each[0] == FEE} == expected


PUBLISHED = [
    ("国梁镇主动公开各类信息121条，其中政府机构和领导信息21条，涉农补贴领域25条，财政预决算10条。", {("total", 121)}),
    (
        "全年主动公开政府信息500条，其中通过政府门户网站公开300条，通过微信公众号公开200条。",
        {("total", 500), ("website", 300), ("wechat", 200)},
    ),
    ("在政务公开政府网站上发布主动公开政府信息共计90条,其中重大决策执行信息6条,其他信息84条。", {("website", 90)}),
    ("在新媒体微信公众号“活力路北”上,今年共计发布438条公众号推文。", {("wechat", 438)}),
    ("我局在市政府网站平台主动发布各类政府信息2,428条，公开政府常务会议7期，解读信息发布7条。", {("website", 2428)}),
    (
        "涉及法定主动公开内容20条、基层政务公开93条、镇街信息31条,通过国家、市、区级媒体公开信息700余条。",
        {("media", 700)},
    ),
    ("通过门户网站、微信公众号等渠道主动公开政府信息1.2万条。", {("total", 12000)}),
    ("主动公开政府信息四百三十二条，较上年增加12条，同比增长3.5%。", {("total", 432)}),
    ("通过政府网站公开政府信息80条（2023年为95条），回应公众关注热点12次。", {("website", 80)}),
    ("微博推送信息319条。", {("weibo", 319)}),
    ("本街道在政府官网上主动公开街道信息423条,其中工作总结1条。", {("website", 423)}),
    ("此外,还通过长河发布微信公众号,发布信息977条。", {("wechat", 977)}),
    ("收到申请3件，其中予以公开1件，部分公开1件，不予公开1件。", set()),
    ("收到248条网民留言,办结留言230条,公开答复4条。", set()),
    ("制定规范性文件3件，公开政策文件12件，解读政策文件5件。", set()),
    ("2025年计划公开信息200条。", set()),
]


@pytest.mark.parametrize(("text", "expected"), PUBLISHED)
def test_published_items_are_read_by_channel(text: str, expected: set[tuple[str, Number]]) -> None:
    found = {(s.removeprefix("published."), n) for s, n in stated(text) if s.startswith("published")}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "agency", "scope"),
    [
        ("2024年，全区共收到政府信息公开申请95件。", "淮安市洪泽区人民政府", "area"),
        ("2024年，区政府办代表区政府受理政府信息公开申请17件。", "淮安市洪泽区人民政府", "own"),
        ("全县各级各部门共收到政府信息公开申请231件。", "安平县人民政府", "area"),
        ("按照全市统一部署，共收到政府信息公开申请3件。", "安平县教育局", "own"),
        ("我市累计收到政府信息公开申请300件。", "安平市人民政府", "area"),
        ("我局收到政府信息公开申请3件。", "安平县教育局", "own"),
        ("2024年，全镇共收到政府信息公开申请3件。", "国梁镇人民政府", "own"),
        ("全系统共收到政府信息公开申请31件。", "安平市税务局", "area"),
        ("收到政府信息公开申请31件。", "安平市税务局", "own"),
    ],
)
def test_a_figure_knows_whose_it_is(text: str, agency: str, scope: str) -> None:
    facts = [fact for fact in facts_of({"overview": text}, agency, YEAR) if fact.subject == RECEIVED]
    assert [fact.scope for fact in facts] == [scope]


def test_a_fact_keeps_its_whole_sentence_unit_and_section() -> None:
    text = "总的看，工作平稳。全年收到政府信息公开申请 3 件；上年结转1件。另有其他情况。"
    facts = facts_of({"requests": text}, None, YEAR)
    assert [(fact.subject, fact.unit, fact.section) for fact in facts] == [
        (RECEIVED, "件", "requests"),
        (IN, "件", "requests"),
    ]
    assert {fact.sentence for fact in facts} == {"全年收到政府信息公开申请 3 件；上年结转1件。"}


def test_a_subsection_title_tells_what_its_sentences_are_about() -> None:
    text = "（二）依申请公开情况。2024年，共收到3件，均已答复。\n（三）政府信息管理。2024年，共收到3件。"
    assert stated(text) == {(RECEIVED, 3)}


def test_prose_without_figures_states_nothing() -> None:
    text = "坚持以公开为常态、不公开为例外，落实“三审三校”制度，做到一件事一次办。"
    assert facts_of({"overview": text, "problems": "存在三个方面的不足。"}, None, YEAR) == ()


def test_an_unknown_year_states_what_is_stated_without_one() -> None:
    assert {fact.number for fact in facts_of({"overview": "全年收到政府信息公开申请3件。"}, None, None)} == {3}
