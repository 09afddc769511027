from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import gongkai
from gongkai.checking import SEVERITIES, Rule, check, rules
from gongkai.checking import rule as registry
from gongkai.checking.catalogue import catalogue
from gongkai.checking.naming import cell_name, number, section_name, table_name
from gongkai.checking.rule import Draft, NotRun, select
from gongkai.checking.wording import wording
from gongkai.errors import InvalidData, UnknownRule
from gongkai.forms import form_ids, get_form
from gongkai.law import provisions
from tests.checking.build import TOWN, right_report, with_prose
from tests.checking.describing import examples_text

ROOT = Path(__file__).parents[2]


@pytest.fixture
def extra_rule(monkeypatch):
    """Register rules for one test only."""
    monkeypatch.setattr(registry, "_REGISTRY", dict(registry._REGISTRY))

    def add(decide, rule_id="cells.invented", **options):
        registry.rule(rule_id, "试验", "trial", "error", "content", **options)(decide)

    return add


def test_the_page_of_the_contract_lists_every_rule_with_its_severity_and_no_other():
    page = (ROOT / "docs" / "report-json.md").read_text("utf-8")
    listed = re.findall(r"^\| `([a-z]+\.[a-z-]+)` \| (\w+) \|", page, re.MULTILINE)
    assert len(listed) == len(dict(listed))
    assert dict(listed) == {each.id: each.severity for each in rules()}


@pytest.mark.parametrize("each", rules(), ids=lambda each: each.id)
def test_the_catalogue_says_what_a_rule_finds_and_leaves_alone_with_an_example_of_each(each: Rule):
    section = catalogue().split(f"## {each.id} ")[1].split("\n## ")[0]
    said = (
        "finds 查什么",
        "leaves alone 不查什么",
        "passes 通过",
        "finds 发现",
        "leaves alone 不涉及",
        "valid for",
        "severity",
    )
    assert [name for name in said if not re.search(rf"- {name}[^:]*: \S", section)] == []
    assert re.search(r"in force from \d{4}-\d\d-\d\d", section)


def test_the_examples_of_the_catalogue_are_the_cases_that_are_run():
    written = Path(gongkai.__file__).parent / "checking" / "data" / "examples.toml"
    assert written.read_text("utf-8") == examples_text(), "run `make generated`"


@pytest.mark.parametrize("each", rules(), ids=lambda each: each.id)
def test_every_rule_is_explained_and_founded_on_law(each: Rule):
    assert each.title and each.title_en and each.explanation.endswith(".")
    for form in form_ids():
        keys = [f"form-{form}" if key == "form" else key for key in each.basis]
        assert provisions(keys)


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        (["disputes"], {"disputes.total"}),
        (["disputes.total", "proactive.*"], {"disputes.total", "proactive.authority", "proactive.stock"}),
        ("privacy.personal-data", {"privacy.personal-data"}),
        (["requests", "-requests.balance"], {"requests.concluded", "requests.row-total"}),
        (["disputes", "-disputes"], set()),
    ],
)
def test_rules_are_chosen_by_id_and_prefix(wanted, chosen):
    assert {each.id for each in select(wanted)} == chosen


@pytest.mark.parametrize("wanted", [None, [], ["-text.repeated"]])
def test_without_a_choice_all_rules_run_but_the_excluded(wanted):
    assert {each.id for each in select(wanted)} == {each.id for each in rules()} - {
        word.removeprefix("-") for word in wanted or ()
    }


@pytest.mark.parametrize("word", ["nonsense", "requests.nonsense", "request", "-nonsense", "", "*", "-"])
def test_a_rule_that_does_not_exist_is_an_error(word):
    with pytest.raises(UnknownRule):
        check(right_report(), rules=[word])


def test_findings_are_chosen_by_severity():
    report = with_prose(right_report().with_cells({"disputes.reconsideration.total": 1}), other="无。")
    assert {each.severity for each in check(report)} == {"error", "warning", "not run"}
    for severity in SEVERITIES:
        assert {each.severity for each in check(report, severities=[severity])} <= {severity}
    assert [each.rule for each in check(report, severities="error")] == ["disputes.total"]
    with pytest.raises(UnknownRule, match="fatal"):
        check(report, severities=["error", "fatal"])


def test_a_rule_that_crashes_says_so_and_touches_no_other(extra_rule):
    def crash(context):
        yield Draft("先有一个", "one first")
        raise KeyError("boom")

    before = check(right_report())
    extra_rule(crash)
    after = check(right_report())
    (failed,) = [each for each in after if each.rule == "cells.invented"]
    assert failed.severity == "not run" and "KeyError" in failed.message and "boom" in failed.message_en
    assert [each for each in after if each is not failed] == before


def test_an_error_of_ours_inside_a_rule_is_its_reason(extra_rule):
    def refuse(context):
        raise InvalidData("the data are damaged")
        yield

    extra_rule(refuse)
    (finding,) = check(right_report(), rules=["cells.invented"])
    assert finding.severity == "not run" and "the data are damaged" in finding.message_en


def test_a_rule_may_say_why_it_did_not_run(extra_rule):
    extra_rule(lambda context: [NotRun("没有数据", "there are no data")])
    (finding,) = check(right_report(), rules=["cells.invented"])
    assert finding.message == "未能核查“试验”：没有数据。" and finding.cells == ()


@pytest.mark.parametrize(
    ("options", "runs"),
    [
        ({"needs": ("in_force",)}, 1),
        ({"needs": ("in_force", "previous_items")}, 0),
        ({"first_year": 2025}, 0),
        ({"first_year": 2024}, 1),
        ({"last_year": 2024}, 1),
        ({"last_year": 2023}, 0),
    ],
)
def test_a_rule_runs_only_where_it_is_valid(extra_rule, options, runs):
    extra_rule(lambda context: [Draft("总是", "always")], **options)
    assert len(check(right_report(), rules=["cells.invented"])) == runs


@pytest.mark.parametrize("each", rules(), ids=lambda each: each.id)
def test_a_rules_id_stands_once_in_the_sources_and_leads_to_its_module(each: Rule):
    folder = Path(gongkai.__file__).parent / "checking" / "families"
    written = [
        path.stem
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "rule" and ast.literal_eval(node.args[0]) == each.id
    ]
    assert [f"gongkai.checking.families.{name}" for name in written] == [each.module]
    assert f"{each.module.replace('.', '/')}.py" in catalogue().split(f"## {each.id} ")[1].split("\n## ")[0]


def test_a_rule_whose_law_we_do_not_have_accuses_nobody_and_touches_no_other(extra_rule):
    registry.rule("cells.unfounded", "试验", "trial", "error", "no-such-provision")(
        lambda context: [Draft("总是", "always")]
    )
    extra_rule(lambda context: [Draft("总是", "always")])
    found = check(right_report(), rules=["cells.unfounded", "cells.invented"])
    assert [(each.rule, each.severity) for each in found] == [
        ("cells.unfounded", "not run"),
        ("cells.invented", "error"),
    ]
    assert "no-such-provision" in found[0].message


@pytest.mark.parametrize("rule_id", ["cells.missing", "Cells.x", "cells", "invented.rule"])
def test_a_rule_needs_a_new_id_of_a_known_family(extra_rule, rule_id):
    with pytest.raises(InvalidData):
        extra_rule(lambda context: [], rule_id)


def test_a_lowered_finding_never_falls_below_a_notice(extra_rule):
    extra_rule(lambda context: [Draft("低", "low", lower=9)])
    assert [each.severity for each in check(right_report(), rules=["cells.invented"])] == ["notice"]


def test_findings_come_in_the_catalogues_order():
    order = [each.id for each in rules()]
    seen = [order.index(each.rule) for each in check(right_report().with_cells({"requests.received.total": 1}))]
    assert seen == sorted(seen)


def test_a_finding_serialises_as_the_contract_says():
    (finding,) = check(right_report().with_cells({"disputes.reconsideration.total": 1}), rules=["disputes"])
    data = json.loads(json.dumps(finding.to_json(), ensure_ascii=False))
    assert list(data) == ["rule", "severity", "cells", "message", "basis", "expected", "found"]
    assert (data["expected"], data["found"]) == (0, 1)
    assert finding.to_json(language="en")["message"] == finding.message_en != finding.message


def test_checking_changes_nothing():
    report = right_report(seed=4)
    before = report.to_json()
    check(report, [right_report(year=2023)], [right_report(agency="重庆市大足区万古镇人民政府")])
    assert report.to_json() == before


def test_the_package_offers_check():
    assert gongkai.check is check


def test_a_report_without_anything_can_be_checked():
    for form in form_ids():
        empty = replace(right_report(form), agency=None, year=None, title=None, sections={}, preamble="")
        assert all(each.severity == "not run" for each in check(empty))


def test_the_committed_catalogue_is_the_generated_one():
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == catalogue(), (
        "docs/rules.md is out of date: python -m gongkai.checking.catalogue > docs/rules.md"
    )


def test_the_catalogue_can_be_written_from_the_command_line():
    done = subprocess.run(
        [sys.executable, "-m", "gongkai.checking.catalogue"], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == catalogue()
    assert all(f"`{each.id}`" in done.stdout for each in rules())


@pytest.mark.parametrize(
    ("key", "zh"),
    [
        ("requests.granted.natural_person", "《三、收到和处理政府信息公开申请情况》表“（一）予以公开”行“自然人”列"),
        ("requests.partly_granted.total", "《三、收到和处理政府信息公开申请情况》表“（二）部分公开”行“总计”列"),
        (
            "requests.refused.safety_stability.business",
            "《三、收到和处理政府信息公开申请情况》表“（三）不予公开”项下“3.危及‘三安全一稳定’”行“法人或其他组织—商业企业”列",
        ),
        (
            "disputes.litigation_direct.upheld",
            "《四、政府信息公开行政复议、行政诉讼情况》表“行政诉讼”“未经复议直接起诉”组“结果维持”列",
        ),
        ("proactive.regulations.made", "《二、主动公开政府信息情况》表“规章”行“本年制发件数”列"),
    ],
)
def test_a_cell_is_named_as_an_officer_names_it(key, zh):
    assert cell_name(get_form("2021"), key).zh == zh


@pytest.mark.parametrize("form", form_ids())
def test_every_cell_has_a_name_of_its_own_in_both_languages(form):
    names = [cell_name(get_form(form), cell.key) for cell in get_form(form).cells]
    assert len({each.zh for each in names}) == len({each.en for each in names}) == len(names)


def test_sections_and_tables_are_named_by_their_headings():
    form = get_form("2021")
    assert section_name(form, "other").zh == "第六部分《其他需要报告的事项》"
    assert table_name(form, "disputes").zh == "《四、政府信息公开行政复议、行政诉讼情况》表"


@pytest.mark.parametrize(("value", "text"), [(3, "3"), (None, "空"), (0, "0"), (-2, "-2")])
def test_figures_are_written_as_printed(value, text):
    assert number(value) == text


def test_the_wording_lists_can_be_read():
    assert [each.name for each in wording().assessment] == ["工作考核", "社会评议", "责任追究"]


def test_the_agency_of_the_tests_is_a_township():
    assert check(right_report(agency=TOWN), severities=["error", "warning", "notice"]) == []
