"""The demonstration's folder: reused when whole, begun anew when it was interrupted, never over other data."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai_site.demonstration.folder import begin, finish, is_ready
from gongkai_site.demonstration.opening import sign_ins, welcome
from gongkai_site.demonstration.plan import password, person_plans
from gongkai_site.errors import WrongState


def test_an_empty_or_missing_folder_is_to_be_built(tmp_path: Path) -> None:
    assert not is_ready(tmp_path / "missing")
    (tmp_path / "secret-key").write_text("made by the settings", "utf-8")
    assert not is_ready(tmp_path)


def test_a_whole_one_is_reused_as_it_is(tmp_path: Path) -> None:
    begin(tmp_path)
    (tmp_path / "gongkai.sqlite3").write_text("data", "utf-8")
    finish(tmp_path)
    assert is_ready(tmp_path)
    assert (tmp_path / "gongkai.sqlite3").exists()


def test_an_interrupted_one_is_cleared_but_for_the_key(tmp_path: Path) -> None:
    begin(tmp_path / "demo")
    for name in ("gongkai.sqlite3", "secret-key"):
        (tmp_path / "demo" / name).write_text("half", "utf-8")
    (tmp_path / "demo" / "files").mkdir()
    assert not is_ready(tmp_path / "demo")
    assert [each.name for each in (tmp_path / "demo").iterdir()] == ["secret-key"]


def test_other_data_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "gongkai.sqlite3").write_text("real", "utf-8")
    with pytest.raises(WrongState):
        is_ready(tmp_path)
    assert (tmp_path / "gongkai.sqlite3").read_text("utf-8") == "real"


def test_every_sign_in_is_told_with_its_role_and_the_password() -> None:
    lines = list(sign_ins())
    assert len(lines) == len(person_plans())
    assert any("xian-jiandu" in line and "主管部门监督员" in line for line in lines)
    assert any("admin" in line and "系统管理员" in line for line in lines)
    told = "\n".join(welcome("http://localhost:9000/"))
    assert "http://localhost:9000/admin/" in told
    assert password() in told
    assert "催报和退改通知" in told  # where the letters are that a demonstration does not send
