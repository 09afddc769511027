"""Remedies by outcome, addressee, day and kind of agency: worked by hand from the laws, not from the code."""

from __future__ import annotations

import copy
import datetime as dt
import tomllib
from importlib.resources import files
from typing import get_args

import pytest

from gongkai.errors import InvalidData, InvalidSettings, NotInForce, UsageError
from gongkai.forms import get_form
from gongkai.law.remedies import Addressee, Office, Way, remedy_for, rows
from gongkai.law.remedies.load import parse_rows
from tests.law.fixed import insist_on_fixed

DAY = dt.date.fromisoformat
OFFICE = Office("government", ("示范县人民政府",))
"""A township: its county decides, before 2024 and after."""
OLD_LAW, LAW = "《行政复议法》（2017年修正）", "《行政复议法》"
LITIGATION, CASES_2025 = "《行政诉讼法》", "法释〔2025〕8号"
FIRST, EITHER, NONE = "reconsideration-first", "either", "none"

GRANTED = ["granted"]
PARTLY = ["partly_granted"]
GROUNDS = ["refused.state_secret", "refused.other_law", "refused.safety_stability", "refused.third_party",
           "refused.internal_affairs", "refused.process_information", "refused.enforcement_file"]  # fmt: skip
QUERY = ["refused.administrative_query"]
NOT_PROVIDED = ["unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear"]
NOT_HANDLED = ["not_handled.petition", "not_handled.repeated", "not_handled.publication", "not_handled.excessive",
               "not_handled.confirmation"]  # fmt: skip
GIVEN_UP = ["other.correction_overdue", "other.fee_overdue"]
SILENCE = ["silence"]

WORKED = [
    # outcomes, addressee, days, way
    (GRANTED, "applicant", ["2019-05-15", "2023-12-31", "2024-01-01", "2025-05-31", "2025-06-01", "2026-11-30"],
     EITHER),
    (PARTLY, "applicant", ["2019-05-15", "2023-12-31"], EITHER),
    (PARTLY, "applicant", ["2024-01-01", "2025-05-31", "2025-06-01", "2026-11-30"], FIRST),
    (GROUNDS, "applicant", ["2019-05-15", "2023-12-31"], EITHER),
    (GROUNDS, "applicant", ["2024-01-01", "2025-05-31", "2025-06-01", "2026-11-30"], FIRST),
    (QUERY, "applicant", ["2019-05-15", "2023-12-31"], EITHER),
    (QUERY, "applicant", ["2024-01-01", "2025-05-31", "2025-06-01", "2026-11-30"], FIRST),
    (NOT_PROVIDED + NOT_HANDLED, "applicant", ["2019-05-15", "2023-12-31"], EITHER),
    (NOT_PROVIDED + NOT_HANDLED + GIVEN_UP, "applicant", ["2021-01-01", "2024-01-01", "2025-05-31"], EITHER),
    (NOT_PROVIDED + NOT_HANDLED + GIVEN_UP, "applicant", ["2025-06-01", "2026-11-30"], EITHER),
    (SILENCE, "applicant", ["2019-05-15", "2023-12-31"], EITHER),
    (SILENCE, "applicant", ["2024-01-01", "2025-05-31", "2025-06-01", "2026-11-30"], FIRST),
    (["other.other"], "applicant", ["2021-01-01", "2024-01-01", "2026-11-30"], NONE),
    (["other"], "applicant", ["2019-05-15", "2020-12-31"], NONE),
    (["fee_notice"], "applicant", ["2021-01-01", "2024-01-01", "2026-11-30"], NONE),
    (GRANTED + PARTLY, "third_party", ["2019-05-15", "2023-12-31", "2024-01-01", "2025-06-01", "2026-11-30"], EITHER),
    (GROUNDS + QUERY + NOT_PROVIDED + NOT_HANDLED + SILENCE, "third_party", ["2019-05-15", "2024-01-01"], NONE),
    ([*GIVEN_UP, "other.other", "fee_notice"], "third_party", ["2021-01-01", "2026-11-30"], NONE),
    (["other"], "third_party", ["2019-05-15", "2020-12-31"], NONE),
]  # fmt: skip
CASES = [(outcome, who, day, way) for outcomes, who, days, way in WORKED for outcome in outcomes for day in days]


@pytest.mark.parametrize(("outcome", "addressee", "day", "way"), CASES)
def test_the_way_follows_outcome_addressee_and_day(outcome, addressee, day, way):
    found = remedy_for(outcome, DAY(day), OFFICE, addressee)
    assert (found.way, found.outcome, found.addressee, found.on) == (way, outcome, addressee, DAY(day))
    assert found.kind == "government" and found.note
    lengths = {FIRST: [("reconsideration", "60日"), ("lawsuit-after", "15日")],
               EITHER: [("reconsideration", "60日"), ("lawsuit", "6个月")], NONE: []}[way]  # fmt: skip
    assert [(each.key, each.length) for each in found.periods] == lengths
    assert bool(found.text) is bool(found.bodies.names) is bool(found.bodies.basis) is (way != NONE)


def test_the_worked_cases_leave_no_row_of_the_forms_out():
    known = {cell.row.key for form in ("2019", "2021") for cell in get_form(form).cells if cell.row.result}
    for addressee in ("applicant", "third_party"):
        worked = {outcome for outcome, who, _, _ in CASES if who == addressee}
        assert worked == known | {"silence", "fee_notice"}
        assert worked == {outcome for outcome, who in rows().ways if who == addressee}


@pytest.mark.parametrize(
    ("outcome", "day", "cited"),
    [
        ("refused.third_party", "2024-01-01", [f"{LAW}第二十三条第一款第（四）项", f"{LAW}第二十三条第二款",
         f"{LITIGATION}第四十四条第二款"]),
        ("refused.third_party", "2025-06-01", [f"{LAW}第二十三条第一款第（四）项", f"{LAW}第二十三条第二款",
         f"{LITIGATION}第四十四条第二款", f"{CASES_2025}第一条第（二）项"]),
        ("refused.third_party", "2023-12-31", [f"{LITIGATION}第四十四条第一款"]),
        ("unavailable.not_held", "2025-06-01", [f"{LITIGATION}第四十四条第一款", f"{CASES_2025}第一条第（一）项"]),
        ("unavailable.not_held", "2025-05-31", [f"{LITIGATION}第四十四条第一款"]),
        ("granted", "2025-06-01", [f"{LITIGATION}第四十四条第一款", f"{CASES_2025}第一条第（三）项"]),
        ("granted", "2025-05-31", [f"{LITIGATION}第四十四条第一款"]),
        ("partly_granted", "2024-01-01", [f"{LAW}第二十三条第一款第（四）项"]),
        ("partly_granted", "2025-06-01", [f"{LAW}第二十三条第一款第（四）项", f"{CASES_2025}第一条第（二）项",
         f"{CASES_2025}第一条第（三）项"]),
        ("silence", "2024-01-01", [f"{LAW}第二十三条第一款第（三）项", f"{LITIGATION}第四十四条第二款"]),
        ("silence", "2023-12-31", [f"{LITIGATION}第四十四条第一款", f"{LITIGATION}第四十七条第一款",
         "《行政诉讼法解释》（法释〔2018〕1号）第六十六条"]),
        ("fee_notice", "2024-01-01", ["《政府信息公开信息处理费管理办法》"]),
    ],
)  # fmt: skip
def test_the_way_cites_what_was_in_force(outcome, day, cited):
    assert [str(each) for each in remedy_for(outcome, DAY(day), OFFICE).basis] == cited


OLD, NEW = "2023-12-31", "2024-01-01"


@pytest.mark.parametrize(
    ("kind", "day", "bodies", "article"),
    [
        ("department", OLD, ["本级人民政府", "上一级主管部门"], f"{OLD_LAW}第十二条第一款"),
        ("department", NEW, ["本级人民政府"], f"{LAW}第二十四条第一款第（一）项"),
        ("government-office", OLD, ["本级人民政府", "上一级主管部门"], f"{OLD_LAW}第十二条第一款"),
        ("government-office", NEW, ["本级人民政府"], f"{LAW}第二十四条第一款第（一）项"),
        ("justice-department", OLD, ["本级人民政府", "上一级主管部门"], f"{OLD_LAW}第十二条第一款"),
        ("justice-department", NEW, ["本级人民政府", "上一级司法行政部门"], f"{LAW}第二十八条"),
        ("government", OLD, ["上一级人民政府"], f"{OLD_LAW}第十三条第一款"),
        ("government", NEW, ["上一级人民政府"], f"{LAW}第二十四条第一款第（二）项"),
        ("provincial-government", OLD, ["本机关"], f"{OLD_LAW}第十四条"),
        ("provincial-government", NEW, ["本机关"], "《行政复议法》第二十四条第二款、《行政复议法》第二十六条"),
        ("state-council", OLD, ["本机关"], f"{OLD_LAW}第十四条"),
        ("state-council", NEW, ["本机关"], "《行政复议法》第二十五条第（一）项、《行政复议法》第二十六条"),
        ("state-council-branch", OLD, ["设立本机构的国务院部门"], f"{OLD_LAW}第十五条第一款第（二）项"),
        ("state-council-branch", NEW, ["设立本机构的国务院部门"], f"{LAW}第二十五条第（二）项"),
        ("state-council-organisation", OLD, ["管理本组织的国务院部门"], f"{OLD_LAW}第十五条第一款第（三）项"),
        ("state-council-organisation", NEW, ["管理本组织的国务院部门"], f"{LAW}第二十五条第（三）项"),
        ("dispatched", OLD, ["设立本机关的人民政府"], f"{OLD_LAW}第十五条第一款第（一）项"),
        ("dispatched", NEW, ["设立本机关的人民政府"], f"{LAW}第二十四条第一款第（三）项"),
        ("branch", OLD, ["设立本机构的部门", "该部门的本级人民政府"], f"{OLD_LAW}第十五条第一款第（二）项"),
        ("branch", NEW, ["设立本机构的部门的本级人民政府"], f"{LAW}第二十四条第四款"),
        ("branch-by-division", OLD, ["设立本机构的部门", "该部门的本级人民政府"], f"{OLD_LAW}第十五条第一款第（二）项"),
        ("branch-by-division", NEW, ["设立本机构的部门的本级人民政府", "本机构所在地的人民政府"],
         f"{LAW}第二十四条第四款"),
        ("organisation", OLD, ["直接管理本组织的人民政府或者部门"], f"{OLD_LAW}第十五条第一款第（三）项"),
        ("organisation", NEW, ["管理本组织的人民政府，或者管理本组织的部门的本级人民政府"],
         f"{LAW}第二十四条第一款第（四）项"),
        ("vertical", OLD, ["上一级主管部门"], f"{OLD_LAW}第十二条第二款"),
        ("vertical", NEW, ["上一级主管部门"], f"{LAW}第二十七条"),
        ("committee", OLD, [], ""),
        ("committee", NEW, [], ""),
        ("unknown", NEW, [], ""),
    ],
)  # fmt: skip
def test_the_body_follows_the_kind_of_agency_and_the_day(kind, day, bodies, article):
    found = remedy_for("refused.third_party", DAY(day), Office(kind))
    assert list(found.bodies.names) == bodies
    assert "、".join(map(str, found.bodies.basis)) == article
    assert ("或者".join(bodies) + "申请行政复议" in found.text) is bool(bodies)


def test_every_kind_of_agency_is_worked_and_has_a_name():
    assert set(rows().bodies) == set(rows().names["kinds"])


@pytest.mark.parametrize("kind", ["committee", "unknown"])
def test_where_nobody_has_set_the_body_no_paragraph_is_written_and_it_is_said(kind):
    found = remedy_for("refused.third_party", DAY(NEW), Office(kind), by_internet=True)
    assert (found.text, found.bodies.names) == ("", ())
    assert found.missing == ("行政复议机关：没有设定，不能写出这一段",)
    own = remedy_for("refused.third_party", DAY(NEW), Office(kind, ("示范市人民政府",)))
    assert "先向示范市人民政府申请行政复议" in own.text
    assert (own.missing, own.bodies.names) == ((), ("示范市人民政府",))


FIRST_TEXT = (
    "对本答复不服的，应当自收到本答复之日起60日内先向示范县人民政府申请行政复议；对行政复议决定不服的，"
    "可以自收到行政复议决定书之日起15日内向人民法院提起行政诉讼。行政复议机关不予受理、驳回申请或者逾期不作答复的，"
    "可以自收到决定书之日起或者行政复议期限届满之日起15日内向人民法院提起行政诉讼。"
)
EITHER_TEXT = (
    "对本答复不服的，可以自收到本答复之日起60日内向示范县人民政府申请行政复议，"
    "也可以自收到本答复之日起6个月内直接向人民法院提起行政诉讼。"
)
MISMATCH = "认为所提供的信息与申请不符的，也可以自收到本答复之日起6个月内直接向人民法院提起行政诉讼。"


@pytest.mark.parametrize(
    ("outcome", "day", "addressee", "text"),
    [
        ("refused.third_party", "2024-01-01", "applicant", FIRST_TEXT),
        ("refused.administrative_query", "2025-06-01", "applicant", FIRST_TEXT),
        ("unavailable.not_held", "2025-06-01", "applicant", EITHER_TEXT),
        ("granted", "2025-06-01", "applicant", EITHER_TEXT),
        ("partly_granted", "2024-01-01", "applicant", FIRST_TEXT.replace("对本答复", "对本答复中不予公开的部分", 1)),
        ("partly_granted", "2025-06-01", "applicant",
         FIRST_TEXT.replace("对本答复", "对本答复中不予公开的部分", 1) + MISMATCH),
        ("granted", "2025-06-01", "third_party",
         EITHER_TEXT.replace("对本答复不服", "对公开决定不服").replace("收到本答复", "收到本告知书")),
        ("silence", "2024-01-01", "applicant",
         FIRST_TEXT.replace("对本答复", "对逾期没有答复", 1).replace("收到本答复之日",
          "知道或者应当知道逾期没有答复之日")),
        ("other.other", "2025-06-01", "applicant", ""),
        ("fee_notice", "2025-06-01", "applicant", ""),
    ],
)  # fmt: skip
def test_the_letter_says_it_in_these_words(outcome, day, addressee, text):
    found = remedy_for(outcome, DAY(day), OFFICE, addressee)
    assert (found.text, found.missing) == (text, ())


def test_before_2024_a_department_names_both_bodies():
    found = remedy_for("refused.third_party", DAY(OLD), Office("department", ("示范县人民政府", "示范市教育局")))
    assert found.text == EITHER_TEXT.replace("示范县人民政府", "示范县人民政府或者示范市教育局")


def test_after_silence_the_lawsuit_runs_from_the_end_of_the_time_to_answer():
    found = remedy_for("silence", DAY("2023-06-01"), Office("government", ("示范市人民政府",)))
    assert [each.since for each in found.periods] == ["知道或者应当知道逾期没有答复之日", "答复期限届满之日"]
    assert [str(each) for each in found.periods[1].basis] == ["《行政诉讼法解释》（法释〔2018〕1号）第六十六条"]
    assert "也可以自答复期限届满之日起6个月内直接向人民法院提起行政诉讼" in found.text
    assert found.heading == "申请人可以"


@pytest.mark.parametrize(
    ("outcome", "addressee", "heading"),
    [
        ("granted", "applicant", "答复书写"),
        ("partly_granted", "applicant", "答复书写"),
        ("granted", "third_party", "告知书写"),
    ],
)
def test_who_says_the_words_stands_before_them(outcome, addressee, heading):
    assert remedy_for(outcome, DAY(NEW), OFFICE, addressee).heading == heading


@pytest.mark.parametrize("kind", ["provincial-government", "state-council"])
@pytest.mark.parametrize("day", [OLD, NEW])
def test_who_decides_itself_names_the_ruling_of_the_state_council_and_needs_no_name(kind, day):
    found = remedy_for("refused.third_party", DAY(day), Office(kind))
    assert "国务院作出的裁决为最终裁决。" in found.text and "向本机关申请行政复议" in found.text
    assert (found.missing, found.bodies.itself) == ((), True)
    assert "国务院" not in remedy_for("refused.third_party", DAY(day), Office("government")).text


def test_a_kind_of_body_without_its_name_is_said_to_be_missing():
    assert remedy_for("refused.third_party", DAY(NEW), Office("department")).missing == (
        "行政复议机关的全称：文中只写了它是哪一类机关",
    )


PERIOD = {
    ("2023-12-31", "granted"): [f"{OLD_LAW}第九条第一款", f"{LITIGATION}第四十六条第一款"],
    ("2024-01-01", "granted"): [f"{LAW}第二十条第一款", f"{LITIGATION}第四十六条第一款"],
    ("2024-01-01", "refused.third_party"): [f"{LAW}第二十条第一款",
     "《行政诉讼法》第四十五条、《行政复议法》第三十四条"],
}  # fmt: skip


@pytest.mark.parametrize(("day", "outcome"), PERIOD)
def test_periods_cite_the_law_of_the_day(day, outcome):
    found = remedy_for(outcome, DAY(day), OFFICE)
    assert ["、".join(map(str, each.basis)) for each in found.periods] == PERIOD[day, outcome]
    assert all(each.name for each in found.periods)


def test_the_lawsuit_after_reconsideration_runs_from_the_decision_on_it():
    assert [each.since for each in remedy_for("refused.third_party", DAY(NEW), OFFICE).periods] == [
        "收到本答复之日",
        "收到行政复议决定书之日",
    ]


CHANNEL = "https://fy.example.gov.cn"


@pytest.mark.parametrize(
    ("day", "by_internet", "channel", "cited", "said", "missing"),
    [
        (OLD, True, CHANNEL, [], False, False),
        (NEW, True, CHANNEL, [f"{LAW}第二十二条第二款"], True, False),
        (NEW, True, f" {CHANNEL}\n", [f"{LAW}第二十二条第二款"], True, False),
        (NEW, True, "", [f"{LAW}第二十二条第二款"], False, True),
        (NEW, True, " ", [f"{LAW}第二十二条第二款"], False, True),
        (NEW, False, CHANNEL, [], False, False),
    ],
)
def test_a_letter_served_by_internet_names_the_channel_for_reconsideration(
    day, by_internet, channel, cited, said, missing
):
    names = ("甲县人民政府", "乙市教育局") if day == OLD else ("甲县人民政府",)
    office = Office("department", names, channel)
    found = remedy_for("unavailable.not_held", DAY(day), office, by_internet=by_internet)
    assert [str(each) for each in found.internet] == cited
    assert found.text.endswith(f"行政复议申请书可以通过以下互联网渠道提交：{CHANNEL}。") is said
    assert found.missing == (("提交行政复议申请书的互联网渠道：通过互联网送达的必须同时提供",) if missing else ())


def test_where_there_is_no_remedy_no_channel_is_asked_for():
    found = remedy_for("fee_notice", DAY(NEW), OFFICE, by_internet=True)
    assert (found.internet, found.missing, found.text, found.bodies.names) == ((), (), "", ())


@pytest.mark.parametrize(
    ("outcome", "key", "day", "default", "other"),
    [
        ("partly_granted", "remedies.part_granted", "2024-01-01", FIRST, EITHER),
        ("partly_granted", "remedies.part_granted", "2025-06-01", FIRST, EITHER),
        ("refused.administrative_query", "remedies.administrative_query", "2024-01-01", FIRST, EITHER),
        ("refused.administrative_query", "remedies.administrative_query", "2025-06-01", FIRST, EITHER),
        ("unavailable.not_held", "remedies.not_provided", "2024-01-01", EITHER, FIRST),
        ("other.fee_overdue", "remedies.not_provided", "2025-05-31", EITHER, FIRST),
        ("silence", "remedies.silence", "2024-01-01", FIRST, EITHER),
        ("silence", "remedies.silence", "2025-06-01", FIRST, EITHER),
        ("other.other", "remedies.other", "2025-06-01", NONE, EITHER),
        ("other", "remedies.other", "2020-06-01", NONE, EITHER),
    ],
)
def test_what_the_law_leaves_open_has_a_default_which_the_office_may_change(outcome, key, day, default, other):
    names = ("示范县人民政府",) if day >= NEW else ("示范县人民政府", "示范市教育局")
    found = remedy_for(outcome, DAY(day), Office("department", names))
    assert (found.way, found.chosen.key, found.chosen.own, found.chosen.value) == (default, key, False, default)
    assert set(found.chosen.sources) == {default, other}
    assert all(found.chosen.sources.values()) and found.chosen.default.reason
    own = remedy_for(outcome, DAY(day), Office("department", names, own={key: other, "outcomes.mixed": "granted"}))
    assert (own.way, own.chosen.own, own.chosen.default.value) == (other, True, default)
    assert own.text


@pytest.mark.parametrize("outcome", ["refused.third_party", "granted", "silence"])
def test_where_the_law_decides_nothing_is_open(outcome):
    assert remedy_for(outcome, DAY(OLD), Office("department")).chosen is None


def test_silence_shows_both_sources_that_pull_apart():
    sources = remedy_for("silence", DAY("2025-06-01"), OFFICE).chosen.sources
    assert [str(each) for each in sources[FIRST]] == [
        f"{LAW}第二十三条第一款第（三）项",
        f"{LITIGATION}第四十四条第二款",
    ]
    assert [str(each) for each in sources[EITHER]] == [f"{CASES_2025}第二条", f"{LITIGATION}第四十七条第一款"]
    before = remedy_for("silence", DAY("2025-05-31"), OFFICE).chosen
    assert [str(each) for each in before.sources[EITHER]] == [f"{LITIGATION}第四十七条第一款"]
    assert "法释" not in before.default.reason


def test_an_office_that_lets_part_granted_be_sued_directly_has_no_words_on_mismatch():
    office = Office("department", ("示范县人民政府",), own={"remedies.part_granted": EITHER})
    assert remedy_for("partly_granted", DAY("2025-06-01"), office).text == EITHER_TEXT.replace(
        "对本答复", "对本答复中不予公开的部分", 1
    )


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (("refused", DAY(NEW), OFFICE), UsageError, "没有“refused”这种办理结果。 可以是：granted、"),
        (("", DAY(NEW), OFFICE), UsageError, "没有“”这种办理结果"),
        (("granted", DAY(NEW), OFFICE, "court"), UsageError, "没有“court”这种收件人。 可以是：applicant、third_party"),
        (("granted", DAY(NEW), Office("ministry")), UsageError, "没有“ministry”这类机关。 可以是：department、"),
        (("granted", DAY(NEW), Office("department", (" ",))), UsageError, "名称是空的"),
        (("granted", DAY(NEW), Office("department", ("甲", ""))), UsageError, "名称是空的"),
        (("granted", DAY(NEW), Office("department", ("甲", "乙"))), UsageError,
         "“本级人民政府”，给出了2个名称。 请依次写1个"),
        (("granted", DAY(OLD), Office("department", ("甲",))), UsageError,
         "“本级人民政府、上一级主管部门”，给出了1个名称"),
        (("silence", DAY(NEW), Office("department", own={"remedies.silence": "none"})), InvalidSettings,
         "“remedies.silence”不能设为“none”。 可以设为：reconsideration-first、either"),
        (("granted", DAY(NEW), Office("department", own={"remedies.nothing": "none"})), InvalidSettings,
         "没有“remedies.nothing”这一项"),
        (("granted", DAY("2019-05-14"), OFFICE), NotInForce,
         "2019-05-14没有“granted”的规定。 有规定的日期：2019-05-15起"),
        (("fee_notice", DAY("2020-12-31"), OFFICE), NotInForce, "有规定的日期：2021-01-01起"),
        (("other.fee_overdue", DAY("2020-12-31"), OFFICE), NotInForce, "有规定的日期：2021-01-01起"),
        (("other", DAY("2021-01-01"), OFFICE), NotInForce, "有规定的日期：2019-05-15至2020-12-31"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_what_may_be_asked(arguments, error, says):
    with pytest.raises(error, match=says):
        remedy_for(*arguments)


def test_a_remedy_as_json_names_everything():
    found = remedy_for(
        "silence", DAY("2025-06-01"), Office("department", ("示范县人民政府",), CHANNEL), by_internet=True
    )
    data = found.to_json()
    assert {key: data[key] for key in ("outcome", "addressee", "on", "kind", "way", "bodies", "missing")} == {
        "outcome": "silence",
        "addressee": "applicant",
        "on": "2025-06-01",
        "kind": "department",
        "way": FIRST,
        "bodies": ["示范县人民政府"],
        "missing": [],
    }
    assert data["basis"] == [f"{LAW}第二十三条第一款第（三）项", f"{LITIGATION}第四十四条第二款"]
    assert data["bodies_basis"] == [f"{LAW}第二十四条第一款第（一）项"]
    assert data["periods"] == [
        {
            "what": "reconsideration",
            "length": "60日",
            "since": "知道或者应当知道逾期没有答复之日",
            "basis": [f"{LAW}第二十条第一款"],
        },
        {
            "what": "lawsuit-after",
            "length": "15日",
            "since": "收到行政复议决定书之日",
            "basis": [f"{LITIGATION}第四十五条", f"{LAW}第三十四条"],
        },
    ]
    assert data["internet"] == [f"{LAW}第二十二条第二款"]
    assert data["text"] == found.text and data["note"] == found.note
    assert (data["chosen"]["key"], data["chosen"]["value"]) == ("remedies.silence", FIRST)
    assert remedy_for("granted", DAY(NEW), OFFICE).to_json()["chosen"] is None


def test_ways_and_addressees_are_those_that_the_data_name():
    assert set(rows().names["way_names"]) == set(get_args(Way))
    assert set(rows().names["addressees"]) == set(get_args(Addressee))
    assert {
        remedy_for("granted", DAY(NEW), OFFICE, each).to_json()["addressee"] for each in get_args(Addressee)
    } == set(get_args(Addressee))


def test_remedies_and_rows_are_fixed():
    found, known = remedy_for("silence", DAY(NEW), OFFICE), rows()
    kept = (known.ways["granted", "applicant"], known.bodies["department"], known.periods["lawsuit"])
    insist_on_fixed(found, found.bodies, found.periods[0], OFFICE, known, known.subjects["part"])
    insist_on_fixed(*(each.newest for each in kept))
    assert found.to_json()["periods"][0]["length"] == found.periods[0].length


SOURCE = tomllib.loads(files("gongkai.law.remedies").joinpath("data", "remedies.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("ways", r"way against \('granted', 'applicant'\): two periods hold"),
        ("bodies", "bodies of department: two periods hold"),
        ("periods", "period reconsideration: two periods hold"),
        ("internet", "internet channel: two periods hold"),
    ],
)
def test_rows_that_hold_on_the_same_day_are_refused_with_their_name(place, says):
    data = copy.deepcopy(SOURCE)
    data[place].append(data[place][0])
    with pytest.raises(InvalidData, match=says):
        parse_rows(data)


def changed(place: str, **values: object) -> dict[str, object]:
    data = copy.deepcopy(SOURCE)
    data[place][0].update(values)
    return data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (changed("ways", way="sometimes"), "The way against"),
        (changed("ways", choice="remedies.silence"), "The way against"),
        (changed("ways", choice="remedies.nothing", way=None), "The way against"),
        (changed("ways", subject="nothing"), "The way against"),
        (changed("ways", basis=["no-such"]), "no provision 'no-such'"),
        (changed("bodies", basis=["no-such"]), "no provision 'no-such'"),
        (changed("periods", basis=["no-such"]), "no provision 'no-such'"),
        (changed("internet", basis=["no-such"]), "no provision 'no-such'"),
    ],
)
def test_damaged_data_is_refused_with_the_place(data, says):
    with pytest.raises(InvalidData, match=says):
        parse_rows(data)
