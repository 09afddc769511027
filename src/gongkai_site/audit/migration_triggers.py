"""SQL by which the database itself refuses to change or delete audit events."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = [
    f"""CREATE TRIGGER audit_event_no_{verb.lower()} BEFORE {verb} ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END"""
    for verb in ("UPDATE", "DELETE")
]
_POSTGRESQL = [
    """CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit events are append-only'; END $$""",
    """CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()""",
    """CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()""",
]

NAMES = {
    "sqlite": ("audit_event_no_update", "audit_event_no_delete"),
    "postgresql": ("audit_event_no_change", "audit_event_no_truncate"),
}
"""What the triggers are called."""


def create(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers. Raises ``NotImplementedError`` for a database without them."""
    if editor.connection.vendor not in {"sqlite", "postgresql"}:
        raise NotImplementedError(editor.connection.vendor)
    for statement in _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL:
        editor.execute(statement)


def first_head(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Begin the chain."""
    apps.get_model("audit", "Head").objects.create(pk=1)  # type: ignore[attr-defined] # Django's historical apps
