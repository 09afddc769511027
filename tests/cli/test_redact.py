"""``gongkai redact``: marks are begun, looked at, and only then a copy is written, as a whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from gongkai.cli.exits import FAILED, FINE, USAGE
from tests.cli.kit import Run
from tests.redaction.kit import pages_of_text, traces

NAME = "欧阳修远"
TEXT = pages_of_text(f"申请人{NAME}，电话13812345678。", "第二页，没有要遮盖的内容。", "第三页")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(TEXT)
    return path


def test_marks_are_begun_and_a_copy_is_written_by_them(run: Run, file: Path, tmp_path: Path) -> None:
    marks, out = tmp_path / "m.json", tmp_path / "new" / "b.pdf"
    ran = run("redact", file, "--find", NAME, "--pattern", r"1\d{10}", "--marks", marks, "--release-rest", "--no-ocr")
    assert (ran.code, ran.out) == (FINE, "")
    assert "共3页，标记2处，写入" in ran.err and "还没有决定" not in ran.err
    written = json.loads(marks.read_text("utf-8"))
    assert [(each["page"], each["by"]) for each in written["marks"]] == [(1, "word"), (1, "pattern")]
    assert [each["page"] for each in written["decisions"]] == [2, 3]
    ran = run("redact", file, marks, out, "--no-ocr")
    assert ran.code == FINE
    assert ran.out.splitlines()[:2] == [
        "共3页：予以公开2页，区分处理后公开1页。",
        "依据“个人隐私”（《政府信息公开条例》第十五条）：遮盖2处。",
    ]
    assert "方框里的文字没有识别" in ran.err
    assert traces(out.read_bytes(), NAME) == []
    assert json.loads((tmp_path / "new" / "b.json").read_text("utf-8"))["read_back"]["survivals"] == 0
    assert sorted(each.name for each in out.parent.iterdir()) == ["b.json", "b.pdf"]


def test_pages_left_open_are_named_and_nothing_is_written(run: Run, file: Path, tmp_path: Path) -> None:
    marks, out = tmp_path / "m.json", tmp_path / "b.pdf"
    ran = run("redact", file, "--screen", "--marks", marks, "--no-ocr", "--day", "2026-11-30")
    assert "还没有决定的页：2、3。" in ran.err
    ran = run("redact", file, marks, out)
    assert (ran.code, out.exists()) == (USAGE, False)
    assert "错误（invalid-marks）：第2至3页还没有决定" in ran.err


def test_while_anything_survives_nothing_is_written(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks, out = tmp_path / "m.json", tmp_path / "b.pdf"
    run("redact", file, "--find", NAME, "--marks", marks, "--release-rest", "--no-ocr")
    out.write_bytes(b"before")

    def not_at_all(picture: Image.Image, *_: object, **__: object) -> Image.Image:
        return picture

    monkeypatch.setattr("gongkai.redaction.redacting.covered", not_at_all)
    ran = run("redact", file, marks, out, "--no-ocr")
    assert (ran.code, out.read_bytes()) == (FAILED, b"before")
    assert "错误（redaction-blocked）" in ran.err and "第1页：第1个方框" in ran.err
    assert not (tmp_path / "b.json").exists()


def test_what_was_not_searched_and_what_repeats_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.tiff"
    first = Image.new("L", (80, 80), 200)
    first.paste(0, (0, 0, 40, 40))
    first.save(path, save_all=True, append_images=[first])
    ran = run("redact", path, "--find", "甲", "--marks", tmp_path / "m.json", "--release-rest", "--no-ocr")
    assert ran.code == FINE
    assert "第1页：这一页是图片，其中的文字没有识别，请人工查看。" in ran.err
    assert "第2页与第1页样子相同" in ran.err
    assert "还没有决定的页：1、2。" in ran.err


def test_the_grounds_are_listed(run: Run) -> None:
    ran = run("redact", "--grounds")
    assert ran.code == FINE
    assert "privacy\t个人隐私\t《政府信息公开条例》第十五条" in ran.out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("FILE",), "没有写明 MARKS.json 和 OUT.pdf"),
        (("FILE", "MARKS"), "没有写明 MARKS.json 和 OUT.pdf"),
        (("FILE", "--find", "甲"), "只用于生成标记"),
        (("FILE", "MARKS", "OUT", "--screen"), "只用于生成标记"),
        (("FILE", "MARKS", "OUT", "--marks", "MARKS"), "不能同时使用"),
        (("FILE", "--find", "甲", "--ground", "x", "--marks", "MARKS"), "没有“x”这项依据"),
        (("NONE", "MARKS", "OUT"), "无法读取"),
        (("FILE", "NONE", "OUT"), "无法读取"),
        (("FILE", "FILE", "OUT"), "不能是同一个文件"),
        (("FILE", "MARKS", "FILE"), "不能是同一个文件"),
        (("FILE", "MARKS", "OUT", "--record", "MARKS"), "不能是同一个文件"),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, file: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    names = {"FILE": file, "MARKS": tmp_path / "m.json", "OUT": tmp_path / "b.pdf", "NONE": tmp_path / "none"}
    ran = run("redact", *(names.get(each, each) for each in arguments))
    assert ran.code == USAGE and said in ran.err
    assert not (tmp_path / "b.pdf").exists()


def test_a_place_that_takes_no_file_is_an_error(run: Run, file: Path, tmp_path: Path) -> None:
    marks = tmp_path / "m.json"
    run("redact", file, "--find", NAME, "--marks", marks, "--release-rest", "--no-ocr")
    ran = run("redact", file, marks, file / "b.pdf", "--no-ocr")
    assert ran.code == FAILED and "错误（write-failed）" in ran.err
