"""``gongkai clock``: text, JSON and picture of a case, and what is said where it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gongkai.law import Clock, parse_case
from tests.cli.kit import ROOT, Run
from tests.law.casebook import Worked, cases
from tests.proof import part

EXAMPLES = ROOT / "examples" / "clock"
CASE = EXAMPLES / "consulted.toml"
NOTICE = EXAMPLES / "holidays-2026.txt"


def test_the_text_tells_dates_reasons_and_days(run: Run) -> None:
    ran = run("clock", CASE)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "收到：2025-03-03（确定）  《政府信息公开条例》第三十一条第（一）项"
    assert lines[4].startswith("到期：答复，2025-04-16（计算中）")
    assert sum("个工作日" in line and "星期" in line for line in lines) == 25
    assert any("事件4" in line and "登记晚于发生之日" in line for line in lines)


def test_brief_leaves_out_the_days_alone(run: Run) -> None:
    whole, brief = (run("clock", CASE, *more).out for more in ([], ["--brief"]))
    assert whole.startswith(brief.rstrip("\n"))
    assert "星期" in whole and "星期" not in brief


@pytest.mark.parametrize("case", part(cases()), ids=str)
def test_json_is_the_answer_with_every_deadline_explained(run: Run, tmp_path: Path, case: Worked) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case.given, default=str), "utf-8")
    printed = json.loads(run("clock", path, "--json").out)
    explained = printed.pop("explanation")
    assert printed == Clock().answer(parse_case(case.given)).to_json()
    assert case.complaints(printed) == []
    named = [*([printed["due"]] if printed["due"] else []), *printed["also_due"]]
    assert [(each["what"], each["on"]) for each in explained["deadlines"]] == [
        (each["what"], each["on"]) for each in named
    ]
    assert all(each["basis"] for each in explained["deadlines"])


def test_the_picture_is_an_image_of_the_days(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "new" / "case.svg"
    ran = run("clock", CASE, "--json", "--svg", out)
    assert ran.code == 0
    assert str(out) in ran.err
    squares = ElementTree.parse(out).getroot().findall("{http://www.w3.org/2000/svg}g")
    assert len(squares) == len(json.loads(ran.out)["due"]["steps"])


def test_a_notice_moves_what_rests_on_its_year(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    rows = '[case]\nkind = "request"\n[[events]]\nid = 1\nevent = "received"\non = 2026-12-25\nhow = "counter"\n'
    case.write_text(rows, "utf-8")
    notice = tmp_path / "2027.csv"
    notice.write_text("2027-01-01,休,元旦\n2027-01-02,休,元旦\n2027-05-01,休,劳动节\n2027-10-01,休,国庆节\n", "utf-8")
    known, told = (json.loads(run("clock", case, "--json", *more).out)["due"] for more in ([], ["--notice", notice]))
    assert (known["on"], known["provisional"]) == ("2027-01-22", ["calendar-incomplete"])
    assert (told["on"], told["provisional"]) == ("2027-01-25", [])
    assert json.loads(run("clock", CASE, "--json", "--notice", NOTICE).out)["due"]["on"] == "2025-04-16"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.txt", "", ".toml 或者 .json"),
        ("a.toml", "[case", "不是有效的TOML"),
        ("a.json", "{", "不是有效的JSON"),
        ("a.json", "[]", "[case]"),
        ("a.json", '{"case": {"kind": "petition"}}', "petition"),
        ("a.toml", "[case]\nkind = 'request'\n[settings]\n'extension.twice' = true", "extension.twice"),
        ("a.toml", "[case]\nkind = 'request'\n[[events]]\nevent = 'received'\non = 2025-03-03", "'how'"),
        ("a.toml", "\xff", "不是有效的TOML"),
    ],
)
def test_a_case_that_cannot_be_read_is_said(run: Run, tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text, "latin-1")
    ran = run("clock", path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_files_that_are_not_there_are_said(run: Run, tmp_path: Path) -> None:
    for arguments in ((tmp_path / "gone.toml",), (tmp_path,), (CASE, "--notice", tmp_path / "gone.txt"), ()):
        ran = run("clock", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err


def test_a_notice_that_is_no_text_is_said(run: Run, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_bytes("国务院".encode("gb18030"))
    ran = run("clock", CASE, "--notice", notice)
    assert (ran.code, ran.out) == (2, "")
    assert "UTF-8" in ran.err


def test_nothing_due_gives_no_picture(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text('[case]\nkind = "lawsuit"\n', "utf-8")
    ran = run("clock", case, "--svg", tmp_path / "a.svg")
    assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "a.svg").exists()
    assert json.loads(run("clock", case, "--json").out)["due"] is None
