"""What a superior asks beyond the law: read from a file, checked apart, and a damaged file says where."""

from __future__ import annotations

import datetime as dt
import pickle
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.checking import Finding, RuleSet, by_source, check, parse_rule_set, read_rule_set, rules
from gongkai.checking.superior.demands import facts_known
from gongkai.errors import InvalidRuleSet
from gongkai.report import Report
from tests.checking.build import TOWN, fact, right_report, with_facts, with_prose, without
from tests.checking.cases import printed

EXAMPLE = Path(__file__).parents[2] / "examples" / "rules" / "city-2024.toml"
HEAD = """id = "city"
title = "编制要求"
issuer = "甲市人民政府办公室"
[source]
document = "关于编制年度报告的通知"
number = "甲政办〔2024〕1号"
date = 2024-12-20
"""
RULE = """[[rules]]
id = "short"
title = "不超过十字"
kind = "length"
section = "overview"
at_most = 10
"""
LICENCES, FEES = "proactive.licences.decisions", "proactive.fees.amount"


def rule_set(*lines: str, head: str = HEAD) -> RuleSet:
    return parse_rule_set(head + "\n".join(('[[rules]]\nid = "one"\ntitle = "一条"', *lines)))


def asked(report: Report, *lines: str, head: str = HEAD) -> list[Finding]:
    return check(report, rules="structure.form", rule_sets=[rule_set(*lines, head=head)])


def overview(text: str) -> Report:
    return with_prose(right_report(), overview=text)


@pytest.mark.parametrize(
    ("lines", "right", "wrong"),
    [
        (
            ['kind = "length"', 'section = "overview"', "at_most = 5"],
            overview("一二三 四五\n"),
            overview("一二三四五六"),
        ),
        (['kind = "length"', 'section = "overview"', "at_least = 3"], overview("一二三"), overview("一 二")),
        (['kind = "length"', "at_most = 100"], overview("短"), overview("长" * 100)),
        (['kind = "words"', 'all = ["培训", "考核"]'], overview("培训和考核"), overview("只有培训")),
        (['kind = "words"', 'any = ["已公开", "依法不公开"]'], overview("均依法不 公开"), overview("都办结了")),
        (['kind = "words"', 'none = ["有关部门"]'], overview("教育局"), overview("有关部门")),
        (
            ['kind = "words"', 'section = "problems"', 'all = ["整改"]'],
            with_prose(right_report(), problems="整改"),
            overview("整改"),
        ),
        (
            ['kind = "fact"', 'fact = "requests.received"'],
            with_facts(right_report(), ("requests.received", 3)),
            with_facts(right_report(), ("requests.concluded", 3)),
        ),
        (
            ['kind = "fact"', 'fact = "disputes.litigation"'],
            with_facts(right_report(), ("disputes.litigation_direct", 3)),
            with_facts(right_report(), ("disputes.reconsideration", 3)),
        ),
        (
            ['kind = "fact"', 'fact = "requests.received"', 'section = "other"'],
            replace(right_report(), facts=(fact("requests.received", 3, section="other"),)),
            with_facts(right_report(), ("requests.received", 3)),
        ),
        (
            ['kind = "published"', 'by = "01-20"'],
            right_report(published=dt.date(2025, 1, 20)),
            right_report(published=dt.date(2025, 1, 21)),
        ),
        (
            ['kind = "published"', "by = 2025-01-20"],
            right_report(published=dt.date(2025, 1, 20)),
            right_report(published=dt.date(2025, 1, 21)),
        ),
        (['kind = "cells"', f'cells = ["{FEES}"]'], printed(FEES, "unread"), printed(FEES, "blank")),
        (
            ['kind = "cells"', 'cells = ["disputes"]'],
            without(right_report(), FEES),
            without(right_report(), "disputes."),
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_every_kind_of_rule_passes_the_right_and_finds_the_wrong(lines, right, wrong):
    assert asked(right, *lines) == []
    (finding,) = asked(wrong, *lines)
    assert (finding.rule, finding.severity) == ("superior:city.one", "warning")
    assert (
        finding.basis == "上级规定：甲市人民政府办公室《关于编制年度报告的通知》（甲政办〔2024〕1号，2024年12月20日）"
    )
    assert "一条：" in finding.message and finding.message_en


@pytest.mark.parametrize(
    ("report", "lines"),
    [
        (right_report(published=dt.date(2026, 3, 1)), ['kind = "published"', "by = 2024-01-20"]),
        (overview("无"), ['kind = "words"', 'all = ["许可"]', f'when = ["{LICENCES}"]']),
        (overview("无"), ['kind = "words"', 'all = ["许可"]', 'agencies = ["department"]']),
        (overview("无"), ['kind = "words"', 'all = ["许可"]', 'levels = ["county", "prefecture"]']),
    ],
)
def test_it_leaves_alone_whom_it_is_not_asked_of(report, lines):
    assert asked(report, *lines) == []


@pytest.mark.parametrize(
    ("report", "lines", "why"),
    [
        (right_report(published=None), ['kind = "published"', 'by = "01-20"'], "没有载明发布日期"),
        (replace(right_report(), sections={}), ['kind = "length"', "at_least = 5"], "没有读到报告正文"),
        (replace(right_report(), sections={}), ['kind = "words"', 'all = ["许可"]'], "没有读到报告正文"),
        (replace(right_report(), sections={}), ['kind = "fact"', 'fact = "fees.processing"'], "没有读到报告正文"),
        (
            right_report(agency="某机构"),
            ['kind = "words"', 'all = ["许可"]', 'agencies = ["department"]'],
            "哪一类",
        ),
        (right_report(agency=None), ['kind = "words"', 'all = ["许可"]', 'levels = ["county"]'], "哪一类"),
    ],
)
def test_it_says_where_it_could_not_run(report, lines, why):
    (finding,) = asked(report, *lines)
    assert finding.severity == "not run" and why in finding.message and finding.of_superior


@pytest.mark.parametrize(("count", "wrong"), [(0, False), (1, True)])
def test_a_condition_on_cells_is_met_from_one_on(count, wrong):
    report = overview("无").with_cells({LICENCES: count})
    assert bool(asked(report, 'kind = "words"', 'all = ["许可"]', f'when = ["{LICENCES}"]')) is wrong


@pytest.mark.parametrize(
    ("gone", "zh", "en"),
    [
        (FEES, "“行政事业性收费”行“本年收费金额”列没有", "column 本年收费金额 (amount) holds"),
        ("proactive.", "“本年制发件数”列等10格", "(made) and 9 more"),
    ],
)
def test_cells_without_a_number_are_named_the_first_and_how_many_more(gone, zh, en):
    (finding,) = asked(without(right_report(), gone), 'kind = "cells"', 'cells = ["proactive"]')
    assert zh in finding.message and en in finding.message_en


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        (
            "agencies",
            "state-council government government-office department dispatched committee vertical organisation",
        ),
        ("levels", "national province prefecture city county township"),
        ("severity", "error warning notice"),
    ],
)
def test_every_kind_and_level_of_agency_may_be_asked(key, choices):
    for each in choices.split():
        value = f'"{each}"' if key == "severity" else f'["{each}"]'
        assert rule_set('kind = "length"', "at_most = 9", f"{key} = {value}").faults == ()


def test_a_rule_that_cannot_be_used_is_a_rule_all_the_same():
    bad = rule_set('kind = "lenght"')
    (made,) = bad.as_rules()
    assert (made.id, made.severity, made.cited) == ("superior:city.one", "notice", bad.basis)


def test_a_condition_on_cells_and_kinds_of_agencies_is_met():
    report = overview("无").with_cells({LICENCES: 3})
    lines = ['kind = "words"', 'all = ["许可"]', f'when = ["{LICENCES}", "{FEES}"]', 'agencies = ["government"]']
    assert [each.rule for each in asked(report, *lines, 'levels = ["township"]')] == ["superior:city.one"]


@pytest.mark.parametrize(
    ("validity", "year", "holds"),
    [
        ("", 2024, True),
        ("from = 2024-12-31", 2024, True),
        ("from = 2025-01-01", 2024, False),
        ("until = 2024-12-31", 2024, True),
        ("until = 2024-12-30", 2024, False),
        ("from = 2024-01-01\nuntil = 2024-12-31", 2025, False),
        ("from = 2025-01-01", None, True),
    ],
)
def test_a_set_holds_for_reports_of_the_years_that_end_in_its_validity(validity, year, holds):
    found = asked(
        right_report(year=year), 'kind = "words"', 'all = ["没有的词"]', head=f"{HEAD}[validity]\n{validity}\n"
    )
    assert bool(found) is holds


def test_its_findings_follow_behind_the_laws_and_are_told_apart_by_their_source():
    wrong = with_prose(right_report(), overview="XX", other="没有。")
    findings = check(wrong, rule_sets=[parse_rule_set(HEAD + RULE.replace("at_most = 10", "at_most = 1"))])
    assert [each.of_superior for each in findings] == sorted(each.of_superior for each in findings)
    law, superiors = by_source(findings)
    assert {each.rule for each in law} <= {each.id for each in rules()} and law
    assert [each.rule for (found,) in superiors.values() for each in (found,)] == ["superior:city.short"]
    assert set(findings[-1].to_json()) == {"rule", "severity", "cells", "message", "basis", "expected", "found"}


def test_choosing_among_the_laws_rules_does_not_choose_among_the_superiors():
    assert [each.rule for each in check(right_report(), rules="cells", rule_sets=[parse_rule_set(HEAD + RULE)])] == [
        "superior:city.short"
    ]


def test_a_bad_rule_could_not_run_and_the_others_did():
    text = HEAD + '[[rules]]\nid = "bad"\ntitle = "坏"\nkind = "length"\nsection = "overwiew"\nat_most = 3\n' + RULE
    made = parse_rule_set(text)
    bad, short = check(right_report(agency=TOWN), rules="cells", rule_sets=[made])
    assert (bad.rule, bad.severity) == ("superior:city.bad", "not run")
    assert "第12行" in bad.message and "section" in bad.message and "overview" in bad.message
    assert (short.rule, short.severity) == ("superior:city.short", "warning")
    assert [each.id for each in made.faults] == ["bad"]


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (['kind = "lenght"', "at_most = 3"], 11, "“kind”的“lenght”不认识，可用的有length、words"),
        (['kind = "length"', "at_mots = 3", "at_most = 3"], 12, "“at_mots”不认识"),
        (['kind = "length"', 'at_most = "3"'], 12, "“at_most”应为不小于0的整数"),
        (['kind = "length"', "at_most = -1"], 12, "“at_most”应为不小于0的整数"),
        (['kind = "length"', "at_most = true"], 12, "“at_most”应为不小于0的整数"),
        (['kind = "length"'], 8, "“at_most”和“at_least”至少要写一个"),
        (['kind = "length"', "at_most = 1", "at_least = 2"], 13, "“at_least”大于"),
        (['kind = "words"'], 8, "至少要写一个"),
        (['kind = "words"', "all = []"], 12, "“all”应为用方括号括起的一列文字"),
        (['kind = "words"', "all = [3]"], 12, "“all”应为用方括号括起的一列文字"),
        (['kind = "words"', 'all = "培训"'], 12, "“all”应为用方括号括起的一列文字"),
        (['kind = "fact"', 'fact = "requests.recieved"'], 12, "“fact”的“requests.recieved”不认识"),
        (['kind = "published"', 'by = "1月20日"'], 12, "“by”应为每年的月和日"),
        (['kind = "published"', 'by = "02-30"'], 12, "“by”应为每年的月和日"),
        (['kind = "published"', 'by = "02-29"'], 12, "“by”应为每年的月和日"),
        (['kind = "cells"', 'cells = ["proactive.licence"]'], 12, "“cells”的“proactive.licence”不是任何表样"),
        (['kind = "cells"', 'cells = ["disputes"]', 'when = ["x"]'], 13, "“when”的“x”不是任何表样"),
        (['kind = "cells"', 'cells = ["disputes"]', 'severity = "fatal"'], 13, "“severity”的“fatal”不认识"),
        (['kind = "cells"', 'cells = ["disputes"]', 'agencies = ["school"]'], 13, "“agencies”的“school”不认识"),
        (["at_most = 3"], 8, "“kind”没有填写"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_what_is_wrong_with_a_rule_is_said_by_line_and_key(lines, line, words):
    (fault,) = rule_set(*lines).faults
    assert fault.id == "one" and f"第{line}行" in fault.why and words in fault.why


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id = =", "第1行第6列有误（Invalid value）。"),
        (HEAD.replace('id = "city"', 'id = "甲市"') + RULE, "第1行“id”应为小写字母"),
        (HEAD.replace('id = "city"\n', "") + RULE, "“id”没有填写"),
        (HEAD.replace('title = "编制要求"', 'title = " "') + RULE, "第2行“title”没有填写"),
        (HEAD.replace("date = 2024-12-20", 'date = "2024-12-20"') + RULE, "第7行[source]的“date”应为日期"),
        (HEAD.replace("date = 2024-12-20", "date = 2024-12-20T08:00:00") + RULE, "第7行[source]的“date”应为日期"),
        (HEAD.replace("number", "nubmer") + RULE, "第6行[source]的“nubmer”不认识"),
        (HEAD + "[validity]\nfrom = 2025-01-01\nuntil = 2024-01-01\n" + RULE, "第10行[validity]的“until”早于起始日期"),
        (HEAD, "“rules”没有填写"),
        (HEAD + "[rules]\nid = 1\n", "第8行“rules”应为若干个表，写作[[rules]]"),
        ('id = "city"\nrules = []\n' + HEAD.split("\n", 1)[1], "“rules”应有1至200条规则"),
        ("x = 1\n" + HEAD + RULE, "第1行“x”不认识"),
    ],
)
def test_a_damaged_file_is_refused_with_line_and_key_and_what_to_do(text, words):
    with pytest.raises(InvalidRuleSet) as error:
        parse_rule_set(text, "要求.toml")
    assert "要求.toml" in str(error.value) and words in str(error.value) and "改正后重试" in str(error.value)


@pytest.mark.parametrize("first", ["id = 3", 'id = "A b"', ""])
def test_a_rule_without_a_usable_id_is_known_by_its_number(first):
    made = parse_rule_set(HEAD + RULE + f'[[rules]]\n{first}\ntitle = "二"\nkind = "length"\nat_most = 3\n')
    assert [each.id for each in made.faults] == ["rule-2"]


def test_the_second_of_two_rules_of_one_id_is_at_fault():
    made = parse_rule_set(HEAD + RULE + RULE)
    (fault,) = made.faults
    assert "重复" in fault.why and fault.id != "short" and len(made.rules) == 2


def test_two_sets_of_one_id_are_refused():
    made = parse_rule_set(HEAD + RULE)
    with pytest.raises(InvalidRuleSet, match="编号（id）都是“city”。"):
        check(right_report(), rule_sets=[made, made])


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\xff\xfe", "UTF-8"), (b" " * 1_000_001, "太大"), (None, "打不开")],
    ids=["utf", "size", "none"],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, data, words):
    path = tmp_path / "要求.toml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InvalidRuleSet, match=words):
        read_rule_set(path)


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path):
    path = tmp_path / "要求.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + RULE).replace("\n", "\r\n").encode())
    assert read_rule_set(path) == parse_rule_set(HEAD + RULE)


def test_a_set_goes_to_other_processes():
    made = read_rule_set(EXAMPLE)
    assert pickle.loads(pickle.dumps(made)) == made


def test_the_example_has_every_kind_of_rule_and_no_fault():
    made = read_rule_set(EXAMPLE)
    kinds = {each["kind"] for each in tomllib.loads(EXAMPLE.read_text("utf-8"))["rules"]}
    assert made.faults == () and kinds == {"length", "words", "fact", "published", "cells"}


def test_every_fact_that_can_be_asked_for_is_one_that_reading_finds():
    from gongkai.reading.facts import facts_of

    text = (
        "收到政府信息公开申请3件，办结3件，结转下年度0件。因政府信息公开被申请行政复议1件，被提起行政诉讼2件。主动公开政府信息90条。"
        "通过门户网站公开50条，微信公众号公开40条，政务新媒体公开信息30条。制发行政规范性文件3件。作出行政许可决定12件，"
        "行政处罚决定7件。收取信息处理费0元。"
    )
    subjects = {each.subject for each in facts_of({"overview": text, "other": text}, TOWN, 2024)}
    found = {
        key for key in facts_known() for each in subjects if each == key or each.startswith((f"{key}.", f"{key}_"))
    }
    assert set(facts_known()) - found == set()
