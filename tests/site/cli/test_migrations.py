"""No model without its migration; what is pending is known without looking through the whole graph of migrations."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

import gongkai_site
from gongkai.forms import get_form
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


def test_no_migration_and_no_column_lists_the_kinds_of_a_form() -> None:
    form = get_form("2021")
    kinds = {
        *form.summed_columns("requests"),
        *(each.row.key for each in form.table("requests").numbered_rows if each.row.result),
        *(each.row.key for each in form.table("disputes").numbered_rows),
        "upheld",
        "corrected",
    }
    files = {
        file: file.read_text("utf-8").replace('"', "'")
        for file in Path(gongkai_site.__file__).parent.glob("*/migrations/*.py")
    }
    assert len(files) > 20
    assert [(file, kind) for file, text in files.items() for kind in kinds if f"'{kind}'" in text] == []
    for label, column in (
        ("requests.Request", "applicant_kind"),
        ("requests.Request", "outcome"),
        ("disputes.Dispute", "kind"),
        ("disputes.Dispute", "result"),
    ):
        field: Any = apps.get_model(label)._meta.get_field(column)
        assert not field.choices


_BEFORE_AND_AFTER = """
import datetime as dt
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
then = [("requests", "0001_initial"), ("disputes", "0002_initial")]
for each in then:
    call_command("migrate", *each, verbosity=0)
old = MigrationLoader(connection).project_state(then).apps
day = dt.date(2025, 1, 2)
agency = old.get_model("agencies.Agency").objects.create(name="甲", kind="township", level="township")
request = old.get_model("requests.Request").objects.create(
    agency=agency, number="1", received_on=day, concluded_on=day, applicant_kind="natural_person",
    outcome="not_handled.confirmation", subject="x")
old.get_model("requests.Applicant").objects.create(request=request, name="张")
old.get_model("disputes.Dispute").objects.create(
    agency=agency, number="1", request=request, lodged_on=day, kind="litigation_after_reconsideration",
    concluded_on=day, result="corrected")
for app, _ in then:
    call_command("migrate", app, verbosity=0)
from gongkai_site.disputes.models import Dispute
from gongkai_site.requests.models import Request
from gongkai_site.reach import everywhere

with everywhere("to see what became of them"):
    now, case = Request.objects.get(), Dispute.objects.get()
print(now.applicant_kind, now.outcome, now.applicant.name, case.kind, case.result, case.request_id == now.pk)
"""


def test_the_migration_that_forgets_the_kinds_keeps_every_row(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BEFORE_AND_AFTER],
        env={
            **os.environ,
            "GONGKAI_DATA": str(tmp_path),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "gongkai_site.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    kept = "natural_person not_handled.confirmation 张 litigation_after_reconsideration corrected True"
    assert done.stdout.strip() == kept, done.stderr
