"""The front: a request comes in whole, within its limit and its time, before a thread or the disk is given to it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from gongkai_site.front import admission, application, limits, reading
from gongkai_site.front.application import Front
from gongkai_site.front.reading import Refused


def scope(method: str = "POST", path: str = "/", **headers: str) -> dict[str, Any]:
    return {
        "type": "http", "method": method, "raw_path": path.encode(), "query_string": b"a=1", "http_version": "1.1",
        "server": ("127.0.0.1", "8000"), "client": ("10.1.2.3", "999"), "scheme": "http",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip


class Client:
    """Sends what it is told to, chunk by chunk with pauses, and keeps what it is answered."""

    def __init__(self, *chunks: bytes, pause: float = 0.0, leaves: bool = False) -> None:
        self.chunks, self.pause, self.leaves = list(chunks), pause, leaves
        self.answer: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        await asyncio.sleep(self.pause)
        if self.leaves and not self.chunks:
            return {"type": "http.disconnect"}
        chunk = self.chunks.pop(0) if self.chunks else b""
        return {"type": "http.request", "body": chunk, "more_body": bool(self.chunks) or self.leaves}

    async def send(self, message: dict[str, Any]) -> None:
        self.answer.append(message)

    @property
    def status(self) -> int:
        return int(self.answer[0]["status"])

    @property
    def body(self) -> bytes:
        return b"".join(each["body"] for each in self.answer[1:])


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain"), ("X-Path", environ["PATH_INFO"])])
    return [body, environ["CONTENT_LENGTH"].encode()]


def ask(client: Client, wsgi: Any = echo, **about: Any) -> Client:
    asyncio.run(Front(wsgi, 2)(scope(**about), client.receive, client.send))
    return client


def test_a_body_comes_to_the_view_whole_with_its_length() -> None:
    client = ask(Client(b"abc", b"def"), content_length="6")
    assert (client.status, client.body) == (200, b"abcdef6")


def test_a_body_without_a_stated_length_has_one_in_the_view() -> None:
    assert ask(Client(b"ab", b"c"), transfer_encoding="chunked").body == b"abc3"


def test_a_header_has_no_blanks_around_it() -> None:
    def wsgi(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Set-Cookie", " csrftoken=x")])
        return []

    assert (b"set-cookie", b"csrftoken=x") in ask(Client(), wsgi, method="GET").answer[0]["headers"]


def test_the_path_is_handed_on_as_its_bytes() -> None:
    client = ask(Client(), method="GET", path="/%E4%B8%AD%2Fx/%ff")
    assert (b"x-path", b"/\xe4\xb8\xad/x/\xff") in client.answer[0]["headers"]


def test_a_header_with_an_underscore_passes_for_no_other() -> None:
    seen: dict[str, Any] = {}

    def wsgi(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        seen.update(environ)
        start("200 OK", [])
        return []

    asked = scope("GET")
    asked["headers"] = [(b"x_forwarded_for", b"1.1.1.1"), (b"x-forwarded-for", b"2.2.2.2"), (b"cookie", b"a=1"),
                        (b"cookie", b"b=2"), (b"accept", b"x"), (b"accept", b"y")]  # fmt: skip
    client = Client()
    asyncio.run(Front(wsgi, 1)(asked, client.receive, client.send))
    assert seen["HTTP_X_FORWARDED_FOR"] == "2.2.2.2"
    assert (seen["HTTP_COOKIE"], seen["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")


LARGE = str(limits.NOBODY + 1)


@pytest.mark.parametrize("headers", [{"content_length": LARGE}, {"transfer_encoding": "chunked"}])
def test_more_than_the_limit_is_refused_in_words_and_reaches_no_view(
    headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "longest_for", lambda environ: limits.NOBODY)
    called = []
    client = ask(Client(b"x" * limits.NOBODY, b"x"), lambda *_: called.append(1), **headers)
    assert (client.status, called) == (413, [])
    assert "上限0.1MB" in client.body.decode()
    assert (b"cache-control", b"no-store") in client.answer[0]["headers"]


def test_a_length_that_is_stated_is_refused_before_a_byte_is_laid_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "longest_for", lambda environ: limits.NOBODY)

    def never(*_: object) -> None:
        raise RuntimeError("laid down")

    monkeypatch.setattr(reading, "SpooledTemporaryFile", never)
    assert ask(Client(b"x"), content_length=LARGE).status == 413


def test_exactly_the_limit_passes_without_asking_who_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(environ: object) -> int:
        raise RuntimeError("asked")

    monkeypatch.setattr(application, "longest_for", never)
    assert ask(Client(b"x" * limits.NOBODY), content_length=str(limits.NOBODY)).status == 200


def test_a_body_nobody_announced_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(Client(b"x"), method="GET").status == 413


def test_a_silent_client_is_told_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SILENT", 0.05)
    client = ask(Client(b"a", b"b", pause=0.5), content_length="9")
    assert client.status == 408
    assert "太慢" in client.body.decode()


def test_one_that_drips_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 0.2)
    monkeypatch.setattr(reading, "PATIENCE", 0.2)
    assert ask(Client(*[b"a"] * 50, pause=0.02), content_length="50").status == 408


def test_a_slow_line_is_waited_for() -> None:
    assert limits.seconds_for(0) == 30
    assert limits.seconds_for(16_000_000) == 1030


def test_who_leaves_is_answered_nothing() -> None:
    assert ask(Client(b"a", leaves=True), content_length="9").answer == []


def test_a_full_disk_is_said_and_reaches_no_view(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def write(self, chunk: bytes) -> None:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            """Nothing."""

    monkeypatch.setattr(reading, "SpooledTemporaryFile", lambda most: Full())
    client = ask(Client(b"abc"), lambda *_: pytest.fail("called"), content_length="3")
    assert client.status == 507
    assert "磁盘" in client.body.decode()


def test_slow_bodies_hold_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SILENT", 1.0)
    front, quick = Front(echo, 1), Client(b"")

    async def both() -> float:
        slow = [Client(b"a", pause=9) for _ in range(20)]
        waiting = [asyncio.create_task(front(scope(content_length="9"), each.receive, each.send)) for each in slow]
        await asyncio.sleep(0.05)
        began = time.monotonic()
        await front(scope("GET"), quick.receive, quick.send)
        took = time.monotonic() - began
        for each in waiting:
            each.cancel()
        return took

    assert asyncio.run(both()) < 0.5
    assert quick.status == 200


def test_who_does_not_take_the_answer_holds_no_thread_and_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "SILENT", 0.1)
    sent: list[int] = []

    async def stuck(message: dict[str, Any]) -> None:
        sent.append(1)
        if len(sent) > 1:
            await asyncio.sleep(60)

    client = Client()
    began = time.monotonic()
    asyncio.run(Front(echo, 1)(scope("GET"), client.receive, stuck))
    assert time.monotonic() - began < 5


def test_more_than_can_wait_are_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "QUEUE", 3)
    go = threading.Event()

    def held(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        go.wait(10)
        start("200 OK", [])
        return []

    front = Front(held, 1)

    async def flood() -> list[Client]:
        clients = [Client() for _ in range(5)]
        tasks = [asyncio.create_task(front(scope("GET"), each.receive, each.send)) for each in clients]
        await asyncio.sleep(0.3)
        go.set()
        await asyncio.gather(*tasks)
        return clients

    clients = asyncio.run(flood())
    assert [each.status for each in clients] == [200, 200, 200, 503, 503]
    assert (b"retry-after", b"5") in clients[-1].answer[0]["headers"]


SIGNED_IN = {SESSION_KEY: "1", BACKEND_SESSION_KEY: "x", HASH_SESSION_KEY: "x"}


def cookie(**values: str) -> str:
    session = SessionStore()
    session.update(values)
    session.save()
    return f"sessionid={session.session_key}"


@pytest.mark.parametrize(
    ("path", "signed_in", "most"),
    [
        ("/admin/intake/1/upload/", True, 201_000_000),
        ("/admin/intake/1/upload/", False, 100_000),
        ("/admin/records/1/requests/import/", True, 51_000_000),
        ("/admin/annual/1/2025/own/signoff/", True, 21_000_000),
        ("/admin/records/1/requests/add/", True, 20_000_000),
        ("/link/abc/", False, 21_000_000),
        ("/link/abc/confirm/", False, 100_000),
        ("/account/login/", False, 100_000),
        ("/nowhere", True, 20_000_000),
        ("/nowhere", False, 100_000),
    ],
)
def test_each_kind_of_address_has_its_limit(path: str, signed_in: bool, most: int, monkeypatch: Any) -> None:
    monkeypatch.setattr(admission, "close_old_connections", lambda: None)
    said = cookie(**SIGNED_IN) if signed_in else cookie()
    assert admission.longest_for({"PATH_INFO": path, "HTTP_COOKIE": said}) == most


@pytest.mark.parametrize("cookies", ["", "sessionid=", "sessionid=zzzz", "sessionid=" + "a" * 9000, "x;=;\x00"])
def test_a_session_that_is_none_is_nobody(cookies: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(admission, "close_old_connections", lambda: None)
    assert admission.longest_for({"PATH_INFO": "/admin/", "HTTP_COOKIE": cookies}) == limits.NOBODY


def test_every_address_with_a_limit_of_its_own_exists() -> None:
    from tests.site.stories.test_neighbour import addresses

    known = {each.name for each in addresses()} | {"filing-link", "look"}
    assert set(limits._FILES) <= known


def test_a_database_that_does_not_answer_is_no_reason_to_take_more(monkeypatch: Any) -> None:
    from django.db import OperationalError

    def broken() -> None:
        raise OperationalError

    monkeypatch.setattr(admission, "close_old_connections", broken)
    with pytest.raises(Refused) as refused:
        admission.longest_for({"PATH_INFO": "/admin/"})
    assert refused.value.status == 503


def test_pages_of_the_front_speak_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "longest_for", lambda environ: 1)
    english = ask(Client(), content_length=LARGE, accept_language="en")
    assert "too large" in english.body.decode()
