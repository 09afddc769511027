"""The real server and a worker, each a process of its own, on a database of their own."""

from __future__ import annotations

import json
import os
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
from typing import Any

import psycopg

from tests.site.databases import drop

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Served:
    """A running site."""

    address: str
    world: dict[str, Any]
    """What :func:`tests.site.browser.world.build_world` returned."""
    log: Path


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Prepare a database and run server and worker on it until the block ends; what they keep is in ``folder``."""
    with _database() as url:
        yield from _served(folder, url)


@contextmanager
def _database() -> Iterator[str]:
    """A new database on the server that ``DATABASE_URL`` names; nothing where the embedded one is used."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield ""
        return
    start, name = server.rpartition("/")[0], f"gongkai_browser_{os.getpid()}"
    with psycopg.connect(f"{start}/postgres", autocommit=True) as order:
        order.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type] # our own name
        try:
            yield f"{start}/{name}"
        finally:
            drop(order, name)


def _served(folder: Path, database: str) -> Iterator[Served]:
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "GONGKAI_EMAIL_BACKEND"},
        "DATABASE_URL": database,
        "GONGKAI_DATA": str(folder),
        "GONGKAI_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.site.browser.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    world = _run(["-m", "tests.site.browser.prepare"], environment)
    log = folder / "server.log"
    server = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    server += ["--workers", "1", "--blocking-threads", "4", "gongkai_site.wsgi:application"]
    worker = ["-m", "django", "db_worker", "--interval", "0.2", "--no-startup-delay"]
    with log.open("wb") as out:
        processes = [
            subprocess.Popen([sys.executable, *each], cwd=ROOT, env=environment, stdout=out, stderr=out)
            for each in (server, worker)
        ]
    try:
        _wait_for(f"{address}/", processes, log)
        yield Served(address, world, log)
    finally:
        for each in processes:
            each.terminate()
        for each in processes:
            try:
                each.wait(10)
            except subprocess.TimeoutExpired:
                each.kill()


def _run(arguments: list[str], environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-4_000:])
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(address: str, processes: list[subprocess.Popen[bytes]], log: Path) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        if any(each.poll() is not None for each in processes):
            raise RuntimeError(log.read_text("utf-8", "replace")[-4_000:])
        try:
            with urllib.request.urlopen(address, timeout=60):
                return
        except urllib.error.HTTPError:
            raise RuntimeError(log.read_text("utf-8", "replace")[-4_000:]) from None
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer in three minutes: {log.read_text('utf-8', 'replace')[-4_000:]}")
