"""``gongkai remedies``."""

from __future__ import annotations

import json

import pytest

from tests.cli.kit import Run

DEPARTMENT = ("--kind", "department", "--body", "示范县人民政府")


def test_way_body_periods_and_words_are_told_with_their_articles(run: Run) -> None:
    ran = run("remedies", "unavailable.not_held", "--on", "2025-07-01", *DEPARTMENT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "办理结果：（四）无法提供/1.本机关不掌握相关政府信息（申请人；政府部门）",
        "途径：行政复议、行政诉讼都可以（《行政诉讼法》第四十四条第一款、法释〔2025〕8号第一条第（一）项）",
        "  无法提供、不予处理（包括逾期不补正、逾期不缴费）的，复议、诉讼都可以。",
        "行政复议机关：示范县人民政府（《行政复议法》第二十四条第一款第（一）项）",
        "申请行政复议：自收到本答复之日起60日（《行政复议法》第二十条第一款）",
        "直接提起行政诉讼：自收到本答复之日起6个月（《行政诉讼法》第四十六条第一款）",
        "答复书写：对本答复不服的，可以自收到本答复之日起60日内向示范县人民政府申请行政复议，"
        "也可以自收到本答复之日起6个月内直接向人民法院提起行政诉讼。",
    ]


def test_an_open_question_shows_both_readings_and_whose_answer_it_is(run: Run) -> None:
    asked = ("remedies", "silence", "--on", "2025-07-01", *DEPARTMENT)
    default = run(*asked).out.splitlines()
    assert default[0] == "办理结果：逾期没有答复（申请人；政府部门）"
    first, reason, *readings = default[6:10]
    assert first.endswith("（remedies.silence）：默认为“先申请行政复议，再提起行政诉讼”")
    assert reason.startswith("  默认“先申请行政复议，再提起行政诉讼”的理由：")
    assert [each.split("：")[0] for each in readings] == ["  reconsideration-first", "  either"]
    own = run(*asked, "--set", "remedies.silence=either").out
    assert "：本机关设定为“行政复议、行政诉讼都可以”" in own
    assert "  默认“先申请行政复议，再提起行政诉讼”的理由：" in own
    assert "申请人可以：" in own


def test_what_nobody_has_set_is_said(run: Run) -> None:
    lines = run("remedies", "granted", "--on", "2025-07-01", "--kind", "committee").out.splitlines()
    assert lines[-1] == "还缺：行政复议机关：没有设定，不能写出这一段"
    assert not any(each.startswith(("答复书写", "行政复议机关")) for each in lines)
    ran = run("remedies", "granted", "--on", "2025-07-01", "--kind", "department", "--by-internet")
    assert [each for each in ran.out.splitlines() if each.startswith("还缺")] == [
        "还缺：行政复议机关的全称：文中只写了它是哪一类机关",
        "还缺：提交行政复议申请书的互联网渠道：通过互联网送达的必须同时提供",
    ]


def test_two_bodies_between_which_the_applicant_chooses(run: Run) -> None:
    ran = run("remedies", "granted", "--on", "2025-07-01", "--kind", "justice-department", "--body", "甲市人民政府",
              "--body", "乙省司法厅")  # fmt: skip
    assert "行政复议机关：甲市人民政府或者乙省司法厅（《行政复议法》第二十八条）" in ran.out


def test_a_row_of_an_old_year_is_named_by_its_own_form(run: Run) -> None:
    lines = run("remedies", "other", "--on", "2020-06-01", "--kind", "government").out.splitlines()
    assert lines[:2] == [
        "办理结果：（六）其他处理（申请人；人民政府（省级以下））",
        "途径：没有需要告知的救济途径（国办公开办函〔2019〕60号）",
    ]


def test_what_needs_no_provision_names_none(run: Run) -> None:
    ran = run("remedies", "not_handled.repeated", "--on", "2025-06-01", *DEPARTMENT, "--addressee", "third_party")
    assert ran.out.splitlines() == [
        "办理结果：（五）不予处理/2.重复申请（第三方；政府部门）",
        "途径：没有需要告知的救济途径",
        "  没有公开第三方的信息，不需要告知第三方救济途径。",
    ]


def test_the_same_as_json(run: Run) -> None:
    ran = run("remedies", "granted", "--on", "2024-01-01", *DEPARTMENT, "--addressee", "third_party", "--by-internet",
              "--channel", "https://fy.example.gov.cn", "--json")  # fmt: skip
    found = json.loads(ran.out)
    assert (found["outcome"], found["addressee"], found["on"], found["way"]) == (
        "granted", "third_party", "2024-01-01", "either",
    )  # fmt: skip
    assert found["internet"] == ["《行政复议法》第二十二条第二款"] and found["missing"] == []
    assert found["text"].endswith("https://fy.example.gov.cn。")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("refused", "--on", "2025-07-01", *DEPARTMENT), "没有“refused”这种办理结果"),
        (("granted", "--on", "2019-05-14", *DEPARTMENT), "2019-05-14没有“granted”的规定"),
        (("granted", "--on", "0001-01-01", *DEPARTMENT), "0001-01-01没有“granted”的规定"),
        (("granted", "--on", "2025-13-01", *DEPARTMENT), "2025-13-01"),
        (("granted", "--on", "2025-07-01", "--kind", "court"), "没有“court”这类机关"),
        (("granted", "--on", "2025-07-01", "--kind", "department", "--body", ""), "名称是空的"),
        (("granted", "--on", "2025-07-01", *DEPARTMENT, "--body", "乙"), "给出了2个名称"),
        (("granted", "--on", "2025-07-01", *DEPARTMENT, "--addressee", "court"), "court"),
        (("silence", "--on", "2025-07-01", *DEPARTMENT, "--set", "remedies.silence"), "看不懂“remedies.silence”"),
        (("silence", "--on", "2025-07-01", *DEPARTMENT, "--set", "=either"), "看不懂“=either”"),
        (("silence", "--on", "2025-07-01", *DEPARTMENT, "--set", "remedies.silence="), "看不懂“remedies.silence=”"),
        (("silence", "--on", "2025-07-01", *DEPARTMENT, "--set", "remedies.silence=no"), "不能设为“no”"),
        (("silence", "--on", "2025-07-01", *DEPARTMENT, "--set", "remedies.x=no"), "没有“remedies.x”这一项"),
        (("granted", *DEPARTMENT), "--on"),
        (("granted", "--on", "2025-07-01"), "--kind"),
        (("--on", "2025-07-01", *DEPARTMENT), "OUTCOME"),
    ],
)
def test_what_is_wrong_is_said(run: Run, arguments: tuple[str, ...], says: str) -> None:
    ran = run("remedies", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
