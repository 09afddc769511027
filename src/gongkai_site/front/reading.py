"""Reading a request's body whole before a thread is given to it: within its limit, and within its time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from gongkai_site.front.limits import PATIENCE, SILENT, seconds_for

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
_IN_MEMORY = 256_000
_POUR_AWAY = 100_000_000


class Refused(Exception):
    """A request that is answered by the front itself, with this status; ``most`` is the limit that was passed."""

    def __init__(self, status: int, most: int = 0) -> None:
        super().__init__(status)
        self.status = status
        self.most = most


class Gone(Exception):
    """The client went away before its request was whole."""


async def read_body(receive: Receive, longest: int) -> tuple[IO[bytes], int]:
    """Read the body and return it, from its beginning, with its length.

    Raises :class:`Refused` with 413 as soon as more than ``longest`` bytes came, with 408 where they come too
    slowly, with 507 where there is no room to lay them down;
    raises :class:`Gone` where the client leaves.
    """
    body: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 # whoever asked closes it
    try:
        length = await _fill(body, receive, longest)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body, length


async def _fill(body: IO[bytes], receive: Receive, longest: int) -> int:
    length, begun = 0, time.monotonic()
    while True:
        chunk, more = await _next(receive, begun + seconds_for(length) - time.monotonic())
        length += len(chunk)
        if length > longest:
            raise Refused(413, longest)
        try:
            body.write(chunk)
        except OSError as error:
            raise Refused(507) from error
        if not more:
            return length


async def _next(receive: Receive, left: float) -> tuple[bytes, bool]:
    try:
        message = await asyncio.wait_for(receive(), min(max(left, 0), SILENT))
    except TimeoutError as error:
        raise Refused(408) from error
    if message["type"] != "http.request":
        raise Gone
    return message.get("body", b""), message.get("more_body", False)


async def pour_away(receive: Receive) -> None:
    """Let a client that is refused finish sending, within bounds: most read no answer before they have."""
    poured, begun = 0, time.monotonic()
    try:
        while poured < _POUR_AWAY:
            chunk, more = await _next(receive, begun + PATIENCE - time.monotonic())
            poured += len(chunk)
            if not more:
                return
    except (Refused, Gone):
        return
