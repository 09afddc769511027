"""Anonymising ten thousand requests by the administrator's command, and looking for their bytes everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.postgresql import Server, own_server
from benchmarks.timing import Row, Skipped

COUNT = 10_000
NAME = "欧阳无名氏"
"""In every text and every applicant's name."""
AGENCY = 1
COMMAND = Path(sys.executable).with_name("gongkai")


@dataclass(frozen=True)
class Outcome:
    """What was seen."""

    there_before: list[str]
    """Where the name stood before."""
    left: list[str]
    """Where it stands afterwards: files of the database and the site, its log, the next backup."""
    in_write_ahead_log: bool
    """Whether PostgreSQL's own, which is its administrator's, still holds it."""
    said: str
    """What the command said."""
    verified: str
    seconds: float
    """How long the command took, the rewriting of the files within it."""


def build(count: int) -> None:
    """Import ``count`` concluded requests with applicants into the site of ``GONGKAI_DATA``, and correct some."""
    from gongkai_site.cli.ready import ready

    ready(None)
    from gongkai_site.reach import everywhere
    from gongkai_site.records.actions import correct_record
    from gongkai_site.requests.models import Request
    from tests.site.build import actor, agency
    from tests.site.records.build import imported, workbook

    head = [
        "登记编号",
        "收到日期",
        "渠道",
        "申请人类型",
        "申请内容",
        "办理结果",
        "办结日期",
        "申请人",
        "联系方式",
        "备注",
    ]
    rows = [
        [f"2020-{n}", "2020-03-05", "网络", "自然人", f"{NAME}{n}家的批复", "予以公开", "2020-03-20", f"{NAME}{n}",
         f"{NAME}{n}的电话", f"{NAME}{n}来过"]
        for n in range(count)
    ]  # fmt: skip
    with everywhere("a measurement's own things"):
        where = agency("安平镇人民政府", pk=AGENCY)
        who = actor(where)
        imported(who, where, "requests", workbook([head, *rows]), name=f"{NAME}.xlsx")
        for record in Request.objects.order_by("pk")[: count // 10]:
            correct_record(who, record, {"note": f"{NAME}又来过"}, revision=1, reason=f"{NAME}说的")


def look(folder: Path, url: str, count: int, server: Server | None = None) -> Outcome:
    """Build a site in this empty folder and database, anonymise all of it, and look."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
    environment = {**known, "GONGKAI_DATA": str(folder / "data"), "DATABASE_URL": url}
    backups = folder / "backups"
    backups.mkdir()

    def gongkai(*arguments: object) -> str:
        done = subprocess.run(
            [COMMAND, *map(str, arguments)], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{arguments}: {done.returncode} {done.stdout} {done.stderr}")
        return done.stdout + done.stderr

    gongkai("setup", "--username", "admin", "--name", "管理员", "--password", "Lantern-Orchard-51")
    code = f"from benchmarks.site_anonymise import build; build({count})"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    gongkai("backup", backups / "before.tar.gz")
    before = [*_traces(folder / "data"), *_in_backup(backups / "before.tar.gz"), *_in_server(server)]
    started = time.perf_counter()
    said = gongkai(
        "audit", "anonymise", "--agency", AGENCY, "--register", "requests", "--before", "2021-01-01",
        "--ground", "period", "--reason", "保存期限五年", "--yes",
    )  # fmt: skip
    seconds = time.perf_counter() - started
    gongkai("backup", backups / "after.tar.gz")
    left = [*_traces(folder / "data"), *_in_backup(backups / "after.tar.gz"), *_in_server(server)]
    wal = bool(server and _has(server.folder / "data" / "pg_wal"))
    return Outcome(before, left, wal, said, gongkai("audit", "verify"), seconds)


def run() -> list[Row]:
    """Measure on both databases."""
    if not COMMAND.exists():
        raise Skipped("the command is not installed")
    with tempfile.TemporaryDirectory() as folder:
        rows = _rows("SQLite", look(Path(folder), "", COUNT))
    with tempfile.TemporaryDirectory() as folder, own_server() as server:
        return rows + _rows("PostgreSQL", look(Path(folder), server.url, COUNT, server))


def _rows(database: str, seen: Outcome) -> list[Row]:
    gone = bool(seen.there_before) and not seen.left and "核对无误" in seen.verified and "before.tar.gz" in seen.said
    detail = f"before in {', '.join(sorted(set(seen.there_before)))}; the older backup is listed"
    if database == "PostgreSQL":
        detail += f"; its write-ahead log {'still holds it' if seen.in_write_ahead_log else 'does not hold it'}"
    figure = f"{seen.seconds:.1f} s, left in {len(seen.left)} places"
    return [Row(f"anonymise {COUNT:,} requests, {database}", figure, "left nowhere, log sound", gone, detail)]


def _traces(folder: Path) -> list[str]:
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and _has(path)]


def _has(path: Path) -> bool:
    """Whether a file, or one of a folder, holds the name, also as JSON may write it."""
    files = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
    words = (NAME.encode(), NAME.encode("unicode_escape"))
    return any(word in content for content in map(Path.read_bytes, files) for word in words)


def _in_backup(archive: Path) -> list[str]:
    return [f"{archive.name}:{name}" for name, content in _members(archive) if NAME.encode() in content]


def _members(archive: Path) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
        for path in sorted(Path(folder).rglob("*")):
            if path.name.endswith(".dump"):
                yield (
                    path.name,
                    subprocess.run(["pg_restore", "--file=-", path], capture_output=True, check=True).stdout,
                )
            elif path.is_file():
                yield path.name, path.read_bytes()


def _in_server(server: Server | None) -> list[str]:
    """Where the server's own files hold it, once all is written to them."""
    if server is None:
        return []
    import psycopg

    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        connection.execute("SELECT pg_switch_wal()")
        connection.execute("CHECKPOINT")
    places = (server.folder / "data" / "base", server.folder / "data" / "global", server.folder / "log")
    return [place.name for place in places if _has(place)]
