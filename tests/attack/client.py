"""One attacker at one served site: who he is signed in as, what he asks, and whether what he got is the site's own."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

PASSWORD = "chenghu-2025-demo"
_FOREIGN = re.compile(rb"Traceback|Django|DEBUG|Server Error|granian", re.IGNORECASE)


@dataclass(frozen=True)
class Got:
    """One answer."""

    status: int
    location: str
    body: bytes
    seconds: float

    @property
    def is_foreign(self) -> bool:
        """Whether no page of the site's own would look so: its own fault, or another program's words."""
        return self.status in (0, 500) or self.status > 507 or bool(_FOREIGN.search(self.body))

    @property
    def opened(self) -> bool:
        """Whether the address let one in."""
        return self.status in (200, 201, 204, 206) or (self.status == 302 and "/account/login/" not in self.location)


@dataclass
class Attacker:
    """A visitor, or somebody signed in."""

    port: int
    name: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self) -> None:
        """Sign in as this person of the demonstration."""
        self.ask("GET", "/account/login/")
        self.ask("POST", "/account/login/", {"login": self.name, "password": PASSWORD})
        if "sessionid" not in self.cookies:
            raise RuntimeError(f"{self.name} could not sign in")

    def ask(
        self,
        method: str,
        address: str,
        form: dict[str, str] | None = None,
        *,
        body: bytes = b"",
        kind: str = "application/x-www-form-urlencoded",
        host: str = "",
        more: dict[str, str] | None = None,
    ) -> Got:
        """Ask once. Status 0 where no whole answer came."""
        if form is not None:
            body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **form}).encode()
        headers = {
            "Host": host or f"localhost:{self.port}",
            "Content-Type": kind,
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **(more or {}),
        }
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, address, body or None, headers)
            reply = connection.getresponse()
            whole = reply.read()
        except (OSError, http.client.HTTPException):
            return Got(0, "", b"", time.monotonic() - began)
        finally:
            connection.close()
        for name, value in reply.getheaders():
            if name.lower() == "set-cookie":
                key, _, kept = value.split(";")[0].partition("=")
                self.cookies[key] = kept
        return Got(reply.status, reply.getheader("Location") or "", whole, time.monotonic() - began)

    def upload(self, address: str, name: str, data: bytes, **fields: str) -> Got:
        """Send a file under every name by which a form of the site takes one."""
        edge = b"--------edge"
        parts = [
            f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode()
            for key, value in {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}.items()
        ]
        shown = name.replace('"', "%22")
        parts += [
            f'Content-Disposition: form-data; name="{key}"; filename="{shown}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n".encode("utf-8", "surrogateescape")
            + data
            for key in ("file", "files", "scan", "emblem", "value_file")
        ]
        body = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + edge + b"--\r\n"
        return self.ask("POST", address, body=body, kind=f"multipart/form-data; boundary={edge.decode()}")
