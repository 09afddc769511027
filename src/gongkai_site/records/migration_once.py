"""Before a register takes each key once: say which records stand twice, should an earlier release have let two in."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import Count

from gongkai_site.errors import WrongState

_NAMED = 10


def refuse_doubles(app: str, model: str, *key: str) -> migrations.RunPython:
    """An operation that raises :class:`WrongState`, naming them, where records that stand share agency and ``key``."""

    def look(apps: Any, schema_editor: Any) -> None:
        standing = apps.get_model(app, model).objects.using(schema_editor.connection.alias).filter(voided=False)
        names = ("agency__name", *key)
        double = list(standing.order_by().values_list(*names).annotate(times=Count("pk")).filter(times__gt=1)[:_NAMED])
        if double:
            told = "；".join("，".join(str(each) for each in one[:-1]) + f"（{one[-1]}条）" for one in double)
            raise WrongState(
                f"下列台账记录重复登记，不能升级：{told}。",
                advice="请用原来的版本打开台账，作废重复的记录，然后再升级。数据没有改动。",
            )

    return migrations.RunPython(look, migrations.RunPython.noop)
