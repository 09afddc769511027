"""The site under load while what it stands on goes away: nothing lost, nothing done twice, no page but its own.

``python -m benchmarks.site_load [--seconds 300] [--postgresql]`` builds the demonstration county in a folder (or a
database server) of its own, serves it with its worker, and lets readers, writers and slow clients at it, while the
worker is killed and the database taken away.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.load_clients import Load
from benchmarks.postgresql import Server, own_server
from tests.site.cli.county import make_county
from tests.site.cli.site import Place, processes, web_processes

_LOCKED = 3.0
"""Seconds that the database is away each time."""
_SETTLE = 60


@dataclass(frozen=True)
class Plan:
    """How much load, and what goes wrong when."""

    seconds: float = 300
    readers: int = 100
    writers: int = 20
    slow: int = 20
    kill_every: float = 20
    outages: int = 2


@dataclass
class Outcome:
    """What came of it."""

    database: str
    load: Load
    lost: int = 0
    doubled: int = 0
    undone: int = 0
    """Tasks that were not done once the load was over."""
    kills: int = 0
    outages: int = 0
    log: str = ""
    memory: list[tuple[float, float]] = field(default_factory=list)
    """Seconds since the beginning, and megabytes of the web processes."""

    @property
    def growth(self) -> float:
        """The level of memory at the end over that after the first fifth."""
        whole = self.memory[-1][0]
        early = [mb for at, mb in self.memory if 0.2 * whole <= at <= 0.4 * whole]
        late = [mb for at, mb in self.memory if at >= 0.8 * whole]
        return statistics.median(late) / statistics.median(early)


def run(plan: Plan, *, postgresql: bool, county: Path | None = None) -> Outcome:
    """Build, serve, load, look."""
    with tempfile.TemporaryDirectory() as folder, own_server() if postgresql else nullcontext() as server:
        place = Place(Path(folder) / "data", server.url if server else "")
        make_county(place, None if server else county)
        with place.serving("serve", "--with-worker", "--workers", "2", "--threads", "8") as address:
            load = Load(urlsplit(address).port or 0, *_addresses(place))
            outcome = Outcome("PostgreSQL" if server else "SQLite", load)
            asyncio.run(_all(plan, outcome, place, server))
            _settle(place)
        _look(place, outcome)
        return outcome


def _addresses(place: Place) -> tuple[list[str], int]:
    reports = place.execute(
        "SELECT r.agency_id, r.year FROM annual_placement p JOIN annual_version v ON v.id = p.version_id"
        " JOIN annual_annualreport r ON r.id = v.report_id WHERE r.scope = 'own'"
    )
    ((town,),) = place.execute("SELECT id FROM agencies_agency WHERE name LIKE '%柳溪镇%'")
    public = ["/", "/reports.json", "/feed/", *(f"/agencies/{agency}/{year}/" for agency, year in reports)]
    return public, int(str(town))


async def _all(plan: Plan, outcome: Outcome, place: Place, server: Server | None) -> None:
    load, begun = outcome.load, time.monotonic()
    await load.sign_in()
    tasks = [
        *(load.read(number) for number in range(plan.readers)),
        *(load.write(number) for number in range(plan.writers)),
        *(load.dawdle(number) for number in range(plan.slow)),
        _kill(plan, outcome, place),
        _take_away(plan, outcome, place, server),
        _weigh(outcome, place, begun),
    ]
    running = [asyncio.create_task(each) for each in tasks]
    done, _ = await asyncio.wait(running, timeout=plan.seconds)
    for each in done:
        each.result()  # none ends by itself unless it failed
    load.stop()
    _, left = await asyncio.wait(running, timeout=45)
    for each in left:
        each.cancel()


async def _kill(plan: Plan, outcome: Outcome, place: Place) -> None:
    while True:
        await asyncio.sleep(plan.kill_every)
        for each in await asyncio.to_thread(processes, place, "['worker']"):
            os.kill(each, signal.SIGKILL)
            outcome.kills += 1


async def _take_away(plan: Plan, outcome: Outcome, place: Place, server: Server | None) -> None:
    for _ in range(plan.outages):
        await asyncio.sleep(plan.seconds / (plan.outages + 1))
        await asyncio.to_thread(server.away if server else _lock, *((_LOCKED,) if server else (place,)))
        outcome.outages += 1
    await asyncio.Event().wait()


def _lock(place: Place) -> None:
    with sqlite3.connect(place.data / "gongkai.sqlite3", timeout=60, isolation_level=None) as held:
        held.execute("BEGIN EXCLUSIVE")
        time.sleep(_LOCKED)
        held.execute("ROLLBACK")


async def _weigh(outcome: Outcome, place: Place, begun: float) -> None:
    while True:
        found = await asyncio.to_thread(_megabytes, place)
        outcome.memory.append((time.monotonic() - begun, found))
        await asyncio.sleep(3)


def _megabytes(place: Place) -> float:
    total = 0
    for each in web_processes(place):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in lines.splitlines() if line.startswith("Pss:"))
    return total / 1024


def _settle(place: Place) -> None:
    """Until what was queued is done; a task whose worker was killed waits a minute for another."""
    until = time.monotonic() + 3 * _SETTLE
    while time.monotonic() < until and _undone(place):
        time.sleep(1)


def _undone(place: Place) -> int:
    ((waiting,),) = place.execute(
        "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status <> 'SUCCESSFUL'"
    )
    return int(str(waiting))


def _look(place: Place, outcome: Outcome) -> None:
    """Each thing whose saving was confirmed is there once; what was not is there once or not at all."""
    load = outcome.load
    for sent, statement in (
        (load.records, "SELECT item FROM registers_fee WHERE item LIKE 'load-%'"),
        (load.files, "SELECT name FROM intake_incomingdocument WHERE name LIKE 'load-%'"),
    ):
        stored = [str(name) for (name,) in place.execute(statement)]
        outcome.lost += sum(confirmed and name not in stored for name, confirmed in sent.items())
        outcome.doubled += len(stored) - len(set(stored))
    outcome.undone = _undone(place)
    verified = place.run("audit", "verify")
    outcome.log = "" if verified.returncode == 1 else verified.stderr[:500]


def told(outcome: Outcome, plan: Plan) -> str:
    """The figures as one line of a table."""
    load = outcome.load
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(load.statuses.items()))
    quick = statistics.quantiles(load.seconds, n=20) if len(load.seconds) > 20 else [0.0] * 19
    return (
        f"| {outcome.database} | {plan.seconds:.0f} s, {outcome.kills} kills, {outcome.outages} outages |"
        f" {sum(load.records.values())} records, {sum(load.files.values())} files |"
        f" {outcome.lost} lost, {outcome.doubled} doubled, {outcome.undone} undone, log {outcome.log or 'sound'} |"
        f" {answers}; {len(load.foreign)} not ours, {load.cut} cut off |"
        f" median {quick[9]:.2f} s, 95 % {quick[18]:.2f} s | {outcome.growth:.2f} × |"
    )


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site_load", description=__doc__)
    for name, kind in Plan.__annotations__.items():
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=int if kind == "int" else float, default=getattr(Plan, name)
        )
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--county", type=Path, help="a folder of `gongkai demo --small` to begin with a copy of")
    options = vars(parser.parse_args())
    postgresql, county = options.pop("postgresql"), options.pop("county")
    outcome = run(plan := Plan(**options), postgresql=postgresql, county=county)
    print(told(outcome, plan))
    for each in outcome.load.foreign[:5]:
        print(each, file=sys.stderr)


if __name__ == "__main__":
    main()
