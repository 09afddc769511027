"""``gongkai screen``: lines, a page with the places marked, masked files; what cannot be looked at has its code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.kit import Run
from tests.screening.build import identity, word

ID = identity()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "站点"
    (made / "下级").mkdir(parents=True)
    (made / "a.txt").write_text(f"第一段\n张小三，身份证号{ID}。\n", "utf-8")
    (made / "下级" / "b.csv").write_text(f"姓名,身份证号\n张小三,{ID}\n", "utf-8")
    (made / "clean.txt").write_text("收到申请128件，电话0517-87290606。", "utf-8")
    (made / "empty.txt").write_bytes(b"")
    return made


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_gives_a_line_for_each_file_whatever_the_number_of_processes(
    run: Run, folder: Path, tmp_path: Path, jobs: int
) -> None:
    out = tmp_path / "out.jsonl"
    ran = run("screen", folder, "--out", out, "--jobs", jobs, "--day", "2026-11-30")
    assert ran.code == 3
    found = {each["source"]: each["hits"] for each in map(json.loads, out.read_text("utf-8").splitlines())}
    assert {name: len(hits) for name, hits in found.items()} == {"a.txt": 1, "clean.txt": 0, "下级/b.csv": 2}
    assert ID not in out.read_text("utf-8") and "empty.txt" in (tmp_path / "out.errors.jsonl").read_text("utf-8")


def test_the_page_names_every_file_and_holds_no_number_in_clear(run: Run, folder: Path, tmp_path: Path) -> None:
    view = tmp_path / "new" / "view.html"
    ran = run("screen", folder, "--view", view, "--out", tmp_path / "o.jsonl")
    assert ran.code == 3 and f"网页：{view}" in ran.err
    page = view.read_text("utf-8")
    assert ID not in page and page.count(f"{ID[:6]}********{ID[-4:]}") == 4
    for said in ("a.txt", "下级/b.csv", "empty.txt", "没有检查", 'id="f1-m1"', "《个人信息保护法》", "人员名单"):
        assert said in page
    alone = run("screen", folder, "--out", tmp_path / "alone.jsonl")
    assert alone.code == 3 and (tmp_path / "o.jsonl").read_bytes() == (tmp_path / "alone.jsonl").read_bytes()


def test_a_table_for_people_where_nothing_else_is_asked_and_codes(run: Run, folder: Path) -> None:
    ran = run("screen", folder / "a.txt")
    assert ran.code == 1 and "身份证号码" in ran.out and ID not in ran.out
    assert run("screen", folder / "clean.txt").code == 0
    assert run("screen", folder / "empty.txt").code == 4


def test_masked_files_stand_under_their_own_names(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "c.docx").write_bytes(word(f"张小三，身份证号{ID}。"))
    run("screen", folder, "--mask", tmp_path / "masked")
    assert ID not in (tmp_path / "masked" / "下级" / "b.csv").read_text("utf-8")
    assert (tmp_path / "masked" / "c.docx").read_bytes()[:2] == b"PK"
