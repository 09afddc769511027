"""Clients that send or take nothing, or next to nothing, do not stop a served site."""

from __future__ import annotations

import socket
import time
from urllib.parse import urlsplit

import pytest

from tests.site.cli.site import Place, answer

HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
BODY = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 90000\r\n\r\nx"
SENT = {"nothing": b"", "half a head": HEAD, "half a body": BODY, "takes nothing": HEAD + b"\r\n"}


@pytest.mark.parametrize("kind", SENT)
def test_twenty_slow_clients_stop_nobody_else(real_site: Place, kind: str) -> None:
    with real_site.serving("serve", "--threads", "2") as address:
        place = urlsplit(address)
        answer(address)
        slow = [socket.create_connection(("127.0.0.1", place.port or 0)) for _ in range(20)]
        try:
            for each in slow:
                each.sendall(SENT[kind])
            time.sleep(0.5)
            began = time.monotonic()
            assert {answer(f"{address}/health/ready")[0] for _ in range(5)} == {200}
            assert time.monotonic() - began < 5
        finally:
            for each in slow:
                each.close()


def test_a_file_that_nobody_here_may_send_is_refused_without_being_taken(real_site: Place) -> None:
    with real_site.serving("serve", "--threads", "1") as address:
        place = urlsplit(address)
        with socket.create_connection(("127.0.0.1", place.port or 0)) as client:
            head = "POST /admin/intake/1/upload/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99000000\r\n\r\n"
            client.sendall(head.encode())
            client.settimeout(60)
            began = time.monotonic()
            said = client.recv(4096).decode()
        assert said.startswith("HTTP/1.1 413")
        assert time.monotonic() - began < 45
