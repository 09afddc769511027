"""``python -m tests.site.browser.prepare``: make the database of the server under test and print who can sign in.

Runs in a process of its own, with the server's settings; prints one JSON object.
"""

from __future__ import annotations

import json

import django


def main() -> None:
    """Make tables and triggers, then the world."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from gongkai_site.audit.migration_triggers import create
    from gongkai_site.audit.models import Head
    from tests.site.browser.world import build_world

    call_command("migrate", run_syncdb=True, verbosity=0)
    with connection.schema_editor() as editor:
        create(None, editor)
    Head.objects.create(pk=1)
    # On a server only the whole year is gone through (tests/site/conftest.py), in counties of its own.
    print(json.dumps(build_world(demonstration=connection.vendor == "sqlite")))


if __name__ == "__main__":
    main()
