"""What is no request of a browser: slow clients, floods, odd heads and addresses."""

from __future__ import annotations

import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from tests.attack.client import Attacker, Got

ODD = (
    "/../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/static/../../secret-key", "/static/%2e%2e/%2e%2e/secret-key",
    "/static/..%5c..%5csecret-key", "/never-served/", "/files/", "//evil.example/", "/admin/?next=//evil.example/",
    "/account/login/?next=https://evil.example/", "/%00", "/%ff%fe", "/agencies/99999999999999999999/2025/",
    "/agencies/-1/", "/link/%00/", "/link/" + "a" * 5_000 + "/", "/?" + "q=" + "x" * 50_000, "/?page=-1&page=%00",
    "/admin/help/..%2f..%2fsettings", "/look/%2e%2e.css", "/agencies/1/2025/1/exe/", "/?q=%F0%9F%92%A9%00",
    "/?year=9999999999999999999", "/admin/records/1/nonsense/", "/admin/annual/1/99999/own/",
)  # fmt: skip
HEADS: tuple[dict[str, str], ...] = (
    {"Accept-Language": "x" * 5_000}, {"Accept-Language": "../../../etc"}, {"Cookie": "sessionid=\x01; csrftoken=';--"},
    {"X-Forwarded-For": "1.1.1.1, 2.2.2.2"}, {"X-Forwarded-Proto": "https"}, {"X_Forwarded_For": "1.1.1.1"},
    {"X-Forwarded-Host": "evil.example"}, {"If-None-Match": "*"}, {"Range": "bytes=0-,0-,0-"}, {"HX-Request": "true"},
    {"X-HTTP-Method-Override": "DELETE"}, {"Content-Encoding": "gzip"}, {"Expect": "100-continue"},
)  # fmt: skip


def odd(port: int) -> Iterator[tuple[str, Got]]:
    """Addresses and heads that no page of the site has."""
    visitor = Attacker(port)
    for address in ODD:
        for method in ("GET", "POST"):
            yield f"{method} {address[:60]}", visitor.ask(method, address, {} if method == "POST" else None)
    for head in HEADS:
        yield str(head)[:60], visitor.ask("GET", "/", more=head)
    for host in ("evil.example", "localhost:1@evil.example", "", "a" * 3_000, "localhost.evil.example"):
        yield f"Host {host[:30]}", visitor.ask("GET", "/account/login/", host=host or " ")


def slow(port: int, count: int = 20) -> float:
    """Hold so many slow clients of each kind; return the longest that somebody else then waited, in seconds."""
    begun = (
        b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
        b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\na",
        b"POST /link/x/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"GET /reports.json HTTP/1.1\r\nHost: localhost\r\n\r\n",
    )  # fmt: skip
    longest = 0.0
    with ExitStack() as held:
        for first in begun:
            for _ in range(count):
                client = held.enter_context(socket.create_connection(("127.0.0.1", port)))
                client.sendall(first)
        for _ in range(10):
            got = Attacker(port).ask("GET", "/account/login/")
            longest = max(longest, got.seconds if got.status == 200 else float("inf"))
            time.sleep(0.2)
    return longest


def flood(port: int, count: int = 400) -> tuple[Counter[int], list[str]]:
    """Ask for so many pages at the same time; return the statuses, and what was not the site's own."""
    with ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(lambda _: Attacker(port).ask("GET", "/"), range(count)))
    return Counter(got.status for got in answers), [str(got)[:200] for got in answers if got.is_foreign]


def large(port: int, count: int = 20) -> Counter[int]:
    """Announce bodies of 700 MB where nobody signed in; return what was said to it."""
    said: Counter[int] = Counter()
    for number in range(count):
        address = ("/admin/intake/1/upload/", "/account/login/", "/", "/link/x/")[number % 4]
        with socket.create_connection(("127.0.0.1", port), timeout=90) as client:
            head = f"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 700000000\r\n\r\n"
            client.sendall(head.encode() + bytes(1_000))
            client.shutdown(socket.SHUT_WR)
            first = client.recv(64).split(b" ")
            said[int(first[1]) if len(first) > 1 else 0] += 1
    return said


def guessing(port: int, tries: int = 30) -> tuple[Counter[int], bool]:
    """Guess one person's password; return what was said, and whether another of the same address signs in meanwhile."""
    said: Counter[int] = Counter()
    guesser = Attacker(port)
    guesser.ask("GET", "/account/login/")
    for number in range(tries):
        got = guesser.ask("POST", "/account/login/", {"login": "liuxi-lingdao", "password": f"guess-{number}"})
        said[got.status] += 1
    other = Attacker(port, "liuxi-shenhe")
    other.sign_in()
    return said, other.ask("GET", "/admin/").status == 200
