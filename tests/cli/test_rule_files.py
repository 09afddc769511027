"""``--rules FILE.toml``: what a superior asks, as a group of its own on the screen, in JSON and in January's papers."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.kit import BAISHIYI, ROOT, Run

EXAMPLE = ROOT / "examples" / "rules" / "city-2024.toml"
INCOMING, ROSTER = ROOT / "examples" / "january" / "incoming", ROOT / "examples" / "january" / "roster.xlsx"
BASIS = "上级规定：示范市人民政府办公室《关于做好"


def test_a_files_findings_follow_behind_the_laws_with_their_own_ids_and_basis(run: Run) -> None:
    ran = run("check", BAISHIYI, "--format", "json", "--rules", EXAMPLE)
    findings = ran.lines[0]["findings"]
    asked = [each["rule"].startswith("superior:city-2024.") for each in findings]
    assert any(asked) and not all(asked) and asked == sorted(asked)
    assert all(each["basis"].startswith(BASIS) is theirs for each, theirs in zip(findings, asked, strict=True))


def test_names_choose_among_the_laws_rules_beside_a_file(run: Run) -> None:
    ran = run("check", BAISHIYI, "--format", "json", "--rules", "requests", "--rules", EXAMPLE)
    assert {each["rule"].split(".")[0] for each in ran.lines[0]["findings"]} == {"superior:city-2024"}


def test_two_processes_find_what_one_finds(run: Run) -> None:
    one, two = (run("check", INCOMING, "--format", "json", "--rules", EXAMPLE, "--jobs", jobs) for jobs in (1, 2))
    assert one.out == two.out and "superior:" in one.out


def test_on_the_screen_the_document_stands_over_what_it_asks(run: Run) -> None:
    out = run("check", INCOMING / "白市驿镇.txt", "--rules", EXAMPLE).out
    assert out.count("上级规定：示范市") == 1
    law, asked = out.split("上级规定：示范市")
    assert "superior:" not in law and "structure.assessment" in law
    assert "superior:city-2024.training" in asked and "依据上级规定" not in asked


@pytest.mark.parametrize("command", ["check", "january"])
def test_a_damaged_file_is_wrong_use_and_nothing_is_done(run: Run, tmp_path: Path, command: str) -> None:
    bad = tmp_path / "要求.toml"
    bad.write_text('id = "city"\n', "utf-8")
    more = ("--roster", ROSTER, "--out", tmp_path / "out") if command == "january" else ()
    ran = run(command, INCOMING, "--rules", bad, *more)
    assert (ran.code, ran.out) == (2, "") and "invalid-rule-set" in ran.err and "要求.toml" in ran.err
    assert not (tmp_path / "out").exists()


def test_january_lists_them_apart_on_the_screen_in_the_slips_and_on_the_page(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run("january", INCOMING, "--roster", ROSTER, "--out", out, "--rules", EXAMPLE)
    assert f"    {BASIS}" in ran.out and "        警告（superior:city-2024.training）" in ran.out
    (slip,) = (out / "退改通知").glob("*白市驿镇*.docx")
    headings = [each.text for each in docx.Document(str(slip)).paragraphs if each.style.name.startswith("Heading")]
    where = next(number for number, each in enumerate(headings) if "上级规定的要求" in each)
    assert BASIS in headings[where + 1] and headings[where].startswith(("二", "三"))
    page = (out / "汇总.html").read_text("utf-8")
    common = page.split("最常见的问题")[-1].split("上级规定的要求")[0]
    assert "superior:" not in common and "superior:city-2024.training" in page
