"""What commands need to know of the database: that it is there, and which migrations are still to be applied."""

from __future__ import annotations

import gc
import pkgutil
from functools import lru_cache
from importlib import import_module

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


@lru_cache(maxsize=1)
def _known() -> frozenset[tuple[str, str]]:
    """Every migration that this version of the code brings, by app label and name."""
    known = set()
    for config in apps.get_app_configs():
        try:
            package = import_module(f"{config.name}.migrations")
        except ModuleNotFoundError:
            continue
        known |= {
            (config.label, each.name)
            for each in pkgutil.iter_modules(package.__path__)
            if not each.ispkg and each.name[0] not in "_~"
        }
    return frozenset(known)


def pending_migrations() -> list[tuple[str, str]]:
    """Return what the database still lacks; one query, the files are listed once per process."""
    if MigrationRecorder.Migration._meta.db_table not in connection.introspection.table_names():
        return sorted(_known())
    applied = MigrationRecorder.Migration.objects.using(connection.alias).values_list("app", "name")
    return sorted(_known() - set(applied))


def is_made() -> bool:
    """Whether there is anything in the database: ``gongkai setup`` was run, or a backup restored."""
    return bool(connection.introspection.table_names())


def migrate() -> int:
    """Apply what is pending and return how many migrations that were."""
    pending = len(pending_migrations())
    if pending:
        # Django builds tens of thousands of short-lived model classes; collecting them takes a quarter of the time.
        gc.disable()
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            gc.enable()
    return pending
