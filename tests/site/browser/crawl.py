"""Going through the back office by its own links: which addresses a page leads to, and which of them are ours."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, ResolverMatch, resolve
from playwright.sync_api import APIResponse, BrowserContext

_ADDRESS = re.compile(r"""(?<!action=)(?<!post=)["'](/admin/[^"'<>\\\s]*|\?[^"'<>\\\s]*)["']""")
PER_ROUTE = 2
"""How many addresses of one view (and register) one person opens: all cells of a form are the same page."""


@dataclass(frozen=True)
class Visited:
    """One address that a page led to, and what it answered."""

    address: str
    linked_from: str
    route: str
    answer: APIResponse

    @property
    def is_page(self) -> bool:
        """Whether it is a page, not a file."""
        return "text/html" in self.answer.headers.get("content-type", "")


def route_of(address: str) -> str:
    """The route of one of our views; empty for an address of nobody."""
    found = _match(address)
    return found.route if found is not None else ""


def _match(address: str) -> ResolverMatch | None:
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    ours = found.func.__module__.startswith("gongkai_site.")
    return found if ours else None


def crawl(context: BrowserContext, start: str = "/admin/") -> Iterator[Visited]:
    """Follow every link of ours from the workbench; each is asked once."""
    waiting, known, opened = [(start, "")], {start}, Counter[str]()
    while waiting:
        address, linked_from = waiting.pop(0)
        answer = context.request.get(address)
        yield (visited := Visited(address, linked_from, route_of(address), answer))
        if not visited.is_page or not answer.ok:
            continue
        for following in _links(answer.text(), address):
            match = _match(following)
            if following in known or match is None:
                continue
            view = f"{match.route} {match.kwargs.get('register', '')}"
            if opened[view] >= PER_ROUTE:
                continue
            known.add(following)
            opened[view] += 1
            waiting.append((following, address))


def _links(text: str, address: str) -> Iterator[str]:
    """Addresses in links, not in forms."""
    for found in _ADDRESS.findall(text):
        yield urljoin(address, html.unescape(found)).split("#")[0]
