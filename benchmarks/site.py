"""The site for a measurement: every database in turn, each in a process of its own, with new tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from benchmarks.timing import Row, Skipped


def on_each_database(module: str) -> list[Row]:
    """Run ``python -m module`` on the embedded database and, where ``DATABASE_URL`` names one, on the server.

    The module prints its row as JSON.
    """
    if find_spec("django") is None:
        raise Skipped("the site's packages are not installed")
    rows = []
    for url in dict.fromkeys(("", os.environ.get("DATABASE_URL", ""))):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "DATABASE_URL": url, "GONGKAI_DATA": folder}
            done = subprocess.run([sys.executable, "-m", module], env=environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{module} measured nothing: {done.stderr[-500:]}")
        rows.append(Row(**json.loads(done.stdout)))
    return rows


@contextmanager
def database() -> Iterator[str]:
    """A new database with the site's tables: a file below ``GONGKAI_DATA``, or a test database on the server."""
    import django
    from django.conf import settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai_site.settings"
    django.setup()
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection

    # The tables alone are wanted, not the way they came to be.
    settings.MIGRATION_MODULES = {each.label: None for each in apps.get_app_configs()}
    if connection.vendor == "sqlite":
        call_command("migrate", run_syncdb=True, verbosity=0)
        yield "SQLite"
        return
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield "PostgreSQL"
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
