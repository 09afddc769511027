"""Every page of the demonstration, as everybody in it: its 「下一步」 leads where this person may go, to a place that
is there, never to the page it stands on; and the page asks the database little, nothing of it twice."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from gongkai_site.demonstration.build import build
from gongkai_site.demonstration.plan import person_plans
from gongkai_site.people.models import User
from tests.site.build import signed_in

PEOPLE = (
    "admin", "xian-jiandu", "xian-jingban", "xian-shenhe", "xian-lingdao", "xian-guanli", "ziran-jingban",
    "ziran-shenhe", "liuxi-jingban", "liuxi-shenhe", "liuxi-lingdao", "liuxi-guanli", "baishiyi-jingban",
)  # fmt: skip
_ADDRESS = re.compile(r"""(?<!action=)["'](/admin/[^"'<>\s]*)["']""")
USUAL = 17
MORE = {
    # A report put together: each register is counted by itself, last year's and the checks' sources beside it.
    "annual:signoff": 46, "annual:report": 42, "annual:write": 43, "annual:sheet": 42, "annual:cell": 32,
    "annual:fact": 27, "annual:paste": 27, "annual:screening": 49,
    # What an area's report is made of, and who owes it by when.
    "filings:consolidation": 26, "filings:overview": 21, "filings:own": 22, "agencies:due": 21, "agencies:open": 22,
    # To whom a version goes next: the superior of its year's end.
    "annual:publish": 22, "filings:filing": 20, "filings:paper": 21,
    # All panels and steps of two agencies.
    "workbench": 30,
    "intake:document": 26, "intake:findings": 18, "records:open": 22, "records:list": 20, "registers:in-force": 20,
}  # fmt: skip
"""Pages that ask more, and how much at most, the frame's twelve included: two more than were counted, for which page of
a view the crawl meets first depends on the database. None of it grows with agencies or records."""
PER_ROUTE = 2
"""How many addresses of one view one person opens: all cells of a form are the same page."""


def test_every_step_leads_this_person_to_a_place_that_is_there_and_no_page_asks_much() -> None:
    build(small=True)
    known = {plan.username for plan in person_plans()}
    wrong: set[str] = set()
    twice: set[str] = set()
    most: dict[str, int] = {}
    for name in PEOPLE:
        assert name in known
        browser = signed_in(User.objects.get(username=name))
        followed = cache(partial(browser.get, follow=True))
        for address, answer, asked in _crawl(browser):
            wrong |= {f"{name}: {address}: {each}" for each in _wrong(followed, address, answer)}
            view = resolve(urlsplit(address).path).view_name
            most[view] = max(most.get(view, 0), len(asked))
            twice |= {f"{name}: {address}: {sql[:200]}" for sql, times in Counter(asked).items() if times > 1}
    assert not wrong, "\n".join(sorted(wrong))
    assert not twice, "\n".join(sorted(twice))
    assert {view: number for view, number in most.items() if number > MORE.get(view, USUAL)} == {}


def _wrong(followed: Callable[[str], Any], address: str, answer: object) -> Iterator[str]:
    """What is wrong with the steps of one page; many pages offer the same step, and it is followed once."""
    context = getattr(answer, "context", None)
    page = answer.content.decode()  # type: ignore[attr-defined]
    steps = list(context.get("steps") or []) if context is not None else []
    steps += [step for desk in (context.get("desks") or [] if context is not None else []) for step in desk.steps]
    for step in steps:
        there, _hash, place = step.url.partition("#")
        if not step.url:
            if not step.here and not step.text.split("：")[-1].startswith("等"):
                yield f"“{step.text}” leads nowhere and waits for nobody"
            continue
        if not there:
            if f'id="{place}"' not in page:
                yield f"“{step.text}” leads to no place of the page: {step.url}"
        elif there in (address, urlsplit(address).path):
            yield f"“{step.text}” leads to its own page"
        else:
            reached = followed(there)
            if reached.status_code != 200:
                yield f"“{step.text}” leads to {there}, which answers {reached.status_code}"
            elif place and not reached.streaming and f'id="{place}"' not in reached.content.decode():
                yield f"“{step.text}” leads to no place of its page: {step.url}"


def _crawl(browser: Client) -> Iterator[tuple[str, object, list[str]]]:
    """Follow the links of ours from the first page, each once: address, answer, and what it asked of the database."""
    waiting, known, opened = ["/admin/"], {"/admin/"}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        with CaptureQueriesContext(connection) as captured:
            answer = browser.get(address)
        if answer.status_code != 200 or answer.streaming or "text/html" not in answer.headers["Content-Type"]:
            continue
        yield address, answer, [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
        for found in _ADDRESS.findall(answer.content.decode()):
            following = urljoin(address, html.unescape(found)).split("#")[0]
            route = _route(following)
            if following in known or not route or opened[route] >= PER_ROUTE:
                continue
            known.add(following)
            opened[route] += 1
            waiting.append(following)


def _route(address: str) -> str:
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    ours = found.func.__module__.startswith("gongkai_site.")
    return f"{found.route} {found.kwargs.get('register', '')}" if ours else ""


@pytest.fixture(autouse=True)
def _media(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
