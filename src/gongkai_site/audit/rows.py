"""Whether things stand in the database as the log says they were last made: the chain proves the log, not the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.db import models

from gongkai_site.audit.chain import said_to_be_there
from gongkai_site.audit.models import Event
from gongkai_site.audit.sealing import as_kept, values_of

_CHUNK, _AT_ONCE = 5_000, 500
_COUNTS_ITSELF = "revision"
"""Counted up by every step, also by those whose event tells of something else."""
Said = tuple[int, dict[str, Any]]
"""The last event of a thing, and what the log says of it. A model with more to compare has ``audit_amiss``."""


def amiss() -> Iterator[tuple[int, str]]:
    """Yield the number of the last event of each thing that is gone, or not as the log says, and what is wrong."""
    events = Event.objects.order_by("object_type", "object_id", "number")
    rows = events.values_list("object_type", "object_id", "number", "plain_after", "sealed__after").iterator(_CHUNK)
    for object_type, of_type in groupby(rows, key=lambda row: row[0]):
        model = _model(object_type)
        if model is None or getattr(model, "audit_passing", False):
            continue
        columns = {field.name for field in model._meta.concrete_fields}
        things = ((pk, _said(columns, list(of_one))) for pk, of_one in groupby(of_type, key=lambda row: row[1]))
        told = ((pk, said) for pk, said in things if said[1])
        while some := dict(islice(told, _AT_ONCE)):
            yield from _of_some(model, some)


def _model(object_type: str) -> type[models.Model] | None:
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def _said(columns: set[str], rows: list[tuple[str, str, int, str, str | None]]) -> Said:
    """What the events of one thing say of it, the later one first; nothing where the last one says that it ended.

    Where text was destroyed, the event of that says how the thing was left, whole.
    """
    found: dict[str, Any] = {}
    for *_, plain, sealed in reversed(rows):
        values = _values(plain, sealed or "")
        if not values or not isinstance(values, dict):
            break
        found = values | found
        if found.keys() >= columns:
            break
    return rows[-1][2], found


def _values(plain: str, sealed: str) -> Any:
    try:
        return values_of(plain, sealed)
    except (ValueError, TypeError):
        # No JSON any more: the chain says so.
        return None


def _of_some(model: type[models.Model], said: dict[str, Said]) -> Iterator[tuple[int, str]]:
    stored = {str(values[model._meta.pk.name]): values for values in _stored(model, said)}
    things = model._base_manager.in_bulk(list(stored)) if hasattr(model, "audit_amiss") else {}
    amiss = {str(pk): thing.audit_amiss(said[str(pk)][1]) for pk, thing in things.items()}
    name = model._meta.verbose_name
    for pk, (number, values) in said.items():
        if pk not in stored:
            yield number, f"{name}{pk}不在数据库中，日志里没有删除它的事件"
            continue
        now = stored[pk]
        if label := amiss.get(pk):
            yield number, f"{name}{pk}的“{label}”与锁定时的不同，是绕过系统改动的"
        for column, value in values.items():
            is_now = now.get(column, value)
            if is_now != value and column != _COUNTS_ITSELF and as_kept(is_now) != value:
                label = model._meta.get_field(column).verbose_name  # type: ignore[union-attr] # concrete columns have one
                yield number, f"{name}{pk}的“{label}”与日志最后的记载不同，是绕过系统改动的"


def _stored(model: type[models.Model], pks: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The columns of things as an event would take them, without making a thing of each."""
    names = {field.name: field.attname for field in model._meta.concrete_fields}
    hidden = [name for name in getattr(model, "audit_hidden", ()) if name in names]
    for row in model._base_manager.filter(pk__in=pks).values_list(*names.values()):
        values = dict(zip(names, row, strict=True))
        for name in hidden:
            values[name] = said_to_be_there(values[name])
        yield values
