"""The application that the server loads: requests come in whole, then a thread answers them, then the answer goes out.

A server of threads gives one to each client from its first byte to its last, so that a handful of slow ones stops it.
Here only what Django itself does takes a thread; waiting for clients takes none.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from gongkai_site.front.admission import longest_for
from gongkai_site.front.limits import NOBODY, QUEUE, SILENT
from gongkai_site.front.pages import refusal
from gongkai_site.front.reading import Gone, Message, Receive, Refused, pour_away, read_body

Send = Callable[[Message], Awaitable[None]]
Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
_CHUNK = 256_000


class _File:
    """What a view sends as a file: read piece by piece as the client takes it."""

    def __init__(self, file: IO[bytes], block: int = 0) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(_CHUNK), b"")

    def close(self) -> None:
        """Close the file."""
        self.file.close()


@dataclass
class _Answer:
    """What a thread made of a request."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: IO[bytes]


class Front:
    """An ASGI application around a WSGI one."""

    def __init__(self, wsgi: Wsgi, threads: int) -> None:
        self._wsgi = wsgi
        self._threads = ThreadPoolExecutor(threads, "gongkai-page")
        self._waiting = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        environ = _environ(scope)
        try:
            answer = await self._answer(environ, receive)
        except Gone:
            return
        except Refused as refused:
            await pour_away(receive)
            status, headers, body = refusal(refused, environ)
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": body if environ["REQUEST_METHOD"] != "HEAD" else b""})
            return
        await self._send(answer, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Say yes to starting; at the end wait for the threads."""
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.get_running_loop().run_in_executor(None, self._threads.shutdown)
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, environ: Environ, receive: Receive) -> _Answer:
        body, length = await self._body(environ, receive)
        try:
            environ |= {"wsgi.input": body, "CONTENT_LENGTH": str(length)}
            answer: _Answer = await self._in_thread(self._run, environ)
            return answer
        finally:
            body.close()

    async def _body(self, environ: Environ, receive: Receive) -> tuple[IO[bytes], int]:
        """The whole body. Only who sends more than anybody may is asked who he is."""
        stated = environ.get("CONTENT_LENGTH", "")
        small = stated.isdecimal() and int(stated) <= NOBODY
        if environ.pop("HTTP_TRANSFER_ENCODING", "") == "" and not stated:
            return await read_body(receive, 0)
        longest = NOBODY if small else await self._in_thread(longest_for, environ)
        if stated.isdecimal() and int(stated) > longest:
            raise Refused(413, longest)
        return await read_body(receive, longest)

    async def _in_thread(self, work: Callable[[Environ], Any], environ: Environ) -> Any:
        if self._waiting >= QUEUE:
            raise Refused(503)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, environ)
        finally:
            self._waiting -= 1

    def _run(self, environ: Environ) -> _Answer:
        """In a thread: all that Django does for a request, its whole answer laid aside but for files."""
        started: list[Any] = []
        written: IO[bytes] = SpooledTemporaryFile(_CHUNK)  # noqa: SIM115 # closed once it is sent

        def start(status: str, headers: list[tuple[str, str]], trouble: object = None) -> Callable[[bytes], int]:
            started[:] = [status, headers]
            return written.write

        made = self._wsgi(environ, start)
        if isinstance(made, _File):
            body = made.file
        else:
            try:
                for chunk in made:
                    written.write(chunk)
            finally:
                getattr(made, "close", lambda: None)()
            body = written
            body.seek(0)
        status, headers = started
        named = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
        return _Answer(int(status.split(" ", 1)[0]), named, body)

    async def _send(self, answer: _Answer, send: Send) -> None:
        """Send it as fast as the client takes it; one that takes nothing for long is left."""
        start = {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        try:
            await asyncio.wait_for(send(start), SILENT)
            while chunk := answer.body.read(_CHUNK):
                await asyncio.wait_for(send({"type": "http.response.body", "body": chunk, "more_body": True}), SILENT)
            await asyncio.wait_for(send({"type": "http.response.body", "body": b""}), SILENT)
        except TimeoutError:
            return
        finally:
            answer.body.close()


def _environ(scope: Message) -> Environ:
    """The request's head as WSGI wants it. Names with an underscore are left out: they could pass for others."""
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": scope["server"][0],
        "SERVER_PORT": str(scope["server"][1]),
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": _File,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw, value in scope["headers"]:
        if b"_" in raw:
            continue
        name = raw.decode("latin-1").upper().replace("-", "_")
        name = name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
        said = value.decode("latin-1")
        joint = "; " if name == "HTTP_COOKIE" else ","
        environ[name] = f"{environ[name]}{joint}{said}" if name in environ else said
    return environ
