"""Writing to files: the kind by the path, all of the file or nothing, errors that say what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typst
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gongkai.errors import UnknownForm, UsageError, WriteFailed
from gongkai.report import Report
from gongkai.writing import kinds, pdf, render_report, write_empty_form, write_report
from tests.proof import examples
from tests.writing.strategies import example, reports

BEGINNINGS = {
    "a.docx": b"PK",
    "a.xlsx": b"PK",
    "a.pdf": b"%PDF-",
    "a.html": b"<!DOCTYPE html>",
    "a.HTM": b"<!DOCTYPE html>",
    "a.fragment.html": b"<p>",
    "a.csv": b"\xef\xbb\xbfkey,section",
    "a.json": b"{",
}


@pytest.mark.parametrize(("name", "beginning"), BEGINNINGS.items())
def test_the_path_decides_the_kind(tmp_path: Path, name: str, beginning: bytes) -> None:
    example().write(tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(beginning)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_kind_that_is_asked_for_wins_over_the_path(tmp_path: Path) -> None:
    write_report(example(), tmp_path / "report.txt", kind="json")
    assert json.loads((tmp_path / "report.txt").read_text("utf-8"))["form"] == "2021"


@pytest.mark.parametrize("name", ["report.txt", "report", "docx", "report.pdf.bak"])
def test_an_unknown_ending_is_refused_and_the_known_ones_are_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"\.docx.*\.fragment\.html.*\.json"):
        write_report(example(), tmp_path / name)


@pytest.mark.parametrize(("kind", "version"), [("odt", "web"), ("pdf", "draft")])
def test_an_unknown_kind_or_version_is_refused(kind: str, version: str) -> None:
    with pytest.raises(UsageError, match="可选"):
        render_report(example(), kind, version)


def test_a_report_that_cannot_be_written_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_text("the old one")
    monkeypatch.setattr(pdf, "_installed", lambda: typst.Fonts(include_system_fonts=False))
    with pytest.raises(WriteFailed, match="字体"):
        write_report(example(), path)
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="nowhere"):
        write_report(example(), tmp_path / "nowhere" / "report.json")


def test_a_folder_in_the_way_is_not_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "report.json").mkdir()
    with pytest.raises(WriteFailed):
        write_report(example(), tmp_path / "report.json")
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_file_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    name = "报" * 83 + ".json"
    write_report(example(), tmp_path / name)
    assert (tmp_path / name).exists()


@pytest.mark.parametrize("kind", kinds())
def test_writing_does_not_change_the_report(kind: str) -> None:
    report = example()
    before = report.to_json()
    render_report(report, kind, "handed-up")
    assert report.to_json() == before


def test_an_unknown_empty_form_is_refused_and_no_file_made(tmp_path: Path) -> None:
    with pytest.raises(UnknownForm):
        write_empty_form("1999", tmp_path / "form.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_importing_the_package_loads_no_word_excel_or_pdf_library() -> None:
    heavy = ("docx", "openpyxl", "typst", "pypdfium2")
    code = f"import sys, gongkai.writing; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "fragment", "xlsx"])
def test_the_same_report_in_the_two_versions_differs(kind: str) -> None:
    assert render_report(example(), kind, "web") != render_report(example(), kind, "handed-up")


@settings(max_examples=examples(40), phases=(Phase.explicit, Phase.generate))
@given(report=reports(), version=st.sampled_from(["web", "handed-up"]))
def test_any_report_can_be_written_in_every_kind_and_version(report: Report, version: str) -> None:
    assert all(render_report(report, kind, version) for kind in kinds())
