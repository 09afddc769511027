"""The site's addresses, and some more behind which something really fails."""

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.urls import path

from gongkai_site import urls
from gongkai_site.action import acting
from gongkai_site.annual.models import Version
from gongkai_site.office import actor
from gongkai_site.policy import require
from gongkai_site.urls import handler400, handler403, handler429, handler500

__all__ = ["handler400", "handler403", "handler429", "handler500"]


def _database(file: Path) -> DatabaseWrapper:
    made = DatabaseWrapper(
        {
            "NAME": str(file), "OPTIONS": {"timeout": 0.01}, "TIME_ZONE": None, "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": False, "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True,
            "TEST": {"NAME": None, "CHARSET": None, "COLLATION": None, "MIRROR": None, "MIGRATE": True},
        },
        alias="failing",
    )  # fmt: skip
    made.inc_thread_sharing()
    return made


def locked(request: HttpRequest) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "database"
        with sqlite3.connect(file, isolation_level=None) as other:
            other.execute("BEGIN EXCLUSIVE")
            with _database(file).cursor() as cursor:
                cursor.execute("CREATE TABLE t (a)")
    return HttpResponse()


def full_database(request: HttpRequest) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder, _database(Path(folder) / "database").cursor() as cursor:
        cursor.execute("CREATE TABLE t (a)")
        cursor.execute("PRAGMA max_page_count=2")
        cursor.execute("INSERT INTO t VALUES (zeroblob(1000000))")
    return HttpResponse()


def no_table(request: HttpRequest) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder, _database(Path(folder) / "database").cursor() as cursor:
        cursor.execute("SELECT * FROM nothing")
    return HttpResponse()


def full_disk(request: HttpRequest) -> HttpResponse:
    with open("/dev/full", "wb") as file:
        file.write(b"x")
    return HttpResponse()


def _no_agency(request: HttpRequest) -> HttpResponse:
    require(actor(request), "record.view", request)
    return HttpResponse()


def _undeclared(request: HttpRequest) -> HttpResponse:
    require(actor(request), "applicant.view", request.user)
    return HttpResponse()


def _nothing(request: HttpRequest) -> HttpResponse:
    require(actor(request), "record.view", None)
    return HttpResponse()


def _unknown_right(request: HttpRequest) -> HttpResponse:
    require(actor(request), "record.veiw", None)
    return HttpResponse()


def _silent(request: HttpRequest) -> HttpResponse:
    agency = actor(request).memberships()[0].agency
    with transaction.atomic(), acting(actor(request), "record.add", right="record.edit", on=agency):
        pass
    return HttpResponse()


def _damaged(request: HttpRequest) -> HttpResponse:
    Version(content={"format": "nothing"}).as_report()
    return HttpResponse()


def _mistaken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(1 // 0))


FULL: dict[str, Callable[[HttpRequest], HttpResponse]] = {"full-disk": full_disk, "full-database": full_database}
OURS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "no-agency": _no_agency, "undeclared": _undeclared, "nothing": _nothing, "unknown-right": _unknown_right,
    "silent": _silent, "damaged": _damaged, "mistaken": _mistaken, "no-table": no_table,
}  # fmt: skip
VIEWS = {"locked": locked, **FULL, **OURS}
urlpatterns = [*(path(f"admin/failing/{name}/", view) for name, view in VIEWS.items()), *urls.urlpatterns]
