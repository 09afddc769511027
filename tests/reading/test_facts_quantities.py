"""Quantities in a sentence, and figures composed of every wording with every number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reading.characters import tight
from gongkai.reading.facts import facts_of, parts_of
from gongkai.reading.facts.sentences import quantities_of, sentences_of
from gongkai.report.model import SECTION_KEYS, Number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到申请3件，办结２件。", [(3, "件"), (2, "件")]),
        ("收到申请十七件，其中三件结转。", [(17, "件"), (3, "件")]),
        ("公开信息12,345条、视频6部。", [(12345, "条"), (6, "部")]),
        ("阅读1.2万次，收费0.35万元。", [(12000, "次"), (3500, "元")]),
        ("召开会议3场次，培训120人次。", [(3, "场次"), (120, "人次")]),
        ("办结率100%，同比增长3.5%。", []),
        ("第3项、每1件都登记。", []),
        ("高效办成一件事。", []),
        ("2024年1月1日至12月31日。", []),
        ("电话：0576-82527023，邮编223100。", []),
        ("行政复议、行政诉讼均为0。", [(0, "件")]),
        ("数量为零，收费为0元。", [(0, "件"), (0, "元")]),
        ("发布十几条、几十条、数十条。", []),
    ],
)
def test_numbers_with_units_are_found(text: str, found: list[tuple[int, str]]) -> None:
    quantities = [each for each in quantities_of(tight(text)) if not each.approximate]
    assert [(int(each.number), each.unit) for each in quantities] == found


@pytest.mark.parametrize(
    "text", ["近20件", "约20件", "20余件", "20多件", "20件以上", "超过20件", "20件左右", "不足20件", "逾20件"]
)
def test_an_approximate_number_is_known_as_such(text: str) -> None:
    (quantity,) = quantities_of(f"收到申请{text}。")
    assert quantity.approximate and quantity.number == 20


def test_a_quantity_knows_the_words_before_and_behind_it() -> None:
    first, second = quantities_of("全年收到申请5件,其中3件为予以公开、其余转入下年。")
    assert (first.label, first.right) == ("全年收到申请", "")
    assert (second.label, second.before) == ("其中", "全年收到申请5件,")
    assert second.right == "为予以公开、其余转入下年"


def test_a_quantitys_words_end_where_the_next_ones_begin() -> None:
    first, second = quantities_of("网上申请2件、信函申请1件")
    assert (first.right, second.label) == ("", "信函申请")


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("（一）主动公开情况。", "published"),
        ("(二)依申请公开", "requests"),
        ("二是依申请公开。", "requests"),
        ("2、依申请公开情况。", "requests"),
        ("（三）政府信息管理情况。", "none"),
        ("（四）平台建设。", "none"),
    ],
)
def test_sentences_know_the_subsection_they_stand_in(title: str, topic: str) -> None:
    sentences = list(sentences_of({"overview": f"{title}\n全年共收到3件。"}))
    assert [sentence.topic for sentence in sentences] == [topic]


NUMBERS = st.integers(min_value=0, max_value=9_999)
VERBS = st.sampled_from(["收到", "共收到", "受理", "共受理", "新收", "接收", "接到"])
OBJECTS = st.sampled_from(["政府信息公开申请", "依申请公开政府信息", "依申请公开事项", "申请公开政府信息"])
LEADS = st.sampled_from(["", "2024年，", "全年", "2024年度我局", "截至12月底，", "本机关"])
TAILS = st.sampled_from(["", "，均已按时答复", "，较上年增加7件", "（2023年为8件）", "，同比增长12%", "，答复率100%"])


@given(NUMBERS, VERBS, OBJECTS, LEADS, TAILS)
def test_every_wording_of_requests_received_states_its_number_once(
    number: int, verb: str, thing: str, lead: str, tail: str
) -> None:
    text = f"{lead}{verb}{thing}{number}件{tail}。"
    facts = facts_of({"overview": text}, "安平县教育局", 2024)
    received = [(fact.number, fact.sentence) for fact in facts if fact.subject == "requests.received"]
    assert received == [(number, text)]


@given(
    NUMBERS,
    st.sampled_from(["接听咨询电话", "办理信访件", "转办群众来信", "处理热线工单", "办理人大建议", "办理行政许可"]),
)
def test_other_business_is_never_a_request(number: int, business: str) -> None:
    text = f"（二）依申请公开。做好依申请公开工作，{business}{number}件。"
    assert not [fact for fact in facts_of({"overview": text}, None, 2024) if fact.subject.startswith("requests")]


@given(st.integers(2010, 2030).filter(lambda year: year != 2024), NUMBERS)
def test_figures_of_another_year_are_not_this_years(year: int, number: int) -> None:
    text = f"{year}年，我局收到政府信息公开申请{number}件，办结{number}件，主动公开信息{number}条。"
    assert facts_of({"overview": text}, "安平县教育局", 2024) == ()
    stated: set[Number] = {fact.number for fact in facts_of({"overview": text}, "安平县教育局", year)}
    assert stated == {number}


@given(st.lists(st.integers(0, 500), min_size=2, max_size=6))
def test_parts_written_out_in_full_add_up_to_their_whole(counts: list[int]) -> None:
    listed = "、".join(f"第{index}类信息{count}条" for index, count in enumerate(counts[:-1]))
    text = f"公开信息共计{sum(counts)}条，其中{listed}、其他信息{counts[-1]}条。"
    (found,) = parts_of(text)
    assert found.claims_all and found.total == found.whole.number == sum(counts)


@given(
    st.dictionaries(
        st.sampled_from(SECTION_KEYS),
        st.text(alphabet="收到申请公开3件12条，。；（）其中未无年2024处理费元复议诉讼", max_size=60),
    )
)
def test_no_prose_breaks_the_reader_and_every_fact_is_printed(sections: dict[str, str]) -> None:
    for fact in facts_of(sections, "安平县教育局", 2024):
        assert fact.sentence in sections[fact.section]
        assert fact.number >= 0 and fact.scope in ("own", "area")
    for prose in sections.values():
        parts_of(prose)
