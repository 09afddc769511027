"""Where a request comes from, for throttling sign-in: behind a proxy all would else share the proxy's address."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The visitor's address: behind a proxy the one that the proxy itself put down last, which nobody can forge."""
    count: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    said = request.headers.get("X-Forwarded-For", "").split(",")
    if count and len(said) >= count and _is_address(said[-count].strip()):
        return said[-count].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
