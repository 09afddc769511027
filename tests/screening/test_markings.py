"""Secrecy markings, wrong terms and names, leftovers and links."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gongkai.errors import UsageError
from gongkai.screening import Rules, Screen, default_rules, load_rules
from gongkai.screening.rules import Leader, Term
from tests.screening.build import kinds, screened


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("机密★1年", "certain"),
        ("秘密★", "certain"),
        ("绝 密 ★ 长期", "certain"),
        ("密级：机密", "certain"),
        ("秘密", "likely"),
        ("【机密】", "likely"),
        ("秘　密", "likely"),
        ("机密级", "likely"),
        ("内部资料 注意保存", "likely"),
        ("内部资料", "likely"),
        ("（此件不予公开）", "likely"),
        ("公开属性：不予公开", "likely"),
        ("本材料仅供内部使用，请勿外传。", "likely"),
        ("CONFIDENTIAL", "likely"),
    ],
)
def test_a_marking_is_found(text: str, certainty: str) -> None:
    (hit,) = screened(f"某某办公室文件\n{text}\n关于某事的通知")
    assert (hit.kind, hit.certainty) == ("secrecy-marking", certainty)


@pytest.mark.parametrize(
    "text",
    [
        "涉及国家秘密的政府信息，依照有关规定不予公开。",
        "（三）不予公开",
        "不予公开",
        "属于国家秘密的2件，商业秘密1件",
        "严格落实保密审查，做到涉密信息不上网",
        "内部事务信息",
        "公开属性：主动公开",
        "此件公开发布",
    ],
)
def test_prose_about_secrecy_is_no_marking(text: str) -> None:
    assert screened(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "XX镇人民政府",
        "20XX年工作报告",
        "××局",
        "{{ name }}",
        "【请填写单位名称】",
        "（此处填写说明）",
        "单击此处添加标题",
        "Lorem ipsum",
    ],
)
def test_what_a_template_left_is_found(text: str) -> None:
    assert set(kinds(text)) == {"template-leftover"}


@pytest.mark.parametrize("text", ["李××的申请", "张某某", "A×B×C", "3×4平方米", "X光检查", "公开率100%"])
def test_masks_and_signs_are_no_leftover(text: str) -> None:
    assert screened(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("http://localhost:8080/a", "dead-link"),
        ("http://192.168.1.5/x", "dead-link"),
        ("http://10.1.2.3/", "dead-link"),
        ("http://172.16.0.1/", "dead-link"),
        ("http://oa/x", "dead-link"),
        ("https://example.com/a", "dead-link"),
        ("file:///C:/a.doc", "path"),
        ("C:\\Users\\a.doc", "path"),
        ("https://www.youtube.com/watch", "foreign-link"),
        ("http://a.gov.us/", "foreign-link"),
    ],
)
def test_a_link_that_leads_nowhere_or_abroad_is_found(text: str, kind: str) -> None:
    assert kinds(f"见 {text} 。") == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "http://www.hongze.gov.cn/a",
        "https://mp.weixin.qq.com/s/abc",
        "http://172.32.0.1.gov.cn/",
        "http://www.xinhuanet.com/",
    ],
)
def test_an_ordinary_link_is_left_alone(text: str) -> None:
    assert screened(text) == ()


RULES = Rules(
    terms=(Term("旧县名", "新县名", dt.date(2024, 1, 1), dt.date(2025, 12, 31)),),
    leaders=(
        Leader("张建国", "县长", None, dt.date(2025, 3, 31)),
        Leader("李志强", "县长", dt.date(2025, 4, 1), None),
    ),
    own_hosts=frozenset(["10.1.2.3"]),
    public_numbers=frozenset(["13812345678"]),
)


def on(day: str) -> Screen:
    return Screen.of(RULES, dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "found"),
    [("2023-12-31", []), ("2024-01-01", ["wrong-term"]), ("2025-12-31", ["wrong-term"]), ("2026-01-01", [])],
)
def test_a_term_is_wrong_on_its_days(day: str, found: list[str]) -> None:
    assert kinds("旧县名人民政府", screen=on(day)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("报请国土资源部备案", ["wrong-term"]),
        ("报请原国土资源部备案", []),
        ("环境保护部印发", ["wrong-term"]),
        ("环境保护部门印发", []),
        ("环境保护部门报环境保护部", ["wrong-term"]),
        ("原政务信息公开条例", ["wrong-term"]),
        ("某区行政服务审批局", []),
    ],
)
def test_what_was_right_once_or_is_part_of_a_right_word_is_left_alone(text: str, found: list[str]) -> None:
    assert kinds(text) == found


def test_an_office_says_in_which_words_a_term_is_right(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[[terms]]\nwrong = "甲乙"\nright = "乙甲"\nright_in = ["甲乙丙"]\n', "utf-8")
    screen = Screen.of(load_rules(path))
    assert kinds("甲乙丙。", screen=screen) == [] and kinds("甲乙。", screen=screen) == ["wrong-term"]


def test_a_wrong_term_in_a_title_of_its_time_is_left_alone() -> None:
    assert kinds("《旧县名志》", screen=on("2024-06-01")) == []


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("县长张建国主持会议", "2025-03-31", []),
        ("县长张建国主持会议", "2025-04-01", ["leader-name"]),
        ("县长李志强主持会议", "2025-04-01", []),
        ("县长李志强主持会议", "2025-03-31", ["leader-name"]),
        ("县长李志刚主持会议", "2025-04-01", ["leader-name"]),
        ("县长王大力主持会议", "2025-04-01", []),
    ],
)
def test_a_leaders_name_is_compared_with_the_list_of_the_day(text: str, day: str, found: list[str]) -> None:
    assert kinds(text, screen=on(day)) == found


def test_the_offices_own_hosts_and_numbers_are_left_alone() -> None:
    assert kinds("张三 13812345678，http://10.1.2.3/a", screen=on("2025-01-01")) == []


def test_an_office_adds_its_rules_to_those_for_all(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('own_hosts = ["a.cn"]\n[[terms]]\nwrong = "甲"\nright = "乙"\nfrom = 2024-01-01\n', "utf-8")
    rules = load_rules(path)
    assert (
        rules.terms[-1] == Term("甲", "乙", dt.date(2024, 1, 1)) and len(rules.terms) == len(default_rules().terms) + 1
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[words]]\n", "words"),
        ('[[terms]]\nwrong = "甲"\n', "right"),
        ('[[terms]]\nwrong = "甲"\nright = "乙"\nform = 2024-01-01\n', "form"),
        ('[[terms]]\nwrong = "甲"\nright = "乙"\nfrom = "2024"\n', "日期"),
        ("own_hosts = 3\n", "own_hosts"),
        ("terms = 3\n", "terms"),
        ("a = \n", "TOML"),
    ],
)
def test_a_wrong_file_of_rules_is_said_to_be(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said):
        load_rules(path)


def test_a_missing_file_of_rules_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不到"):
        load_rules(tmp_path / "none.toml")
