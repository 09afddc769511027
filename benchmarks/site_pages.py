"""Public report pages against an empty view behind the same middleware, with three thousand agencies and six years."""

from __future__ import annotations

import datetime as dt
import json
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import product
from typing import Any

from benchmarks.site import database, on_each_database
from benchmarks.timing import Row, milliseconds, times

AGENCIES = 3_000
YEARS = range(2020, 2026)
YOUNG = 200
"""Further agencies with one year only, to see whether a page grows with the years."""
REQUESTS = 1_500
_PROSE = "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，全年主动公开政府信息121条，做到应公开尽公开。\n" * 5


def run() -> list[Row]:
    """Measure on the embedded database and, where ``DATABASE_URL`` names one, on the server."""
    return on_each_database("benchmarks.site_pages")


def measure() -> Row:
    """Fill a new database and call the site as its server does, each kind of page in turn."""
    with database() as name:
        from django.conf import settings
        from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage
        from django.core.wsgi import get_wsgi_application

        settings.ROOT_URLCONF = "benchmarks.site_pages_urls"
        settings.ALLOWED_HOSTS = ["testserver"]
        # Static files need not be collected to measure a page that names two.
        staticfiles_storage._wrapped = StaticFilesStorage()
        old, young = fill()
        application = get_wsgi_application()
        chance = random.Random(6)
        took = timed(
            application,
            {
                "empty": lambda: "/empty/",
                "report": lambda: f"/agencies/{chance.choice(old)}/{chance.choice(YEARS)}/",
                "young": lambda: f"/agencies/{chance.choice(young)}/{YEARS[-1]}/",
                "agency": lambda: f"/agencies/{chance.choice(old)}/",
                "list": lambda: f"/?page={chance.randint(2, 90)}",
            },
        )
    p95 = {page: statistics.quantiles(each, n=20)[-1] for page, each in took.items()}
    ratio = p95["report"] / p95["empty"]
    flat = statistics.median(took["report"]) / statistics.median(took["young"])
    others = f"an agency's page {times(p95['agency'] / p95['empty'])}, the list {times(p95['list'] / p95['empty'])}"
    detail = (
        f"{milliseconds(p95['report'])} against {milliseconds(p95['empty'])}; {AGENCIES:,} agencies, "
        f"{len(YEARS)} years; {times(flat)} the page of an agency with one year; {others}"
    )
    met = ratio <= 5 and flat <= 1.15
    return Row(f"report page, 95th percentile, against an empty view, {name}", times(ratio), "≤ 5 ×, flat", met, detail)


def timed(
    application: Callable[..., Iterable[bytes]], pages: dict[str, Callable[[], str]], requests: int = REQUESTS
) -> dict[str, list[float]]:
    """Call every kind of page once per round and return each one's times."""
    from django.test import RequestFactory

    factory = RequestFactory(SERVER_NAME="testserver", HTTP_ACCEPT_LANGUAGE="zh-CN")
    took: dict[str, list[float]] = {page: [] for page in pages}
    for turn in range(requests + 50):
        for page, address in pages.items():
            environ = factory.get(address()).environ
            statuses: list[str] = []
            started = time.perf_counter()
            answer = application(environ, lambda status, headers, told=statuses: told.append(status))
            size = sum(map(len, answer))
            answer.close()  # type: ignore[attr-defined] # Django's answers can be closed
            spent = time.perf_counter() - started
            if statuses != ["200 OK"] or (page != "empty" and not size):
                raise RuntimeError(f"{environ['PATH_INFO']} answered {statuses}.")
            if turn >= 50:
                took[page].append(spent)
    return took


def fill() -> tuple[list[int], list[int]]:
    """Publish a report of full size for every agency and year; return the ids of old and young agencies."""
    from django.db import connection

    from gongkai_site.agencies.models import Agency, Kind, Level
    from gongkai_site.annual.models import AnnualReport, Placement, State, Version

    government = Agency.objects.create(name="安平县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, path="/1/")
    like = {"kind": Kind.TOWNSHIP, "level": Level.TOWNSHIP, "superior": government}
    made = Agency.objects.bulk_create(
        Agency(name=f"第{n}镇人民政府", path=f"/1/{n}/", **like) for n in range(AGENCIES + YOUNG)
    )
    old, young = made[:AGENCIES], made[AGENCIES:]
    wanted = [*product(old, YEARS), *product(young, YEARS[-1:])]
    for start in range(0, len(wanted), 1_000):
        some = wanted[start : start + 1_000]
        reports = AnnualReport.objects.bulk_create(
            AnnualReport(agency=agency, year=year, state=State.LOCKED) for agency, year in some
        )
        versions = Version.objects.bulk_create(_versions(reports), batch_size=100)
        Placement.objects.bulk_create(
            Placement(version=each, own_pages=True, on=dt.date(each.report.year + 1, 1, 20)) for each in versions
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [each.pk for each in old], [each.pk for each in young]


def _versions(reports: list[Any]) -> Iterator[Any]:
    from django.utils import timezone

    from gongkai.forms import get_form
    from gongkai.report import SECTION_KEYS, blank_report
    from gongkai.writing.html import render_article
    from gongkai_site.annual.models import Origin, Version

    like = blank_report(
        "2021",
        agency="安平县第一镇人民政府",
        year=YEARS[0],
        cells=dict.fromkeys(get_form("2021").keys, 12),
        sections=dict.fromkeys(SECTION_KEYS, _PROSE),
    )
    article, content = render_article(like), like.to_json()
    for report in reports:
        yield Version(report=report, number=1, origin=Origin.COMPILED, content=content, cells=content["cells"],
                      sha256="0" * 64, fragment=article, locked_at=timezone.now())  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(asdict(measure()), ensure_ascii=False))
