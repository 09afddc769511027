"""``gongkai read``: the contract's lines out, the errors beside them, and the rest of the batch goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gongkai
from tests.cli.kit import BAISHIYI, HONGZE, LUBEI, ROOT, Run, lines_of

READABLE = [
    "baishiyi-2024.txt",
    "sent.zip!/来件/guoliang.txt",
    "two.txt#1",
    "two.txt#2",
    "镇街/lubei-2024.txt",
]


def test_one_report_is_one_line_of_the_contracts_object(run: Run) -> None:
    ran = run("read", BAISHIYI)
    expected = json.loads(BAISHIYI.with_suffix(".expected.json").read_text("utf-8"))
    assert ran.code == 0
    (line,) = ran.lines
    assert line["source"] == "baishiyi-2024.txt"
    assert line["cells"] == expected["cells"]
    assert line == gongkai.read(BAISHIYI).to_json()


def test_the_lines_satisfy_the_published_schema(run: Run) -> None:
    import jsonschema

    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    ran = run("read", LUBEI, HONGZE)
    assert [list(validator.iter_errors(line)) for line in ran.lines] == [[], []]


def test_a_folder_with_bad_files_is_read_and_the_bad_ones_are_named(run: Run, mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "reports.jsonl"
    ran = run("read", mixed, "--out", out)
    assert ran.code == 3
    assert ran.out == ""
    assert [line["source"] for line in lines_of(out)] == READABLE
    errors = lines_of(out.with_name("reports.errors.jsonl"))
    codes = {Path(line["source"]).stem: line["error"]["code"] for line in errors}
    assert {"cut": "truncated", "encrypted-pdf": "encrypted", "news-page": "not-a-report"}.items() <= codes.items()
    assert codes["empty"] == "empty"
    assert "zip-bomb" in codes
    assert "sent.zip!/来件/empty.html" in [line["source"] for line in errors]
    assert all(set(line) == {"source", "error"} and set(line["error"]) == {"code", "message"} for line in errors)
    assert f"已读取 5 份报告，{len(errors)} 个文件无法读取" in ran.err
    assert sorted(path.name for path in out.parent.iterdir()) == ["reports.errors.jsonl", "reports.jsonl"]


def test_one_process_and_two_give_the_same_bytes(run: Run, mixed: Path, tmp_path: Path) -> None:
    made = []
    for jobs in (1, 2):
        out = tmp_path / f"{jobs}.jsonl"
        assert run("read", mixed, "--out", out, "--jobs", jobs).code == 3
        made.append((out.read_bytes(), out.with_name(f"{jobs}.errors.jsonl").read_bytes()))
    assert made[0] == made[1]


def test_without_out_lines_go_to_standard_output_and_errors_do_not(run: Run, mixed: Path) -> None:
    ran = run("read", mixed)
    assert ran.code == 3
    assert len(ran.lines) == 5
    assert "cut.pdf: " in ran.err
    assert "[truncated]" in ran.err


def test_several_paths_are_read_in_the_order_given(run: Run) -> None:
    assert [line["source"] for line in run("read", LUBEI, BAISHIYI).lines] == [LUBEI.name, BAISHIYI.name]


def test_pretty_output_is_the_same_data(run: Run) -> None:
    pretty = run("read", LUBEI, "--pretty")
    assert len(pretty.out.splitlines()) > 200
    assert json.loads(pretty.out) == run("read", LUBEI).lines[0]


def test_an_out_without_ending_has_its_errors_beside_it(run: Run, tmp_path: Path) -> None:
    assert run("read", LUBEI, "--out", tmp_path / "lines").code == 0
    assert (tmp_path / "lines.errors.jsonl").read_bytes() == b""


def test_nothing_readable_is_a_failure_of_its_own(run: Run, mixed: Path) -> None:
    ran = run("read", mixed / "cut.pdf")
    assert (ran.code, ran.out) == (4, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no/such/file.html"], "no/such/file.html"),
        ([], "PATH"),
        ([LUBEI, "--jobs", "-1"], "--jobs"),
        ([LUBEI, "-"], "标准输入"),
        ([LUBEI, "--no-such-option"], "--no-such-option"),
    ],
)
def test_wrong_use_is_said_and_has_its_own_code(run: Run, arguments: list[object], said: str) -> None:
    ran = run("read", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_path_that_is_not_there_leaves_no_output_behind(run: Run, tmp_path: Path) -> None:
    assert run("read", BAISHIYI, tmp_path / "gone", "--out", tmp_path / "o.jsonl").code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ran = run("read", LUBEI, "--out", tmp_path / "file" / "reports.jsonl")
    assert ran.code == 4
    assert "write-failed" in ran.err
