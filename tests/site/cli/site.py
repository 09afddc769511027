"""A real site in a folder and a database of its own, made and used by the commands as processes."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT
from tempfile import TemporaryFile

import dj_database_url
import psycopg

from tests.site.databases import drop

COMMAND = str(Path(sys.executable).with_name("gongkai"))
POSTGRESQL = os.environ.get("DATABASE_URL", "")


@dataclass(frozen=True)
class Place:
    """A data folder and, on PostgreSQL, a database."""

    data: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What a command needs to know to work here."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
        kept.pop("DATABASE_URL", None)
        return {**kept, "GONGKAI_DATA": str(self.data), **({"DATABASE_URL": self.url} if self.url else {})}

    def run(self, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command here."""
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=900,
            check=False,
        )

    def migrate(self, *to: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Migrate the database, as far as ``to`` an app's migration where one is named."""
        ran = subprocess.run(
            [sys.executable, "-m", "django", "migrate", *to],
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "gongkai_site.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or ran.returncode == 0, ran.stderr
        return ran

    def execute(self, statement: str) -> list[tuple[object, ...]]:
        """Run SQL as somebody at the database's own console would."""
        if self.url:
            with psycopg.connect(self.url) as connection:
                cursor = connection.execute(statement)  # type: ignore[arg-type] # the tests' own statements
                return cursor.fetchall() if cursor.description else []
        import sqlite3

        with sqlite3.connect(self.data / "gongkai.sqlite3") as connection:
            return connection.execute(statement).fetchall()

    @contextmanager
    def serving(self, *arguments: object) -> Iterator[str]:
        """Serve here until the block ends, and give the address; stopping by Ctrl-C must end it well."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # A file, never a pipe: nobody reads while the site is served, and a full pipe would stop every page of it.
        with TemporaryFile() as log:
            process = subprocess.Popen(
                [COMMAND, *map(str, arguments), "--port", str(port)], env=self.environment, stdout=log, stderr=log
            )
            address = f"http://localhost:{port}"
            try:
                for _ in range(900):
                    if process.poll() is not None or answer(f"{address}/health/live")[0] == 200:
                        break
                    time.sleep(0.2)
                yield address
            finally:
                process.send_signal(SIGINT)
                process.wait(timeout=300)
            log.seek(0)
            assert process.returncode == 0, log.read().decode()


def answer(address: str) -> tuple[int, str]:
    """Status and text of a page; 0 where nobody listens."""
    try:
        with urllib.request.urlopen(address, timeout=60) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except (urllib.error.URLError, OSError):
        return 0, ""


def processes(place: Place, said: str) -> set[int]:
    """Processes of this place whose command line has these words."""
    found = set()
    for each in Path("/proc").glob("[0-9]*"):
        try:
            line = (each / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            around = (each / "environ").read_bytes()
        except OSError:
            continue
        if said in line and f"GONGKAI_DATA={place.data}\0".encode() in around + b"\0":
            found.add(int(each.name))
    return found


def web_processes(place: Place) -> set[int]:
    """Those that the server started: the server itself is the parent of the others."""
    served = processes(place, " serve ")
    return {each for each in served if parent(each) in served}


def parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


@contextmanager
def empty_place(folder: Path) -> Iterator[Place]:
    """A folder that is not there yet, and an empty database that is dropped afterwards."""
    if not POSTGRESQL:
        yield Place(folder)
        return
    known = dj_database_url.parse(POSTGRESQL)
    name = f"gongkai_place_{secrets.token_hex(6)}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield Place(folder, POSTGRESQL.removesuffix(str(known["NAME"])) + name)
        finally:
            drop(connection, name)
