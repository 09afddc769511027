"""``gongkai write``: one file or a folder, every kind, and the empty form."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import gongkai
from gongkai.writing import kinds
from tests.cli.kit import BAISHIYI, GUOLIANG, LUBEI, Run

ENDINGS = {kind: "fragment.html" if kind == "fragment" else kind for kind in kinds()}


@pytest.mark.parametrize("kind", kinds())
def test_a_report_written_in_any_kind_reads_back_as_the_same_cells(run: Run, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"report.{ENDINGS[kind]}"
    ran = run("write", BAISHIYI, "--out", out)
    assert (ran.code, ran.out) == (0, "")
    assert str(out) in ran.err
    assert gongkai.read(out).cells == gongkai.read(BAISHIYI).cells


def test_a_folder_takes_a_file_for_each_report_and_kind(run: Run, mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "written" / "here"
    ran = run("write", mixed, "--out", out, "--kind", "html", "--kind", "csv")
    assert ran.code == 3
    stems = {"baishiyi-2024", "sent_zip!_来件_guoliang", "two#1", "two#2", "镇街_lubei-2024"}
    assert {path.name for path in out.iterdir()} == {f"{stem}.{kind}" for stem in stems for kind in ("html", "csv")}
    assert "cut.pdf" in ran.err


def test_reports_of_the_same_name_do_not_overwrite_each_other(run: Run, tmp_path: Path) -> None:
    for name, path in (("a", BAISHIYI), ("b", GUOLIANG)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_bytes(path.read_bytes())
    assert run("write", tmp_path / "a", tmp_path / "b", "--out", tmp_path / "out", "--kind", "json").code == 0
    agencies = {json.loads(path.read_text("utf-8"))["agency"] for path in (tmp_path / "out").iterdir()}
    assert agencies == {"重庆市九龙坡区白市驿镇人民政府", "重庆市大足区国梁镇人民政府"}


def test_word_is_written_into_a_folder_where_no_kind_is_named(run: Run, tmp_path: Path) -> None:
    assert run("write", LUBEI, "--out", tmp_path).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["lubei-2024.docx"]


def test_the_version_handed_up_has_addressee_and_signature(run: Run, tmp_path: Path) -> None:
    for version in ("web", "handed-up"):
        run("write", GUOLIANG, "--out", tmp_path / f"{version}.html", "--version", version)
    texts = {version: (tmp_path / f"{version}.html").read_text("utf-8") for version in ("web", "handed-up")}
    assert "区政府：" in texts["handed-up"]
    assert "区政府：" not in texts["web"]


def test_reports_already_read_are_written_too(run: Run, tmp_path: Path) -> None:
    run("read", BAISHIYI, LUBEI, "--out", tmp_path / "reports.jsonl")
    assert run("write", tmp_path / "reports.jsonl", "--out", tmp_path / "out", "--kind", "csv").code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"baishiyi-2024.csv", "lubei-2024.csv"}


@pytest.mark.parametrize(("form", "figures"), [("2021", 200), ("2019", 198)])
def test_the_empty_form_is_a_workbook_with_agency_and_year(run: Run, tmp_path: Path, form: str, figures: int) -> None:
    out = tmp_path / "forms" / "form.xlsx"
    assert run("write", "--empty-form", form, "--out", out, "--agency", "甲县教育局", "--year", 2024).code == 0
    values = [value for sheet in openpyxl.load_workbook(out) for row in sheet.values for value in row if value]
    assert any("甲县教育局" in str(value) for value in values)
    assert any("2024" in str(value) for value in values)
    read = gongkai.read(out)
    assert len(read.cells) == figures
    assert set(read.cells.values()) == {None}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([BAISHIYI, "--out", "{}/report.odt"], "report.odt"),
        ([BAISHIYI, GUOLIANG, "--out", "{}/report.docx"], "不能写入同一个文件"),
        ([BAISHIYI, "--out", "{}/report.docx", "--kind", "docx", "--kind", "pdf"], "不能写入同一个文件"),
        ([BAISHIYI], "--out"),
        (["--out", "{}"], "没有指定"),
        (["--empty-form", "1999", "--out", "{}/form.xlsx"], "1999"),
        ([BAISHIYI, "--out", "{}", "--kind", "odt"], "odt"),
        (["{}/gone.html", "--out", "{}"], "gone.html"),
    ],
)
def test_wrong_use_is_said_and_writes_nothing(run: Run, tmp_path: Path, arguments: list[object], said: str) -> None:
    ran = run("write", *(str(each).format(tmp_path) for each in arguments))
    assert ran.code == 2
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_readable_writes_nothing(run: Run, mixed: Path, tmp_path: Path) -> None:
    assert run("write", mixed / "cut.pdf", "--out", tmp_path / "report.docx").code == 4
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ran = run("write", LUBEI, "--out", tmp_path / "file" / "folder" / "report.docx")
    assert ran.code == 4
    assert "write-failed" in ran.err
