"""Whatever a report holds, every rule copes: no crash inside a rule, sound findings, nothing invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checking import SEVERITIES, check
from gongkai.forms import form_ids, get_form
from gongkai.report import SECTION_KEYS, Doubtful, Extra, Fact, Provenance, blank_report
from gongkai.report.json import dumps, loads, report_from_json
from tests.proof import examples

WORDS = st.sampled_from(
    [
        "2024年，",
        "2023年",
        "国梁镇",
        "万古镇",
        "我镇",
        "洪泽区人民政府",
        "认真贯彻落实",
        "收到政府信息公开申请",
        "3件",
        "0件",
        "，其中",
        "自然人",
        "予以公开",
        "12条",
        "行政复议",
        "行政诉讼",
        "未发生",
        "信息处理费",
        "行政事业性收费",
        "考核",
        "未制发规范性文件",
        "制发规范性文件",
        "作出行政处罚决定",
        "收取行政事业性收费",
        "万元",
        "，较上年增加",
        "（2023年为9件）",
        "，占80%",
        "，同比下降20%",
        "洪泽区水利局",
        "复议后起诉",
        "。",
        "\n",
        "；",
        " ",
        "（一）",
        "一是",
        "截至2023年12月31日",
        "联系电话",
        "13812345678",
        "申请人",
        "身份证",
        "320813198704121234",
        "国办公开办函〔2019〕60号",
        "统计期限自2024年1月1日至11月30日",
        "街道办事处",
        "镇人民政府",
        "〇",
        "１２",
        "\u3000",
        "A.b/c_1",
    ]
)
PROSE = st.lists(WORDS, max_size=25).map("".join)
NUMBERS = st.none() | st.integers(-3, 12) | st.decimals(-2, 9, places=1)
DATES = st.none() | st.dates(dt.date(2019, 1, 1), dt.date(2026, 12, 31))
AGENCIES = st.none() | st.sampled_from(
    [
        "重庆市大足区国梁镇人民政府",
        "路北街道办事处",
        "淮安市洪泽区人民政府",
        "洪泽区教育局",
        "苏州市人民政府",
        "财政部",
        "某管委会",
        "镇",
        "市",
        " ",
    ]
)
SUBJECTS = st.sampled_from(
    [
        f"requests.{name}"
        for name in ("received", "carried_in", "carried_out", "concluded", "granted", "refused", "other")
    ]
    + [
        "disputes.reconsideration",
        "disputes.litigation",
        "disputes.litigation.pending",
        "fees.processing",
        "published.total",
    ]
)


@st.composite
def reports(draw):
    form = get_form(draw(st.sampled_from(form_ids())))
    keys = [cell.key for cell in form.cells]
    some = draw(st.lists(st.sampled_from(keys), max_size=40))
    report = blank_report(form, cells=dict.fromkeys(keys, 0) if draw(st.booleans()) else {})
    cells = {key: draw(NUMBERS) for key in some}
    hows = {key: draw(st.sampled_from(["read", "blank", "missing", "repaired"])) for key in some}
    facts = st.builds(
        Fact,
        SUBJECTS,
        st.integers(0, 12),
        st.sampled_from(["件", "元", "万元"]),
        st.sampled_from(["own", "area"]),
        PROSE,
        st.sampled_from(SECTION_KEYS),
    )
    extra = st.builds(
        Extra,
        st.sampled_from(["requests", "disputes", "proactive"]),
        st.sampled_from(["（六）其他处理", "小计", "9.其他", "（三）不予公开", ""]),
        st.dictionaries(
            st.sampled_from(["natural_person", "business", "total", "upheld", "unknown"]), NUMBERS, max_size=5
        ),
    )
    return replace(
        report,
        agency=draw(AGENCIES),
        year=draw(st.none() | st.integers(2017, 2027)),
        title=draw(st.none() | PROSE),
        cells={**report.cells, **cells},
        provenance={**report.provenance, **{key: Provenance(how, "?") for key, how in hows.items()}},
        published=draw(DATES),
        signature=draw(AGENCIES),
        extra=tuple(draw(st.lists(extra, max_size=2))),
        preamble=draw(PROSE),
        sections={key: draw(PROSE) for key in SECTION_KEYS},
        closing=draw(PROSE),
        facts=tuple(draw(st.lists(facts, max_size=5))),
        warnings=tuple(draw(st.lists(st.builds(Doubtful, st.just("section-order"), PROSE, st.just(())), max_size=1))),
    )


def crashed(findings):
    return [each.message for each in findings if "规则运行出错" in each.message]


@settings(max_examples=examples(400))
@given(reports(), reports())
def test_no_rule_fails_on_any_report(report, other):
    findings = check(report, other, [other], due=dt.date(2025, 1, 15))
    assert crashed(findings) == []
    for each in findings:
        assert each.severity in SEVERITIES and each.message and each.message_en and each.basis
        assert set(each.cells) <= set(report.cells)
        loads(dumps(each.to_json()))


@settings(max_examples=examples(150))
@given(reports())
def test_a_report_is_judged_alike_before_and_after_it_was_written_as_json(report):
    again = report_from_json(loads(dumps(report.to_json())))
    assert [each.to_json() for each in check(again)] == [each.to_json() for each in check(report)]


@settings(max_examples=examples(150))
@given(reports())
def test_a_rule_finds_the_same_alone_as_among_all(report):
    together = check(report)
    for each in {finding.rule for finding in together}:
        assert check(report, rules=[each]) == [finding for finding in together if finding.rule == each]


@settings(max_examples=examples(150))
@given(reports())
def test_checking_twice_gives_the_same(report):
    assert check(report) == check(report)


def test_decimals_are_written_in_findings_as_printed():
    report = blank_report("2021", cells={"proactive.fees.amount": Decimal("-3.50")})
    (finding,) = check(report, rules=["cells.not-a-count"])
    assert "-3.5，" in finding.message and finding.to_json()["found"] == -3.5
