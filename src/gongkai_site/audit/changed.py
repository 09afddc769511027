"""What an event changed, in the words of the form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from gongkai_site.audit.models import Event

_MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a thing that an event changed, in the words of the form."""

    label: str
    before: str
    after: str


def changes(event: Event) -> tuple[Change, ...]:
    """Return what an event changed, column by column; columns that stayed are left out."""
    before, after = _values(event.before), _values(event.after)
    labels = _labels(event.object_type)
    return tuple(
        Change(labels.get(name, name), _shown(before.get(name)), _shown(after.get(name)))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    )


def _values(text: str) -> dict[str, Any]:
    values = json.loads(text) if text else {}
    return values if isinstance(values, dict) else {"": values}


def _labels(object_type: str) -> dict[str, str]:
    try:
        model = apps.get_model(object_type)
    except (LookupError, ValueError):
        return {}
    return dict(_named(model))


def _named(model: Any) -> Iterator[tuple[str, str]]:
    for field in model._meta.concrete_fields:
        yield field.name, str(field.verbose_name)


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}……"
