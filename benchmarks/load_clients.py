"""Clients for the load on the site: readers, writers, and those that send and take next to nothing."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

PASSWORD = "chenghu-2025-demo"
WRITERS, READERS = ("liuxi-jingban",), ("xian-jiandu", "liuxi-shenhe", "ziran-shenhe")
_FOREIGN = re.compile(rb"Traceback|Django|DEBUG|Server Error|Bad Request \(|nginx|granian", re.IGNORECASE)
_OURS = (200, 302, 304, 400, 403, 404, 408, 409, 413, 429, 503)
_WAIT = 60.0


class CutOff(Exception):
    """The connection ended without a whole answer."""


@dataclass
class Reply:
    """A whole answer."""

    status: int
    cookies: dict[str, str]
    location: str
    body: bytes


@dataclass
class Load:
    """Everything that is asked of one served site, and what came of it."""

    port: int
    public: list[str]
    town: int
    statuses: Counter[int] = field(default_factory=Counter)
    foreign: list[str] = field(default_factory=list)
    """Answers that were not the site's own."""
    cut: int = 0
    seconds: list[float] = field(default_factory=list)
    """How long each page took that was answered by 200."""
    records: dict[str, bool] = field(default_factory=dict)
    files: dict[str, bool] = field(default_factory=dict)
    """By its mark each thing that was sent, and whether its saving was confirmed."""
    _sessions: dict[str, str] = field(default_factory=dict)
    _tokens: dict[str, str] = field(default_factory=dict)
    _over: bool = False

    def stop(self) -> None:
        """Nobody begins anything more."""
        self._over = True

    async def sign_in(self) -> None:
        """Sign everybody in, once; the sessions are shared by the clients."""
        for name in (*WRITERS, *READERS):
            page = await self._ask("GET", "/account/login/")
            before = page.cookies["csrftoken"]
            form = urlencode({"login": name, "password": PASSWORD, "csrfmiddlewaretoken": before}).encode()
            done = await self._ask("POST", "/account/login/", form, f"csrftoken={before}")
            token = self._tokens[name] = done.cookies["csrftoken"]
            self._sessions[name] = f"sessionid={done.cookies['sessionid']}; csrftoken={token}"

    async def read(self, number: int) -> None:
        """Look at one page after the other, half of the readers in the back office."""
        chance = random.Random(number)
        own = [
            f"/admin/records/{self.town}/",
            f"/admin/records/{self.town}/fees/",
            "/admin/",
            f"/admin/audit/{self.town}/",
        ]
        name = READERS[number % len(READERS)]
        while not self._over:
            inside = number % 2 == 1
            page, cookies = chance.choice(own if inside else self.public), self._sessions[name] if inside else ""
            began = time.monotonic()
            answered = await self._try("GET", page, b"", cookies)
            if answered is not None and answered.status == 200:
                self.seconds.append(time.monotonic() - began)
            await asyncio.sleep(chance.uniform(2, 6))

    async def write(self, number: int) -> None:
        """Register a fee, or lay a file, and press again, as people do, until it is confirmed or refused."""
        chance = random.Random(1_000 + number)
        turn = 0
        while not self._over:
            turn += 1
            mark = f"load-{number}-{turn}"
            if turn % 5:
                await self._register(mark)
            else:
                await self._lay(mark)
            await asyncio.sleep(chance.uniform(1, 4))

    async def _register(self, mark: str) -> None:
        form = {
            "item": mark,
            "charged_on": "2025-03-05",
            "amount": "12.00",
            "csrfmiddlewaretoken": self._tokens[WRITERS[0]],
        }
        await self._send(self.records, mark, f"/admin/records/{self.town}/fees/add/", urlencode(form).encode())

    async def _lay(self, mark: str) -> None:
        lines = [
            "--edge", 'Content-Disposition: form-data; name="csrfmiddlewaretoken"', "", self._tokens[WRITERS[0]],
            "--edge", f'Content-Disposition: form-data; name="files"; filename="{mark}.txt"',
            "Content-Type: text/plain", "", f"{mark} 2024年政府信息公开工作年度报告", "--edge--", "",
        ]  # fmt: skip
        body = "\r\n".join(lines).encode()
        address = f"/admin/intake/{self.town}/upload/"
        await self._send(self.files, f"{mark}.txt", address, body, "multipart/form-data; boundary=edge")

    async def _send(self, sent: dict[str, bool], mark: str, address: str, body: bytes, kind: str = "") -> None:
        sent[mark] = False
        for _ in range(8):
            answered = await self._try("POST", address, body, self._sessions[WRITERS[0]], kind)
            if answered is None:
                return  # cut off: nobody knows whether it was saved, and whoever looks will see
            if answered.status == 302 and "login" not in answered.location:
                sent[mark] = True
                return
            if answered.status not in (503, 408):
                return
            await asyncio.sleep(1)

    async def dawdle(self, number: int) -> None:
        """Hold a connection and send, or take, next to nothing."""
        head = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n"
        begun = (b"", b"GET / HTTP/1.1\r\nHo", head, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")[number % 4]
        while not self._over:
            try:
                _reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(begun)
                for _ in range(30):
                    await asyncio.sleep(1)
                    if self._over:
                        break
                    if number % 4 == 2:
                        writer.write(b"x")
                        await writer.drain()
                writer.close()
            except OSError:
                await asyncio.sleep(1)

    async def _try(self, method: str, address: str, body: bytes, cookies: str, kind: str = "") -> Reply | None:
        try:
            answered = await asyncio.wait_for(self._ask(method, address, body, cookies, kind), _WAIT)
        except (OSError, CutOff, TimeoutError, asyncio.IncompleteReadError):
            self.cut += not self._over
            return None
        self.statuses[answered.status] += 1
        if (
            answered.status not in _OURS
            or _FOREIGN.search(answered.body)
            or (answered.status >= 400 and not answered.body)
        ):
            self.foreign.append(f"{method} {address} {answered.status} {answered.body[:300]!r}")
        return answered

    async def _ask(self, method: str, address: str, body: bytes = b"", cookies: str = "", kind: str = "") -> Reply:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            head = [
                f"{method} {address} HTTP/1.1", f"Host: localhost:{self.port}", "Connection: close",
                f"Content-Length: {len(body)}", f"Content-Type: {kind or 'application/x-www-form-urlencoded'}",
                f"Origin: http://localhost:{self.port}", f"Cookie: {cookies}", "", "",
            ]  # fmt: skip
            writer.write("\r\n".join(head).encode() + body)
            whole = await reader.read(-1)
        finally:
            writer.close()
        return _reply(whole)


def _reply(whole: bytes) -> Reply:
    head, edge, body = whole.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not edge:
        raise CutOff
    named = [line.partition(": ")[::2] for line in lines[1:]]
    headers = {name.lower(): value for name, value in named}
    cookies = [value.split(";")[0].partition("=")[::2] for name, value in named if name.lower() == "set-cookie"]
    if "chunked" in headers.get("transfer-encoding", ""):
        body = _joined(body)
    elif len(body) != int(headers.get("content-length", len(body))):
        raise CutOff
    return Reply(int(lines[0].split()[1]), dict(cookies), headers.get("location", ""), body)


def _joined(chunked: bytes) -> bytes:
    whole = b""
    while True:
        size, _, rest = chunked.partition(b"\r\n")
        if not size:
            raise CutOff
        length = int(size, 16)
        if not length:
            return whole
        if len(rest) < length + 2:
            raise CutOff
        whole, chunked = whole + rest[:length], rest[length + 2 :]
