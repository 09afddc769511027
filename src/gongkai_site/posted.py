"""What somebody typed and sent, when it could not be taken: what of it can be offered back to him.

Never passwords, tokens or files; and only to who sent it from a page of ours: another site's page can send anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

LARGEST = 2_000_000
"""Signs that a page offers back at most; beyond this the browser's own 返回 is the better way."""
KEPT = "kept"
"""The field of the sign-in's page that carries what was sent before."""
_NOT_TYPED = {"csrfmiddlewaretoken", KEPT, "next"}


@dataclass(frozen=True, slots=True)
class Sent:
    """One field as it was sent."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        """Whether it is words that somebody wrote, not a key or a number of the form's own."""
        return not self.value.isascii() or any(sign.isspace() for sign in self.value)


def sent_by(request: HttpRequest) -> list[Sent]:
    """The fields of a request, in their order; none where it is too large, damaged, or not from a page of ours."""
    if request.method != "POST" or not from_our_page(request):
        return []
    try:
        fields = fields_of(request)
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return []
    return fields if sum(len(each.value) for each in fields) <= LARGEST else []


def fields_of(request: HttpRequest) -> list[Sent]:
    """Every field of a form that was sent, but for tokens and passwords."""
    return [
        Sent(name, str(value))
        for name, values in request.POST.lists()
        if name not in _NOT_TYPED and "password" not in name
        for value in values
    ]


def from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent it."""
    origin = request.headers.get("Origin") or _origin(request.headers.get("Referer", ""))
    return origin in _our_origins(request)


def page_before(request: HttpRequest) -> str:
    """The path of the page of ours from which the request came; empty where the browser does not say."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if _origin(parts.geturl()) not in _our_origins(request):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _our_origins(request: HttpRequest) -> set[str]:
    try:
        return {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    except SuspiciousOperation:
        return set()


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
