"""``python -m tests.attack [--every N]``: serve a demonstration county on loopback, attack it, print what came."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.attack import hostile, rough
from tests.attack.client import Attacker
from tests.site.cli.county import make_county
from tests.site.cli.site import Place, answer

UPLOADS = {
    "/admin/intake/{town}/upload/": "liuxi-jingban", "/admin/records/{town}/requests/import/": "liuxi-jingban",
    "/admin/agencies/import/": "xian-jiandu", "/admin/people/import/": "xian-jiandu",
    "/admin/annual/{town}/2025/own/signoff/": "liuxi-shenhe", "/admin/look/": "admin",
    "/admin/agencies/{county}/rulings/rules.set/": "xian-jiandu", "/link/{token}/": "", "/account/login/": "",
}  # fmt: skip
"""Every address that takes a file, and two that take none, with who sends to it."""


@dataclass
class Report:
    """What the whole attack brought: lines to read, and faults, of which there must be none."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def say(self, what: str, faults: list[str]) -> None:
        """Put down one part, and tell it at once."""
        self.lines.append(f"{what}: {len(faults)} faults")
        print(self.lines[-1], *(f"FAULT {each}" for each in faults[:30]), sep="\n", flush=True)
        self.faults += faults


def attack(place: Place, address: str, *, every: int = 1) -> Report:
    """Attack the county served at this address."""
    from tests.attack import matrix

    port, report = urlsplit(address).port or 0, Report()
    found = matrix.attack(place, port, every=every)
    changed = [f"{found.changed} events by strangers"] if found.changed else []
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(found.statuses.items()))
    report.say(
        f"actor × address × object × method, {found.asked} requests ({answers})", found.leaks + found.foreign + changed
    )
    _upload(place, port, report)
    odd = list(rough.odd(port))
    report.say(f"odd addresses and heads, {len(odd)}", [f"{what} {got}"[:300] for what, got in odd if got.is_foreign])
    waited = rough.slow(port)
    report.say(f"120 slow clients, another waited {waited:.1f} s", ["others waited"] if waited > 10 else [])
    statuses, foreign = rough.flood(port)
    report.say(f"400 pages at once {dict(statuses)}", foreign)
    said = rough.large(port)
    report.say(f"bodies of 700 MB {dict(said)}", [] if set(said) == {413} else [f"bodies of 700 MB: {dict(said)}"])
    guesses, another = rough.guessing(port)
    shut = guesses[429] == sum(guesses.values()) - 4
    report.say(
        f"30 guesses of a password {dict(guesses)}", [] if shut and another else [f"guessing: {guesses} {another}"]
    )
    if answer(f"{address}/health/ready")[0] != 200:
        report.faults.append("the site is not ready any more")
    return report


def _upload(place: Place, port: int, report: Report) -> None:
    ((town,),) = place.execute("SELECT id FROM agencies_agency WHERE name LIKE '%柳溪镇%'")
    ((county,),) = place.execute("SELECT min(id) FROM agencies_agency")
    people = {name: Attacker(port, name) for name in {*UPLOADS.values()}}
    for name, each in people.items():
        if name:
            each.sign_in()
        else:
            each.ask("GET", "/account/login/")
    statuses: Counter[int] = Counter()
    faults, longest = [], 0.0
    before = _outside()
    for pattern, name in UPLOADS.items():
        address = pattern.format(town=town, county=county, token="no-such-token")
        for file, data in hostile.files():
            got = people[name].upload(address, file, data, what="sign", year="2024")
            statuses[got.status] += 1
            longest = max(longest, got.seconds)
            # Cut off after what was refused outright is no answer of ours, and no fault.
            if got.is_foreign and not (got.status == 0 and len(data) > 100_000):
                faults.append(f"{file[:30]!r} to {address}: {got}"[:300])
            if got.seconds > 60:
                faults.append(f"{file[:30]!r} to {address} took {got.seconds:.0f} s")
    faults += [f"written outside: {each}" for each in _outside() - before]
    report.say(f"hostile files, {statuses.total()} uploads {dict(statuses)}, the longest {longest:.1f} s", faults)


def _outside() -> set[str]:
    return {str(each) for where in ("/tmp", "/etc", "/") for each in Path(where).glob("*escaped*")}


def main() -> None:
    """Build, serve, attack, print; a fault ends it with 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only each so-manieth of the matrix")
    parser.add_argument("--county", type=Path, help="a folder of `gongkai demo --small` to begin with a copy of")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder) / "data")
        make_county(place, options.county)
        _ready()
        with place.serving("serve", "--with-worker", "--workers", "2", "--threads", "8") as address:
            report = attack(place, address, every=options.every)
    sys.exit(1 if report.faults else 0)


def _ready() -> None:
    """The table of addresses is read from the site's own code."""
    from gongkai_site.cli.ready import ready

    ready(Path(tempfile.mkdtemp(prefix="gongkai-attack-")))


if __name__ == "__main__":
    main()
