"""SQL by which the database itself refuses to change or delete events, and their text unless it may be destroyed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSED = "audit events are append-only"
_MAY_BE_DESTROYED = """EXISTS (SELECT 1 FROM audit_event AS its JOIN audit_event AS later
    ON later.object_type = its.object_type AND later.object_id = its.object_id
    WHERE its.number = OLD.event_id AND later.number > its.number AND later.action = 'record.anonymise')"""

EVENTS = {
    "sqlite": tuple(
        f"""CREATE TRIGGER audit_event_no_{verb.lower()} BEFORE {verb} ON audit_event
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"""
        for verb in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        f"""CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$""",
        """CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()""",
        """CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()""",
    ),
}
TEXTS = {
    "sqlite": (
        f"""CREATE TRIGGER audit_sealed_no_update BEFORE UPDATE ON audit_sealed
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
        f"""CREATE TRIGGER audit_sealed_no_delete BEFORE DELETE ON audit_sealed WHEN NOT {_MAY_BE_DESTROYED}
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    ),
    "postgresql": (
        f"""CREATE OR REPLACE FUNCTION audit_sealed_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
        IF TG_OP = 'DELETE' THEN IF {_MAY_BE_DESTROYED} THEN RETURN OLD; END IF; END IF;
        RAISE EXCEPTION '{REFUSED}';
        END $$""",
        """CREATE TRIGGER audit_sealed_no_change BEFORE UPDATE OR DELETE ON audit_sealed
        FOR EACH ROW EXECUTE FUNCTION audit_sealed_refuse()""",
        """CREATE TRIGGER audit_sealed_no_truncate BEFORE TRUNCATE ON audit_sealed
        FOR EACH STATEMENT EXECUTE FUNCTION audit_sealed_refuse()""",
    ),
}
_EVENTS_OFF = {
    "sqlite": ("DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete"),
    "postgresql": (
        "DROP TRIGGER audit_event_no_change ON audit_event",
        "DROP TRIGGER audit_event_no_truncate ON audit_event",
    ),
}

NAMES = {
    "sqlite": (
        "audit_event_no_update", "audit_event_no_delete", "audit_sealed_no_update", "audit_sealed_no_delete",
    ),
    "postgresql": (
        "audit_event_no_change", "audit_event_no_truncate", "audit_sealed_no_change", "audit_sealed_no_truncate",
    ),
}  # fmt: skip
"""What the triggers are called."""


def create(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of events and of their text."""
    guard_events(apps, editor)
    _run(editor, TEXTS[editor.connection.vendor])


def guard_events(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of events. Raises ``NotImplementedError`` for a database without them."""
    if editor.connection.vendor not in EVENTS:
        raise NotImplementedError(editor.connection.vendor)
    _run(editor, EVENTS[editor.connection.vendor])


def open_events(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers of events away, for the migration that moves their text."""
    _run(editor, _EVENTS_OFF[editor.connection.vendor])


def first_head(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Begin the chain."""
    apps.get_model("audit", "Head").objects.create(pk=1)  # type: ignore[attr-defined] # Django's historical apps


def _run(editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    for each in statements:
        editor.execute(each)
