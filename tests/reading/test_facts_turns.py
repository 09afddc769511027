"""Turns of phrase by which published reports state what the form counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.reading.facts import Change, Share, changes_of, facts_of, parts_of

AGENCY, YEAR = "白石县人民政府", 2024
REQUESTS = "（二）依申请公开情况\n"


def stated(text: str) -> dict[str, object]:
    return {each.subject: each.number for each in facts_of({"overview": text}, AGENCY, YEAR)}


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("截至2024年底，我县现行有效的行政规范性文件10件，本年新制发2件、废止1件。", (2, 1, 10)),
        ("截至2024年12月31日，白石县现行有效行政规范性文件35件，其中本年新制发3件。", (3, None, 35)),
        ("规范性文件方面，2024年出台5件，废止0件，继续有效37件。", (5, 0, 37)),
        ("本年度新制定行政规范性文件2件、废止0件，现行有效件数28件。", (2, 0, 28)),
        ("全年共制发行政规范性文件1件，全部按要求公开；截至年底现行有效4件。", (1, None, 4)),
        ("本年新出台规范性文件3件，宣布失效和废止1件，年末有效文件15件。", (3, 1, 15)),
        ("公开解读材料5件，其中规范性文件解读2件。", (None, None, None)),
    ],
)
def test_documents_made_repealed_and_in_force(text: str, documents: tuple[int | None, ...]) -> None:
    found = stated(text)
    keys = (f"proactive.normative_documents.{each}" for each in ("made", "repealed", "in_force"))
    assert tuple(found.get(key) for key in keys) == documents


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("行政许可事项年内共作出处理决定213件。", {"licences": 213}),
        ("行政处罚全年共作出决定1件，结果全部上网。", {"penalties": 1}),
        ("本年行政强制138件。", {"compulsion": 138}),
        ("我县本年行政许可、行政处罚处理决定分别为5件、31件。", {"licences": 5, "penalties": 31}),
        ("全年作出行政许可决定和行政处罚决定分别为5件、31件。", {"licences": 5, "penalties": 31}),
        ("公示行政许可决定115件。", {}),
        ("全年办理行政许可288件。", {}),
    ],
)
def test_decisions_and_what_is_none(text: str, decisions: dict[str, int]) -> None:
    assert stated(text) == {f"proactive.{row}.decisions": number for row, number in decisions.items()}


@pytest.mark.parametrize(
    "text",
    ["行政事业性收费全年征收157.5万元。", "本年度行政事业性收费收入共157.5万元。", "行政事业性收费全年157.5万元。"],
)
def test_fees_charged(text: str) -> None:
    assert stated(text) == {"proactive.fees.amount": 1575000}


@pytest.mark.parametrize(
    ("text", "before", "direction", "difference", "percent"),
    [
        ("全年收到申请9件，比上年度（11件）少3件。", 11, -1, 3, None),
        ("政府信息公开申请数量由2023年的64件变为2024年的113件，增加了52件。", 64, 1, 52, None),
        ("政府信息公开申请数量由2023年的10件变化到2024年的28件，上涨28件。", 10, 1, 28, None),
        ("年内新收政府信息公开申请600件，与上年相比上涨182件。", None, 1, 182, None),
        ("政府信息公开申请量69件，较前一年降幅为68.6%，其中网上申请居多。", None, -1, None, Decimal("68.6")),
        ("本年收到申请26件，与2023年的19件相比增加七件。", 19, 1, 7, None),
        ("接收申请34件，申请量比上年度上升89.5%。", None, 1, None, Decimal("89.5")),
        ("收到申请34件，2023年为30件，同比增4件。", 30, 1, 4, None),
        ("收到申请34件，与上年度比减3件。", None, -1, 3, None),
        ("收到申请34件，2023年收到30件，增长13.3%。", 30, 1, None, Decimal("13.3")),
        ("收到申请34件，相较于2023年增长10%。", None, 1, None, Decimal(10)),
    ],
)
def test_changes(
    text: str, before: int | None, direction: int, difference: int | None, percent: Decimal | None
) -> None:
    (change,) = (each for each in changes_of({"overview": text}, YEAR) if isinstance(each, Change))
    assert (change.before, change.direction, change.difference, change.percent) == (
        before,
        direction,
        difference,
        percent,
    )


@pytest.mark.parametrize(
    ("text", "part", "whole", "percent"),
    [
        ("收到的5件政府信息公开申请中，自然人申请4件，占比80%。", 4, 5, "80"),
        ("新收依申请公开申请189件，从申请主体看，自然人156件，占82.5%。", 156, 189, "82.5"),
        ("受理申请10件，自然人4件、占40%，其余6件为法人或其他组织。", 4, 10, "40"),
        ("年内新收政府信息公开申请18件，自然人提出的14件，比例为77.8%。", 14, 18, "77.8"),
        ("年内新收政府信息公开申请18件，自然人提出的14件，占比达77.8%。", 14, 18, "77.8"),
        ("年内新收政府信息公开申请18件，自然人提出的14件，约占77.8%。", 14, 18, "77.8"),
        ("政府信息公开申请43件，自然人申请占40.6%。", None, 43, "40.6"),
    ],
)
def test_shares_of_applicants(text: str, part: int | None, whole: int, percent: str) -> None:
    (share,) = (each for each in changes_of({"overview": text}, YEAR) if isinstance(each, Share))
    assert (share.part, share.whole, share.percent) == (part, whole, Decimal(percent))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("更新信息98条（规划计划36条，乡村振兴5条，其余57条）。", True),
        ("发布信息94条：通知公告5条、就业创业49条、其他类40条，三类合计94条。", True),
        ("公开信息56条，分别是工作动态17条、涉农补贴信息36条、其他政府信息3条。", True),
        ("发布信息78条，其中包括：机构职能40条，医疗卫生19条，其他19条。", True),
        ("公开总量121条，按内容分，政策文件48条，生态环境32条，其他41条。", True),
        ("公开总量121条，按类别统计：政策文件48条，生态环境32条，其他41条。", True),
        ("公开信息121条。其中，政策文件48条，生态环境32条，其他41条。", True),
        ("公开信息121条，包括政策文件48条、生态环境32条以及其他信息41条。", True),
        ("公开信息64条，其中义务教育82条。", False),
        ("发布信息90条，其中人事信息3条，财政信息6条。", False),
    ],
)
def test_lists_that_claim_to_be_all(text: str, claims: bool) -> None:
    (parts,) = parts_of(text)
    assert (parts.claims_all, parts.total == parts.whole.number) == (claims, claims)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("设立申请受理点，年内未有公民、法人提出申请。", {"requests.received": 0}),
        (
            "政府信息公开申请新收6件、往年结转2件，答复7件，转下年度1件。",
            {"received": 6, "carried_in": 2, "carried_out": 1},
        ),
        (
            "从办理结果看，办结的9件申请中，予以公开5件、无法提供的4件。",
            {"concluded": 9, "granted": 5, "unavailable": 4},
        ),
        ("全年办结申请7件：予以公开5件，不予公开1件。", {"concluded": 7, "granted": 5, "refused": 1}),
        ("在收到的26件政府信息公开申请中，自然人提出21件。", {"received": 26}),
        ("全年政府信息公开申请达到26件。", {"received": 26}),
        ("连同上年结转1件，应办理政府信息公开申请6件，办结5件。", {"carried_in": 1, "concluded": 5}),
    ],
)
def test_requests(text: str, found: dict[str, int]) -> None:
    wanted = {key if "." in key else f"requests.{key}": number for key, number in found.items()}
    assert stated(REQUESTS + text).items() >= wanted.items()


@pytest.mark.parametrize(
    ("text", "disputes"),
    [
        (
            "被提起行政诉讼7件，未经复议直接向人民法院起诉1件，复议后起诉6件。",
            {"litigation": 7, "litigation_direct": 1, "litigation_after_reconsideration": 6},
        ),
        (
            "行政复议9件（结果维持8件、其他结果1件），行政诉讼2件（尚未审结2件）。",
            {
                "reconsideration": 9,
                "reconsideration.upheld": 8,
                "reconsideration.other": 1,
                "litigation": 2,
                "litigation.pending": 2,
            },
        ),
        ("全年办理行政复议9件，维持8件。", {}),
        ("全年因政府信息公开被诉8件。", {"litigation": 8}),
    ],
)
def test_disputes_told_in_the_forms_own_words_need_no_word_of_disclosure(text: str, disputes: dict[str, int]) -> None:
    assert stated(text) == {f"disputes.{key}": number for key, number in disputes.items()}


def test_one_part_alone_is_of_the_whole_right_before_it() -> None:
    assert parts_of("收到申请140件、上年结转6件，已按规定办理，其中办结145件、结转下年度1件。") == ()


def test_lawsuits_of_either_kind_in_other_words() -> None:
    text = REQUESTS + "政府信息公开行政诉讼18件，不经复议直接起诉的7件，经过复议再起诉的11件。"
    assert stated(text) == {
        "disputes.litigation": 18,
        "disputes.litigation_direct": 7,
        "disputes.litigation_after_reconsideration": 11,
    }
