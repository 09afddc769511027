"""Whether the database itself still refuses to change or delete audit events."""

from __future__ import annotations

from django.db import connection

from gongkai_site.audit.migration_triggers import NAMES

_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'"
    " AND sql LIKE '%BEFORE%' AND sql LIKE '%RAISE(ABORT%'",
    "postgresql": "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE t.tgrelid = 'audit_event'::regclass AND t.tgenabled IN ('O', 'A')"
    " AND p.proname = 'audit_event_refuse' AND p.prosrc LIKE '%RAISE EXCEPTION%'",
}


def lacking_guards() -> tuple[str, ...]:
    """Return the names of triggers that are not there, or switched off."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    return tuple(name for name in NAMES[connection.vendor] if name not in there)
