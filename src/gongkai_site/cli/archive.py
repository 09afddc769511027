"""One file that holds all of a site: its database, uploaded files and secret key; made while the site runs."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from gongkai import __version__
from gongkai_site.action import acting
from gongkai_site.audit.backups import made
from gongkai_site.audit.former import is_former
from gongkai_site.audit.models import Head
from gongkai_site.audit.verify import verify
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.migrations_pending import migrate, pending_migrations
from gongkai_site.policy import SYSTEM

_ABOUT = "gongkai-backup.json"
_SQLITE, _POSTGRESQL = "database.sqlite3", "database.dump"
_KEY = "secret-key"
_FILES = "files"
_RESTORING = "restoring"
_PIECE = 1 << 20
"""The folder in which a backup is unpacked; while it is there, a restore is under way or was interrupted."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself. ``number`` and ``hash`` are the end of the audit log when it was made."""

    version: str
    vendor: str
    at: str
    number: int
    hash: str


def back_up(to: Path) -> About:
    """Write the backup to ``to``, which must not exist. The database comes first: files are only ever added.

    What an interrupted backup to this name left behind is taken away first. Raises :class:`WrongState` where it cannot
    be written whole; nothing of it then remains. That it was made is an event, but of a database still to be upgraded.
    """
    if to.exists():
        raise WrongState(f"“{to}”已经存在，没有覆盖。", advice="请换一个文件名。")
    unfinished, work = to.with_name(to.name + ".part"), to.with_name(to.name + ".part.d")
    shutil.rmtree(work, ignore_errors=True)
    try:
        work.mkdir(mode=0o700)
        with _private(unfinished) as file:
            about = _write(file, work)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, to)
    except OSError as error:
        raise WrongState(
            f"备份没有写完：{error}。", advice="没有留下不完整的备份；请查看磁盘空间和权限后再试。"
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if not pending_migrations():
        made(to, about.number)
    return about


def _write(file: io.BufferedWriter, work: Path) -> About:
    dump = work / (_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)
    _dump(dump)
    about = _about(dump)
    with tarfile.open(fileobj=file, mode="w:gz") as tar:
        _add_bytes(tar, _ABOUT, json.dumps(asdict(about), ensure_ascii=False).encode())
        tar.add(dump, dump.name)
        for path, name in _kept_files():
            tar.add(path, name)
    return about


def restore(archive: Path) -> About:
    """Bring a backup back into the empty data folder and the empty database of the settings, and prove its audit log.

    The whole archive is read before anything is put in its place; what was interrupted is begun anew. Raises
    :class:`WrongState` where something is there already, :class:`InvalidInput` for what is no backup of this kind of
    database, or none that is whole, and where the log that came back is not the one that was saved.
    """
    work = Path(settings.DATA) / _RESTORING
    if work.exists():
        _take_away(work)
    _insist_empty()
    try:
        work.mkdir(mode=0o700, parents=True)
        about = _unpack(archive, work)
        _load(work)
        found = verify()
        if not found.is_sound or (found.number, found.hash) != (about.number, about.hash):
            raise InvalidInput("恢复的审计日志与备份时的不符，请不要使用这次恢复的数据。", advice=_anew())
        if is_former():
            # This version writes no events into a log of that form.
            migrate()
        _put_in_place(work)
    except BaseException:
        _take_away(work)
        raise
    with acting(SYSTEM, "site.restore", right="site.restore", on=None) as act:
        act.changed(Head.objects.get(pk=1), title=archive.name[:200], after=asdict(about))
    shutil.rmtree(work)
    return about


def _unpack(archive: Path, work: Path) -> About:
    try:
        with gzip.open(archive) as packed, tarfile.open(fileobj=packed, mode="r:") as tar:
            about = _read_about(tar)
            for member in tar:
                if member.name == _ABOUT or not member.isfile():
                    continue
                target = _target(member.name, work)
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                content = tar.extractfile(member)
                with _private(target) as file:
                    shutil.copyfileobj(content, file)  # type: ignore[arg-type] # a regular file has content
            # The checksum stands behind the last member: a file that ends before it is not whole.
            while packed.read(_PIECE):
                pass
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InvalidInput(
            f"备份文件不完整或已损坏（{error}）。", advice="没有恢复任何内容。请换一份备份，或重新复制这个文件。"
        ) from error
    if not any((work / name).is_file() for name in (_SQLITE, _POSTGRESQL)):
        raise InvalidInput("备份里没有数据库。", advice="没有恢复任何内容。请换一份备份。")
    return about


def _put_in_place(work: Path) -> None:
    if (work / _FILES).is_dir():
        media = Path(settings.MEDIA_ROOT)
        shutil.rmtree(media, ignore_errors=True)
        os.replace(work / _FILES, media)
    if (work / _KEY).is_file():
        os.replace(work / _KEY, Path(settings.DATA) / _KEY)


def _take_away(work: Path) -> None:
    """Make the place empty again: all that stands beside the mark of a restore came by that restore.

    On PostgreSQL what was loaded was loaded whole, and only who owns the server empties the database.
    """
    if connection.vendor == "sqlite":
        connection.close()
        for leftover in ("", "-wal", "-shm", ".part"):
            Path(str(_sqlite_file()) + leftover).unlink(missing_ok=True)
    shutil.rmtree(Path(settings.MEDIA_ROOT), ignore_errors=True)
    shutil.rmtree(work, ignore_errors=True)


def _anew() -> str:
    if connection.vendor == "sqlite":
        return "没有留下恢复的内容。请换一份备份。"
    return f"数据库 {_name()} 里已有内容，请删除并重建空库，再换一份备份。"


def _about(dump: Path) -> About:
    if connection.vendor == "sqlite":
        with sqlite3.connect(dump) as copy:
            number, last = copy.execute("SELECT number, hash FROM audit_head WHERE id = 1").fetchone()
    else:
        # pg_dump's snapshot was taken a moment ago; the end of the log in it is read from the dump itself.
        number, last = _head_in(dump)
    return About(__version__, connection.vendor, timezone.localtime().isoformat(timespec="seconds"), number, last)


def _head_in(dump: Path) -> tuple[int, str]:
    listed = _run("pg_restore", "--data-only", "--table=audit_head", "--file=-", str(dump)).decode()
    lines = listed.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("COPY public.audit_head"))
    columns = lines[start].partition("(")[2].partition(")")[0].split(", ")
    row = dict(zip(columns, lines[start + 1].split("\t"), strict=True))
    return int(row["number"]), row["hash"]


def _dump(to: Path) -> None:
    if connection.vendor == "sqlite":
        with sqlite3.connect(_sqlite_file()) as source, sqlite3.connect(to) as copy:
            source.backup(copy)
            # The copy must be one file; the site switches it back to write-ahead logging when it opens it.
            copy.execute("PRAGMA journal_mode=DELETE")
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}", _name())


def _load(work: Path) -> None:
    if connection.vendor == "sqlite":
        connection.close()
        for leftover in ("", "-wal", "-shm"):
            Path(str(_sqlite_file()) + leftover).unlink(missing_ok=True)
        os.replace(shutil.copy(work / _SQLITE, f"{_sqlite_file()}.part"), _sqlite_file())
    else:
        _run(
            "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
            f"--dbname={_name()}", str(work / _POSTGRESQL),
        )  # fmt: skip


def _kept_files() -> Iterator[tuple[Path, str]]:
    key, folder = Path(settings.DATA) / _KEY, Path(settings.MEDIA_ROOT)
    if key.is_file():
        yield key, _KEY
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            yield path, f"{_FILES}/{path.relative_to(folder).as_posix()}"


def _target(name: str, work: Path) -> Path:
    parts = PurePosixPath(name).parts
    if ".." in parts or PurePosixPath(name).is_absolute():
        raise InvalidInput(f"备份中有不该有的路径：{name}。")
    if name in (_SQLITE, _POSTGRESQL):
        return work / name
    if name == _KEY or (parts[0] == _FILES and len(parts) > 1):
        return work.joinpath(*parts)
    raise InvalidInput(f"备份中有不认识的内容：{name}。")


def _read_about(tar: tarfile.TarFile) -> About:
    first = tar.next()
    content = tar.extractfile(first) if first is not None and first.name == _ABOUT else None
    if content is None:
        raise InvalidInput("这不是 gongkai backup 写出的备份文件。")
    about = About(**json.load(content))
    if about.vendor != connection.vendor:
        raise InvalidInput(
            f"备份来自 {about.vendor} 数据库，现在设置的是 {connection.vendor}。",
            advice="请用同一种数据库恢复（环境变量 DATABASE_URL）。",
        )
    return about


def _insist_empty() -> None:
    if connection.introspection.table_names() or any(_kept_files_below(Path(settings.MEDIA_ROOT))):
        raise WrongState(
            "数据库或数据文件夹不是空的，没有恢复。",
            advice="请给一个空的数据库和空的数据文件夹；上次恢复中断过的，请先删除并重建数据库。",
        )


def _kept_files_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> bytes:
    known: dict[str, Any] = connection.settings_dict
    variables = {
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
    }
    try:
        ran = subprocess.run(
            [program, *arguments],
            env={**os.environ, **{name: str(value) for name, value in variables.items() if value}},
            capture_output=True,
            check=True,
        )
    except FileNotFoundError as error:
        raise WrongState(f"没有找到 {program}。", advice="请安装 Debian 软件包 postgresql-client。") from error
    except subprocess.CalledProcessError as error:
        raise WrongState(f"{program} 没有成功：{error.stderr.decode(errors='replace').strip()[:500]}") from error
    return ran.stdout


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


@contextmanager
def _private(path: Path) -> Iterator[io.BufferedWriter]:
    """A new file that nobody else may read: it holds personal data and the key. Removed if writing fails."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise
