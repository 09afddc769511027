"""The commands of the site on a database that was really migrated: set up, served, worked, backed up, restored."""

from __future__ import annotations

import json
import re
import tarfile
import time
from pathlib import Path

import pytest

from tests.site.cli.site import Place, answer


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor = 'x' WHERE number = 1",
        "UPDATE audit_sealed SET reason = 'x' WHERE event_id = 1",
        "DELETE FROM audit_sealed",
        "DELETE FROM audit_event",
        "UPDATE audit_event SET hash = hash",
    ],
)
def test_a_migrated_database_refuses_to_change_the_log(real_site: Place, statement: str) -> None:
    with pytest.raises(Exception, match="append-only"):
        real_site.execute(statement)
    assert real_site.execute("SELECT count(*) FROM audit_event WHERE action <> 'site.backup'") == [(1,)]


def test_setting_up_again_changes_nothing(real_site: Place) -> None:
    ran = real_site.run("setup")
    assert ran.returncode == 0
    assert "数据库已是最新" in ran.stdout
    assert "静态文件没有变化" in ran.stdout
    assert "已有系统管理员，没有改动" in ran.stdout
    assert real_site.execute("SELECT username, name FROM people_user") == [("admin", "李管理")]


def test_the_first_administrator_is_in_the_log_without_his_password(real_site: Place) -> None:
    ((action, actor, after),) = real_site.execute(
        "SELECT action, actor, after FROM audit_event JOIN audit_sealed ON event_id = number"
        " WHERE action <> 'site.backup'"
    )
    assert (action, actor) == ("person.first-administrator", "系统")
    assert json.loads(str(after)) == {"username": "admin", "name": "李管理"}


def test_the_site_is_served_with_its_worker_and_says_that_it_is_well(real_site: Place) -> None:
    with real_site.serving("serve", "--with-worker") as address:
        assert answer(f"{address}/health/live") == (200, "ok\n")
        assert answer(f"{address}/health/ready")[0] == 200
        status, page = answer(f"{address}/account/login/")
        assert status == 200
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]
        assert style.startswith("/static/")
        assert answer(address + style)[0] == 200
        for _ in range(1_000):
            if any((real_site.data / "workers").glob("*")):
                break
            time.sleep(0.1)
        well = "database ok\ndisk ok\nworker ok\nqueue ok\n"
        assert answer(f"{address}/health/ready?worker=1") == (200, well)


def test_several_web_processes_serve_and_stop_together(real_site: Place) -> None:
    with real_site.serving("serve", "--workers", "2", "--threads", "2") as address:
        assert {answer(f"{address}/health/ready")[0] for _ in range(10)} == {200}
    assert answer(f"{address}/health/live")[0] == 0


def test_the_worker_ends_when_all_is_done(real_site: Place) -> None:
    ran = real_site.run("worker", "--once")
    assert ran.returncode == 0, ran.stderr
    waiting = real_site.execute("SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'READY'")
    assert waiting == [(0,)]


def test_a_backup_comes_back_whole_in_an_empty_place(real_site: Place, other_place: Place, tmp_path: Path) -> None:
    archive = tmp_path / "备份.tar.gz"
    made = real_site.run("backup", archive)
    assert made.returncode == 0, made.stderr
    assert archive.stat().st_mode & 0o077 == 0

    restored = other_place.run("restore", archive)
    assert restored.returncode == 0, restored.stderr
    for statement in (
        "SELECT number, hash FROM audit_event WHERE action NOT IN ('site.restore', 'site.backup')",
        "SELECT username, password FROM people_user",
    ):
        assert other_place.execute(statement) == real_site.execute(statement)
    kept = Path("files", "incoming", "2025", "年报.txt")
    assert (other_place.data / kept).read_bytes() == (real_site.data / kept).read_bytes()
    assert (other_place.data / "secret-key").read_bytes() == (real_site.data / "secret-key").read_bytes()

    assert real_site.execute("SELECT action FROM audit_event ORDER BY number DESC LIMIT 1") == [("site.backup",)]
    assert "备份.tar.gz：没有后来匿名化的内容" in real_site.run("audit", "backups").stdout
    number, known = re.search(r"第 (\d+) 条，哈希 (\w+)", made.stdout).groups()  # type: ignore[union-attr] # it is said
    verified = other_place.run("audit", "verify", "--known", f"{number}:{known}")
    assert (verified.returncode, "核对无误" in verified.stdout) == (0, True), verified.stdout + verified.stderr
    assert other_place.execute("SELECT action FROM audit_event ORDER BY number DESC LIMIT 1") == [("site.restore",)]
    assert not (other_place.data / "restoring").exists()
    with pytest.raises(Exception, match="append-only"):
        other_place.execute("DELETE FROM audit_event")
    assert other_place.run("setup").returncode == 0

    again = other_place.run("restore", archive)
    assert again.returncode == 4
    assert "不是空的" in again.stderr


def test_a_backup_never_overwrites(real_site: Place, tmp_path: Path) -> None:
    there = tmp_path / "已有.tar.gz"
    there.write_text("别的文件", "utf-8")
    ran = real_site.run("backup", there)
    assert ran.returncode == 4
    assert there.read_text("utf-8") == "别的文件"
    assert list(tmp_path.iterdir()) == [there]


def archive_of(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "bad.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            source = folder / "member"
            source.write_bytes(content)
            tar.add(source, name)
    return path


def about(vendor: str) -> bytes:
    return json.dumps({"version": "0", "vendor": vendor, "at": "", "number": 0, "hash": ""}).encode()


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"anything": b"x"}, "不是 gongkai backup"),
        ({"gongkai-backup.json": about("oracle")}, "oracle"),
        ({"gongkai-backup.json": about("{own}"), "../escaped": b"x"}, "不该有的路径"),
        ({"gongkai-backup.json": about("{own}"), "etc/passwd": b"x"}, "不认识的内容"),
    ],
    ids=["no backup", "another database", "path upwards", "unknown member"],
)
def test_what_is_no_backup_of_this_database_is_refused(
    other_place: Place, tmp_path: Path, members: dict[str, bytes], said: str
) -> None:
    own = b"postgresql" if other_place.url else b"sqlite"
    archive = archive_of(tmp_path, {name: each.replace(b"{own}", own) for name, each in members.items()})
    ran = other_place.run("restore", archive)
    assert ran.returncode == 4
    assert said in ran.stderr
    assert not (other_place.data.parent / "escaped").exists()


@pytest.mark.parametrize("arguments", [("serve",), ("worker", "--once"), ("audit", "verify"), ("backup", "b.tar.gz")])
def test_before_setting_up_every_command_says_what_to_do(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    refused = Place(tmp_path).run(*arguments)
    assert refused.returncode == 2
    assert "数据库还没有建立" in refused.stderr and "gongkai setup" in refused.stderr
    assert "Traceback" not in refused.stderr
