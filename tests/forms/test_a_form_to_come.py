"""The next form is data: it is read, checked and written, and no document of before reads otherwise for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import gongkai
from tests.forms import year_of_2027
from tests.forms.to_come import copied, forget, known

DATA = Path(__file__).parents[1] / "data"
OF_2021 = "hongze-2024.pdf"
OLD = [DATA / "reports", DATA / "cases"]
NOW = Path(gongkai.__file__).parent.parent
COMMAND = ("-c", "import sys; from gongkai.cli import main; sys.exit(main())")


@pytest.fixture(scope="module")
def with_2027(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("form") / "src")


def run(source: Path, *arguments: str | Path) -> bytes:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        check=False,
        cwd=source,
    )
    assert done.stdout, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("verb", [("read",), ("check", "--format", "json")], ids=["read", "checked"])
def test_every_document_of_before_is_as_before_byte_for_byte(with_2027: Path, verb: tuple[str, ...]) -> None:
    before, after = (run(source, *COMMAND, *verb, "--jobs", "1", *OLD) for source in (NOW, with_2027))
    assert len(before.splitlines()) > 50
    assert after == before


def test_a_report_on_the_new_form_is_written_read_again_and_checked(with_2027: Path, tmp_path: Path) -> None:
    told = json.loads(run(with_2027, Path(__file__).with_name("year_of_2027.py"), tmp_path))
    assert {kind: told[kind] for kind in ("docx", "pdf", "html", "xlsx")} == {
        kind: ["2027", 2027, [], []] for kind in ("docx", "pdf", "html", "xlsx")
    }
    assert told["errors"] == []
    assert told["empty"] == ["2027", ["blank"]]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_what_was_remembered_of_the_forms_of_before_is_not_held_against_the_new_one(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gongkai.read(DATA / "reports" / OF_2021)
    before.write(tmp_path / f"before.{kind}")
    assert gongkai.read(tmp_path / f"before.{kind}").form == "2021"
    try:
        known(tmp_path / "gongkai", monkeypatch)
        made = year_of_2027.report()
        made.write(tmp_path / f"after.{kind}")
        again = gongkai.read(tmp_path / f"after.{kind}")
        assert (again.form, again.cells, again.warnings) == ("2027", made.cells, ())
        assert gongkai.read(tmp_path / f"before.{kind}").cells == before.cells
    finally:
        monkeypatch.undo()
        forget()
