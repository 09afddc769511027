"""``gongkai check``: a line per report with its findings, what is selected, last year's report, exit codes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import gongkai
from tests.cli.kit import BAISHIYI, LUBEI, Run, lines_of

FINDING = {"rule", "severity", "cells", "message", "basis", "expected", "found"}


def by_rule(findings: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["rule"]: each for each in findings}


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    """A real report and its own year before, which carried out 2 where this one carries in none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    report = gongkai.read(BAISHIYI)
    before = replace(report, year=2023).with_cells({"requests.carried_out.total": 2})
    for each, name in ((report, "2024.json"), (before, "2023.json")):
        (folder / name).write_text(json.dumps(each.to_json()), "utf-8")
    return folder


def test_a_line_holds_source_and_findings(run: Run, mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "findings.jsonl"
    ran = run("check", mixed, "--out", out)
    assert ran.code == 3
    assert ran.out == ""
    lines = lines_of(out)
    assert [set(line) for line in lines] == [{"source", "findings"}] * 5
    assert all(set(finding) == FINDING for line in lines for finding in line["findings"])
    errors = lines_of(tmp_path / "findings.errors.jsonl")
    assert "cut.pdf" in [line["source"] for line in errors]
    assert f"{len(errors)} 个文件无法读取" in ran.err


def test_one_process_and_two_give_the_same_bytes(run: Run, mixed: Path, tmp_path: Path) -> None:
    outs = [tmp_path / f"{jobs}.jsonl" for jobs in (1, 2)]
    for jobs, out in enumerate(outs, 1):
        run("check", mixed, "--out", out, "--jobs", jobs)
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_errors_found_have_their_own_exit_code(run: Run, wrong_report: Path) -> None:
    ran = run("check", wrong_report, "--format", "json", "--rules", "requests")
    assert ran.code == 1
    found = by_rule(ran.lines[0]["findings"])["requests.concluded"]
    assert (found["severity"], found["expected"], found["found"]) == ("error", 3, 8)
    assert "错误" in ran.err


def test_warnings_alone_are_no_failure(run: Run) -> None:
    ran = run("check", BAISHIYI, "--format", "json")
    assert ran.code == 0
    assert {each["severity"] for each in ran.lines[0]["findings"]} == {"warning", "not run"}


def test_reports_already_read_give_the_same_findings_as_the_documents(run: Run, tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    run("read", BAISHIYI, LUBEI, "--out", reports)
    from_data = run("check", reports, "--format", "json")
    from_documents = run("check", BAISHIYI, LUBEI, "--format", "json")
    assert from_data.out == from_documents.out
    assert [line["source"] for line in from_data.lines] == [BAISHIYI.name, LUBEI.name]


def test_a_damaged_line_is_an_error_of_its_own_and_the_rest_is_checked(run: Run, tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    run("read", BAISHIYI, LUBEI, "--out", reports)
    first, second = reports.read_bytes().splitlines()
    damaged = (first, first[:-40], b"", '{"cells": "é"}'.encode("latin-1"), second)
    reports.write_bytes(b"\n".join(damaged) + b"\n")
    ran = run("check", reports, "--out", tmp_path / "findings.jsonl")
    assert ran.code == 3
    assert [line["source"] for line in lines_of(tmp_path / "findings.jsonl")] == [BAISHIYI.name, LUBEI.name]
    errors = {line["source"]: line["error"]["code"] for line in lines_of(tmp_path / "findings.errors.jsonl")}
    assert errors == {"reports.jsonl#2": "invalid-data", "reports.jsonl#4": "invalid-data"}


def test_documents_and_reports_already_read_are_checked_in_the_order_given(run: Run, tmp_path: Path) -> None:
    run("read", BAISHIYI, "--out", tmp_path / "reports.jsonl")
    ran = run("check", LUBEI, tmp_path / "reports.jsonl", LUBEI, "--format", "json", "--jobs", 2)
    assert [line["source"] for line in ran.lines] == [LUBEI.name, BAISHIYI.name, LUBEI.name]


def test_findings_and_errors_of_an_earlier_run_are_no_reports(run: Run, tmp_path: Path) -> None:
    run("check", BAISHIYI, "--out", tmp_path / "findings.jsonl")
    ran = run("check", tmp_path / "findings.jsonl", "--format", "json")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.count("findings.jsonl: ") == 1


def test_on_80_columns_the_problems_come_first_each_with_message_figures_basis_and_rule(
    run: Run, wrong_report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = run("check", wrong_report)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("wrong.json：错误 ")
    assert lines[1].strip().startswith("错误 《三、")
    told = "".join(line.strip() for line in lines)
    for said in ("（七）总计", "应为 3，实为 8", "依据：《政府信息公开条例》第五十条", "规则：requests.concluded"):
        assert said in told
    assert [
        line.strip().split(" ")[0] for line in lines if line.strip().startswith(("错误 ", "警告 ", "提示 "))
    ] == sorted(
        (line.strip().split(" ")[0] for line in lines if line.strip().startswith(("错误 ", "警告 ", "提示 "))),
        key=["错误", "警告", "提示"].index,
    )
    assert all(sum(2 if ord(each) > 0x2E7F else 1 for each in line.rstrip()) <= 80 for line in lines)


def test_what_could_not_be_checked_is_said_once_at_the_end_with_its_remedy(run: Run, mixed: Path) -> None:
    ran = run("check", mixed)
    assert ran.out.count("未能核查的项目") == 1
    end = "".join(line.strip() for line in ran.out.split("未能核查的项目")[1].splitlines())
    assert end.count("years.carried：") == 1 and "（共5份报告）" in end
    assert "→ 请提供本机关上一年度的报告" in end


def test_a_report_without_findings_says_so(run: Run) -> None:
    ran = run("check", LUBEI, "--severity", "error")
    assert (ran.code, ran.out.strip()) == (0, "lubei-2024.txt：未发现问题")


@pytest.mark.parametrize(
    ("rules", "ran_rules"),
    [
        (["requests"], {"requests.balance", "requests.concluded", "requests.row-total"}),
        (["requests", "-requests.balance"], {"requests.concluded", "requests.row-total"}),
        (["requests.concluded"], {"requests.concluded"}),
        (["years.*"], {"years.carried", "years.stock", "years.unchanged", "years.magnitude"}),
    ],
)
def test_only_the_chosen_rules_speak(run: Run, wrong_report: Path, rules: list[str], ran_rules: set[str]) -> None:
    options = [word for rule in rules for word in ("--rules", rule)]
    ran = run("check", wrong_report, "--format", "json", *options)
    found = {each["rule"] for each in ran.lines[0]["findings"]}
    assert found
    assert found <= ran_rules


@pytest.mark.parametrize("severity", ["error", "warning", "not run"])
def test_only_the_chosen_severity_is_listed(run: Run, wrong_report: Path, severity: str) -> None:
    ran = run("check", wrong_report, "--format", "json", "--severity", severity)
    assert {each["severity"] for each in ran.lines[0]["findings"]} == {severity}


def test_messages_are_said_in_english_where_asked(run: Run, wrong_report: Path) -> None:
    zh, en = (
        run("check", wrong_report, "--format", "json", "--rules", "requests.concluded", "--language", language).lines[0]
        for language in ("zh", "en")
    )
    assert "总计" in zh["findings"][0]["message"]
    assert "total" in en["findings"][0]["message"]
    assert zh["findings"][0]["found"] == en["findings"][0]["found"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_last_years_report_is_found_in_the_batch(run: Run, two_years: Path, jobs: int) -> None:
    ran = run("check", two_years, "--format", "json", "--rules", "years.carried", "--jobs", jobs)
    findings = {line["source"]: by_rule(line["findings"])["years.carried"] for line in ran.lines}
    assert ran.code == 1
    assert findings["2024.json"]["severity"] == "error"
    assert (findings["2024.json"]["expected"], findings["2024.json"]["found"]) == (2, 0)
    assert findings["2023.json"]["severity"] == "not run"


def test_last_years_report_is_not_looked_for_where_switched_off(run: Run, two_years: Path) -> None:
    ran = run("check", two_years, "--format", "json", "--rules", "years.carried", "--previous", "none")
    assert ran.code == 0
    assert {each["severity"] for line in ran.lines for each in line["findings"]} == {"not run"}


@pytest.mark.parametrize("given", ["2023.json", "."])
def test_last_years_report_may_be_named_by_file_or_folder(run: Run, two_years: Path, given: str) -> None:
    ran = run("check", two_years / "2024.json", "--previous", two_years / given, "--format", "json")
    assert ran.code == 1
    assert by_rule(ran.lines[0]["findings"])["years.carried"]["severity"] == "error"


def test_last_years_reports_may_be_a_file_of_lines(run: Run, two_years: Path, tmp_path: Path) -> None:
    lines = tmp_path / "last.jsonl"
    run("read", two_years / "2023.json", BAISHIYI, "--out", lines)
    ran = run("check", two_years / "2024.json", "--previous", lines, "--format", "json")
    assert by_rule(ran.lines[0]["findings"])["years.carried"]["severity"] == "error"


def test_a_date_due_set_by_the_superior_is_checked(run: Run) -> None:
    late, in_time = (
        by_rule(run("check", BAISHIYI, "--due", due, "--format", "json").lines[0]["findings"])
        for due in ("2025-01-20", "2025-01-21")
    )
    assert late["deadline.published"]["severity"] == "notice"
    assert "deadline.published" not in in_time


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rules", "no-such-rule"], "no-such-rule"),
        (["--severity", "grave"], "grave"),
        (["--previous", "no/such/folder"], "no/such/folder"),
        (["--due", "2025年1月"], "--due"),
    ],
)
def test_wrong_use_is_said_and_has_its_own_code(run: Run, arguments: list[str], said: str) -> None:
    ran = run("check", LUBEI, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_nothing_to_check_is_a_failure_of_its_own(run: Run, mixed: Path) -> None:
    ran = run("check", mixed / "cut.pdf")
    assert ran.code == 4
    assert "已校验 0 份报告。1 个文件无法读取" in ran.err


def test_a_page_is_written_beside_the_lines_or_instead_of_the_screen(
    run: Run, wrong_report: Path, tmp_path: Path
) -> None:
    html, out = tmp_path / "页.html", tmp_path / "findings.jsonl"
    alone = run("check", wrong_report, BAISHIYI, "--html", html)
    assert (alone.code, alone.out) == (1, "") and "页.html" in alone.err
    page = html.read_text("utf-8")
    assert page.count('class="check-report"') == 2 and "requests.concluded" in page and "错误" in page
    both = run("check", wrong_report, BAISHIYI, "--html", html, "--out", out)
    assert both.code == 1 and html.read_text("utf-8") == page
    plain = run("check", wrong_report, BAISHIYI, "--format", "json")
    assert lines_of(out) == plain.lines


def test_the_screen_and_the_page_speak_english_where_that_is_asked(
    run: Run, wrong_report: Path, tmp_path: Path
) -> None:
    ran = run("check", wrong_report, "--language", "en")
    assert "Expected 3, Found 8" in ran.out and "What could not be checked" in ran.out
    run("check", wrong_report, "--language", "en", "--html", tmp_path / "page.html")
    assert '<html lang="en">' in (tmp_path / "page.html").read_text("utf-8")
