"""What was destroyed leaves the database's files too: rewritten, they hold no page or row that nothing refers to."""

from __future__ import annotations

from django.apps import apps
from django.db import connection

from gongkai_site.action import acting
from gongkai_site.audit.models import ANONYMISED, Event, Head
from gongkai_site.errors import WrongState
from gongkai_site.policy import SYSTEM

_CLEANED = "audit.clean-out"
_APPS = ("audit", "records", "requests", "registers", "disputes", "facts", "drafts")
"""Where anonymising takes text away."""


def is_due() -> bool:
    """Whether something was anonymised since the files were last rewritten."""
    last = dict.fromkeys((ANONYMISED, _CLEANED), 0)
    for action in last:
        last[action] = Event.objects.filter(action=action).order_by("-number").values_list("pk", flat=True).first() or 0
    return last[ANONYMISED] > last[_CLEANED]


def clean_out() -> None:
    """Rewrite the files; others wait meanwhile. PostgreSQL's write-ahead log and archive are its administrator's.

    PostgreSQL keeps what a transaction begun before the deletion, in any database of the server, could still see.
    """
    if connection.in_atomic_block:
        raise WrongState("正在事务中，不能整理数据库文件。")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in _tables():
                cursor.execute(f'VACUUM (FULL, ANALYZE) "{table}"')
            # The planner's samples of columns hold values too; who owns the database may rewrite them.
            cursor.execute("VACUUM (FULL) pg_catalog.pg_statistic")
    with acting(SYSTEM, _CLEANED, right="audit.clean-out", on=None) as act:
        act.changed(Head.objects.get(pk=1), after={"vendor": connection.vendor}, title="数据库文件")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _tables() -> list[str]:
    return [model._meta.db_table for label in _APPS for model in apps.get_app_config(label).get_models()]
