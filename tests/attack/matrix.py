"""Actor × address × object × method, out of the site's own table of addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.attack.client import Attacker
from tests.site.cli.site import Place
from tests.site.stories.test_neighbour import Address, addresses

ACTORS = (
    "", "liuxi-jingban", "liuxi-shenhe", "liuxi-guanli", "ziran-jingban", "baishiyi-jingban", "hongze-jiandu",
    "xian-jiandu", "xian-jingban", "admin",
)  # fmt: skip
METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
TO_ALL = {"agencies:list", "agencies:export", "agencies:open", "agencies:due", "agencies:rulings"}
"""Addresses that everybody who signed in may open (``tests/site/stories/test_who_opens_what``)."""
_LEADS_ON = {"GET", "HEAD", "OPTIONS", "TRACE"}


@dataclass
class Found:
    """What the matrix brought."""

    asked: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    changed: int = 0
    """Events that strangers' requests left in the log."""


def attack(place: Place, port: int, *, every: int = 1) -> Found:
    """Ask everything of everything; ``every`` leaves out all but each so-manieth."""
    found = Found()
    reach = _reach(place)
    targets = _agencies(place)
    for name in ACTORS:
        attacker = Attacker(port, name)
        if name:
            attacker.sign_in()
        before = _strange_events(place, reach[name], targets)
        for number, (method, address, url, owner) in enumerate(_all(place, targets)):
            if (number + len(name)) % every:
                continue
            _one(found, attacker, method, address, url, stranger=owner is not None and owner not in reach[name])
        found.changed += _strange_events(place, reach[name], targets) - before
    return found


def _one(found: Found, attacker: Attacker, method: str, address: Address, url: str, *, stranger: bool) -> None:
    sent = None if method in _LEADS_ON else {"reason": "x", "revision": "1", "name": "x", "confirmed": "1"}
    got = attacker.ask(method, url, sent)
    found.asked += 1
    found.statuses[got.status] += 1
    what = f"{attacker.name or 'visitor'} {method} {url} {got.status}"
    if got.is_foreign:
        found.foreign.append(f"{what} {got.body[:200]!r}")
    if got.opened and method != "OPTIONS" and (not attacker.name or (stranger and address.name not in TO_ALL)):
        found.leaks.append(what)


def _all(place: Place, targets: dict[str, int]) -> Iterator[tuple[str, Address, str, int | None]]:
    """Method, address, filled address and whose it is (``None`` for nobody's in particular)."""
    things = _things(place)
    for address in addresses():
        for agency in targets.values():
            values = {**_FILLED, "agency_id": agency, **{name: pk for name, (pk, _) in things.items()}}
            owner = (
                agency
                if "agency_id" in address.converters
                else things.get(f"{address.name.split(':')[0]}.pk", (0, None))[1]
            )
            try:
                url = address.filled(values)
            except AssertionError:
                continue
            for method in METHODS if agency == next(iter(targets.values())) else ("GET", "POST"):
                yield method, address, url, owner if address.converters else None


_FILLED: dict[str, Any] = {
    "year": 2025, "scope": "own", "key": "requests.received.total", "register": "requests", "kind": "docx",
    "which": "web", "user_id": 2, "membership_id": 1, "assignment_id": 1, "section_id": 1, "ruling_id": 1,
    "reorganisation_id": 1, "reading_id": 1, "number": 1, "of": 3, "what": "close",
    "agencies:lay-down.key": "report.due",
    "records.pk": 1, "intake.pk": 1,
}  # fmt: skip


def _agencies(place: Place) -> dict[str, int]:
    wanted = ("柳溪镇", "自然资源", "白市驿镇")
    found = {}
    for name in wanted:
        rows = place.execute(f"SELECT id FROM agencies_agency WHERE name LIKE '%{name}%' ORDER BY id")
        found[name] = int(str(rows[0][0]))
    return found


def _things(place: Place) -> dict[str, tuple[int, int]]:
    """A version and a filing, and whose they are."""
    ((version, of),) = place.execute(
        "SELECT v.id, r.agency_id FROM annual_version v JOIN annual_annualreport r ON r.id = v.report_id"
        " ORDER BY v.id LIMIT 1"
    )
    filings = place.execute("SELECT id, agency_id FROM filings_filing ORDER BY id LIMIT 1") or [(1, of)]
    return {
        "annual.pk": (int(str(version)), int(str(of))),
        "filings.pk": (int(str(filings[0][0])), int(str(filings[0][1]))),
    }


def _reach(place: Place) -> dict[str, set[int]]:
    """By user name every agency in which, or above which, somebody has a role; the administrator's is every one."""
    paths = {int(str(pk)): str(path) for pk, path in place.execute("SELECT id, path FROM agencies_agency")}
    reach: dict[str, set[int]] = {name: set() for name in ACTORS}
    for username, agency in place.execute(
        "SELECT u.username, m.agency_id FROM people_membership m JOIN people_user u ON u.id = m.user_id"
    ):
        if str(username) in reach:
            above = paths[int(str(agency))]
            reach[str(username)] |= {pk for pk, path in paths.items() if path.startswith(above)}
    reach["admin"] = set(paths)
    return reach


def _strange_events(place: Place, reach: set[int], targets: dict[str, int]) -> int:
    strange = ", ".join(str(each) for each in {*targets.values()} - reach) or "-1"
    ((count,),) = place.execute(f"SELECT count(*) FROM audit_event WHERE agency_id IN ({strange})")
    return int(str(count))
