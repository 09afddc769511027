"""``gongkai diff`` in its three formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.kit import BAISHIYI, LUBEI, Run

KEY = "requests.received.total"


def test_text_names_both_reports_and_the_changed_cells(run: Run) -> None:
    ran = run("diff", LUBEI, BAISHIYI)
    assert ran.code == 0
    assert "路北街道办事处2024年" in ran.out.splitlines()[0]
    assert "327" in ran.out


def test_json_gives_both_values_of_a_changed_cell(run: Run) -> None:
    text = run("diff", LUBEI, BAISHIYI, "--format", "json").out
    changed = {each["cell"]: each for each in json.loads(text)["cells"]}
    assert (changed[KEY]["before"], changed[KEY]["after"]) == (5, 3)


def test_html_is_a_page_of_its_own_with_a_picture(run: Run) -> None:
    page = run("diff", LUBEI, BAISHIYI, "--format", "html").out
    assert page.lower().startswith("<!doctype html>")
    assert "<svg" in page
    assert "<script" not in page


@pytest.mark.parametrize(("name", "form"), [("d.html", "html"), ("d.json", "json"), ("d.txt", "text"), ("d", "text")])
def test_the_format_follows_the_ending_of_out(run: Run, tmp_path: Path, name: str, form: str) -> None:
    ran = run("diff", LUBEI, BAISHIYI, "--out", tmp_path / "new" / name)
    assert (ran.code, ran.out) == (0, "")
    written = (tmp_path / "new" / name).read_text("utf-8")
    assert written.rstrip("\n") == run("diff", LUBEI, BAISHIYI, "--format", form).out.rstrip("\n")


def test_a_report_does_not_differ_from_itself(run: Run) -> None:
    assert json.loads(run("diff", LUBEI, LUBEI, "--format", "json").out)["cells"] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["gone.txt", LUBEI], 2), ([LUBEI], 2), ([LUBEI, LUBEI, "--format", "pdf"], 2), ([LUBEI, LUBEI.parent], 2)],
)
def test_wrong_use_is_said_and_has_its_own_code(run: Run, arguments: list[object], code: int) -> None:
    ran = run("diff", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err


def test_a_file_that_holds_no_report_is_a_failure(run: Run, mixed: Path) -> None:
    ran = run("diff", LUBEI, mixed / "cut.pdf")
    assert ran.code == 4
    assert "truncated" in ran.err


def test_an_output_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run("diff", LUBEI, BAISHIYI, "--out", tmp_path / "file" / "d.html").code == 4
