"""Answers of the public pages: asked again each time, but not sent again where nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from gongkai import __version__
from gongkai_site.portal.display import Display


def etag_of(request: HttpRequest, *parts: object) -> str:
    """A strong ETag over what a page is made of, the program, the language and the display."""
    everything = (__version__, get_language(), *Display.of(request).words, *parts)
    return f'"{hashlib.sha256(repr(everything).encode("utf-8")).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    """A 304 for who has it already. Call it only after the policy was asked."""
    answer = get_conditional_response(request, etag=etag)
    return _revalidated(answer, etag) if answer is not None else None


def public_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, etag: str = "", status: int = 200
) -> HttpResponse:
    """Render a public page; ``template`` extends ``portal/base.html``."""
    return _revalidated(render(request, template, dict(context), status=status), etag)


def public_data(data: bytes, content_type: str, *, etag: str = "") -> HttpResponse:
    """Answer with a file or data."""
    return _revalidated(HttpResponse(data, content_type=content_type), etag)


def _revalidated(response: HttpResponse, etag: str) -> HttpResponse:
    """Whatever is kept on the way must be asked for again: a version may be allowed today and not tomorrow."""
    response["Cache-Control"] = "no-cache"
    if etag:
        response["ETag"] = etag
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response
