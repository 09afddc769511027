"""``gongkai read --view``: a page of what was read, beside the lines or instead of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import gongkai
from tests.cli.kit import BAISHIYI, LUBEI, Run, lines_of


def test_the_page_is_written_and_no_line_without_out(run: Run, tmp_path: Path) -> None:
    view = tmp_path / "new" / "view.html"
    ran = run("read", BAISHIYI, "--view", view)
    assert (ran.code, ran.out) == (0, "")
    assert f"识读结果网页：{view}" in ran.err
    page = view.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert 'id="p1-at-requests.received.total"' in page


def test_with_out_the_lines_are_those_of_reading_alone(run: Run, mixed: Path, tmp_path: Path) -> None:
    out, alone = tmp_path / "reports.jsonl", tmp_path / "alone.jsonl"
    ran = run("read", mixed, "--view", tmp_path / "view.html", "--out", out)
    assert ran.code == run("read", mixed, "--out", alone).code == 3
    assert out.read_bytes() == alone.read_bytes()
    assert lines_of(out.with_name("reports.errors.jsonl")) == lines_of(alone.with_name("alone.errors.jsonl"))


def test_a_folder_gives_a_part_for_every_report_and_every_failure(run: Run, mixed: Path, tmp_path: Path) -> None:
    view = tmp_path / "view.html"
    assert run("read", mixed, "--view", view).code == 3
    page = view.read_text("utf-8")
    for said in ("cut.pdf（无法读取）", "sent.zip!/来件/empty.html（无法读取）", "重庆市大足区国梁镇人民政府2024年"):
        assert said in page


def test_a_file_that_cannot_be_read_is_said_on_the_page_and_has_its_code(run: Run, mixed: Path, tmp_path: Path) -> None:
    view = tmp_path / "view.html"
    ran = run("read", mixed / "cut.pdf", "--view", view)
    assert ran.code == 4
    assert "[truncated]" in ran.err
    assert "无法读取" in view.read_text("utf-8")


def test_pretty_lines_go_to_out_too(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "reports.json"
    assert run("read", LUBEI, "--view", tmp_path / "v.html", "--out", out, "--pretty").code == 0
    assert gongkai.read(out).cells == gongkai.read(LUBEI).cells


@pytest.mark.parametrize("place", ["file/view.html", "folder"])
def test_a_page_that_cannot_be_written_is_said(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    assert run("read", LUBEI, "--view", tmp_path / place).code in (2, 4)
