"""A backup or restore that is cut off at whatever step leaves nothing that passes for whole; the next goes through."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.cli.site import Place

DYING = """
import os, sys
from gongkai_site.cli.ready import ready
ready()
from gongkai_site.cli import archive
left = int(sys.argv[1])
def dying(whole):
    def step(*given, **more):
        global left
        left -= 1
        if left == 0:
            os._exit(9)
        return whole(*given, **more)
    return step
for name in ("_private", "_dump", "_load", "_unpack", "_put_in_place", "_add_bytes", "_about", "acting", "verify"):
    setattr(archive, name, dying(getattr(archive, name)))
archive.os.replace, archive.shutil.rmtree = dying(os.replace), dying(archive.shutil.rmtree)
from pathlib import Path
getattr(archive, sys.argv[2])(Path(sys.argv[3]))
"""


def die_at(place: Place, step: int, what: str, file: Path) -> bool:
    """Do it in a process that is killed before its step of this number; whether it was."""
    command = [sys.executable, "-c", DYING, str(step), what, str(file)]
    ran = subprocess.run(command, env=place.environment, capture_output=True, text=True, check=False)
    assert ran.returncode in (0, 9), ran.stderr
    return ran.returncode == 9


@pytest.fixture(scope="module")
def backup(real_site: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "whole.tar.gz"
    assert real_site.run("backup", file).returncode == 0
    return file


@pytest.mark.parametrize("step", [2, 4, 5, 6])
def test_a_backup_that_is_killed_is_never_taken_for_whole(real_site: Place, tmp_path: Path, step: int) -> None:
    file = tmp_path / "b.tar.gz"
    assert die_at(real_site, step, "back_up", file)
    assert not file.exists()
    assert real_site.run("backup", file).returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("step", [1, 2, 4, 5, 6, 7, 8, 9, 10])
def test_a_restore_that_is_killed_is_begun_anew(other_place: Place, backup: Path, step: int) -> None:
    if other_place.url:
        pytest.skip("what was loaded there is dropped by hand")
    assert die_at(other_place, step, "restore", backup)
    ran = other_place.run("restore", backup)
    assert ran.returncode == 0, ran.stderr
    assert (other_place.data / "files" / "incoming" / "2025" / "年报.txt").exists()
    assert not (other_place.data / "restoring").exists()
    assert other_place.execute("SELECT count(*) FROM audit_event WHERE action = 'site.restore'") == [(1,)]


@pytest.mark.parametrize("part", [0, 20, 5_000, -5_000, -9, -1])
def test_a_backup_that_was_cut_off_is_refused_and_leaves_nothing(
    other_place: Place, backup: Path, tmp_path: Path, part: int
) -> None:
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(backup.read_bytes()[:part])
    ran = other_place.run("restore", cut)
    assert ran.returncode == 4, ran.stdout
    assert "备份" in ran.stderr and "Traceback" not in ran.stderr
    assert {each.name for each in other_place.data.iterdir()} <= {"secret-key"}


def test_one_damaged_byte_is_found(other_place: Place, backup: Path, tmp_path: Path) -> None:
    damaged = bytearray(backup.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    (tmp_path / "damaged.tar.gz").write_bytes(damaged)
    ran = other_place.run("restore", tmp_path / "damaged.tar.gz")
    assert ran.returncode == 4
    assert not (other_place.data / "restoring").exists()


def test_a_folder_that_cannot_be_written_is_said(real_site: Place, tmp_path: Path) -> None:
    ran = real_site.run("backup", tmp_path / "nowhere" / "b.tar.gz")
    assert ran.returncode == 4
    assert "没有写完" in ran.stderr
