"""Pages of the back office against an empty view behind the same middleware, in the demonstration county."""

from __future__ import annotations

import json
import os
import statistics
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.site_pages import timed
from benchmarks.timing import Row, milliseconds, times

COUNTY = Path(__file__).parent.parent / "tests" / "data" / "upgrade" / "county-before-2026-12.tar.xz"
CLERK, SUPERVISOR = "liuxi-jingban", "xian-jiandu"
YEAR = 2025
ROUNDS = 150


def run() -> list[Row]:
    """Measure in a process of its own, for a process knows one site only."""
    import subprocess
    import sys

    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(COUNTY) as packed:
            packed.extractall(folder, filter="data")
        environment = {**os.environ, "DATABASE_URL": "", "GONGKAI_DATA": f"{folder}/county"}
        command = [sys.executable, "-m", "benchmarks.site_office"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"The back office was not measured: {done.stderr[-500:]}")
    return [Row(**each) for each in json.loads(done.stdout)]


def measure() -> list[Row]:
    """Call the site as its server does, each page in turn, with the sessions of a clerk and a supervisor."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai_site.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from gongkai_site.agencies.models import Agency

    call_command("migrate", verbosity=0)
    settings.ROOT_URLCONF = "benchmarks.site_pages_urls"
    settings.ALLOWED_HOSTS = ["testserver"]
    staticfiles_storage._wrapped = StaticFilesStorage()
    application = get_wsgi_application()
    town = Agency.objects.get(memberships__user__username=CLERK).pk
    county = Agency.objects.filter(memberships__user__username=SUPERVISOR).order_by("path")[0].pk
    pages = {
        "empty": "/admin/empty/",
        "first": "/admin/",
        "editor": f"/admin/annual/{town}/{YEAR}/own/write/",
        "form": f"/admin/annual/{town}/{YEAR}/own/",
        "list": f"/admin/records/{town}/requests/?year={YEAR}",
        "matrix": f"/admin/filings/{county}/{YEAR}/",
    }
    clerk, supervisor = _session(CLERK), _session(SUPERVISOR)
    town_pages = {name: _always(address) for name, address in pages.items() if name != "matrix"}
    county_pages = {name: _always(pages[name]) for name in ("empty", "matrix")}
    took = {
        **timed(_signed_in(application, clerk), town_pages, ROUNDS),
        **timed(_signed_in(application, supervisor), county_pages, ROUNDS),
    }
    median = {page: statistics.median(each) for page, each in took.items()}
    detail = ", ".join(f"{page} {milliseconds(each)}" for page, each in median.items())
    named = {"first": "first page", "editor": "editor", "form": "form", "list": "list", "matrix": "matrix"}
    return [
        Row(f"back office, {name}, against an empty view", times(median[page] / median["empty"]), "—", None, detail)
        for page, name in named.items()
    ]


def _always(address: str) -> Callable[[], str]:
    return lambda: address


def _session(username: str) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from gongkai_site.people.models import User

    user = User.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _signed_in(application: Callable[..., Any], session: str) -> Callable[..., Any]:
    def call(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        return application({**environ, "HTTP_COOKIE": f"sessionid={session}"}, start)

    return call


if __name__ == "__main__":
    print(json.dumps([asdict(row) for row in measure()], ensure_ascii=False))
