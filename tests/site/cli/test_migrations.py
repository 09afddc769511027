"""No model without its migration; what is pending is known without looking through the whole graph of migrations."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from gongkai_site import migrations_pending
from gongkai_site.migrations_pending import pending_migrations

OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("gongkai_site.")]


@pytest.mark.parametrize("label", OURS)
def test_every_change_of_a_model_has_its_migration(label: str, settings: Any) -> None:
    settings.MIGRATION_MODULES = {}  # the tests' database is made without migrations
    said = io.StringIO()
    try:
        call_command("makemigrations", label, check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(f"run makemigrations {label}:\n{said.getvalue()}")


def test_without_any_table_of_migrations_all_are_pending() -> None:
    assert MigrationRecorder.Migration._meta.db_table not in connection.introspection.table_names()
    pending = pending_migrations()
    assert ("audit", "0002_append_only") in pending
    assert {each for each in MigrationLoader(None).disk_migrations if each[0] in OURS} <= set(pending)


def test_what_was_applied_is_no_longer_pending() -> None:
    known = sorted(migrations_pending._known())
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_migrations (app varchar(255), name varchar(255))")
        cursor.executemany("INSERT INTO django_migrations VALUES (%s, %s)", known[1:])
        assert pending_migrations() == known[:1]
        cursor.execute("INSERT INTO django_migrations VALUES (%s, %s)", known[0])
    assert pending_migrations() == []
