"""Whether the database itself still refuses to change or delete audit events, and their text out of turn."""

from __future__ import annotations

from django.db import connection

from gongkai_site.audit.migration_triggers import NAMES

_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit_event', 'audit_sealed')"
    " AND sql LIKE '%BEFORE%' AND sql LIKE '%RAISE(ABORT%'"
    " AND (name <> 'audit_sealed_no_delete' OR sql LIKE '%later.action = ''record.anonymise''%')",
    "postgresql": "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE t.tgenabled IN ('O', 'A') AND p.prosrc LIKE '%RAISE EXCEPTION%'"
    " AND (t.tgrelid = to_regclass('audit_event') AND p.proname = 'audit_event_refuse'"
    " OR t.tgrelid = to_regclass('audit_sealed') AND p.proname = 'audit_sealed_refuse'"
    " AND p.prosrc LIKE '%later.action = ''record.anonymise''%')",
}


def lacking_guards(former: bool = False) -> tuple[str, ...]:
    """Return the names of triggers that are not there, or switched off; ``former``: the text has no table yet."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    wanted = NAMES[connection.vendor]
    return tuple(name for name in (wanted[:2] if former else wanted) if name not in there)
