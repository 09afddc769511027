"""What of an event stands in it in clear, and what is sealed: kept apart, so that it can lawfully be destroyed.

Text may hold personal data, so it is sealed, unless its model declares the column in ``audit_plain``. What cannot hold
any stands in the event: dates, numbers, states, choices, references. So what was counted when stays proved for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

_NO_TEXT = (
    models.BooleanField, models.DateField, models.DecimalField, models.DurationField, models.FloatField,
    models.ForeignKey, models.IntegerField, models.TimeField, models.UUIDField,
)  # fmt: skip
_ENCODER = DjangoJSONEncoder()


def chained(before: str, values: tuple[object, ...]) -> str:
    """Return the SHA-256 (hex) over ``before`` and the values, each with its length before it."""
    parts = [before]
    for value in values:
        text = "" if value is None else str(value)
        parts.append(f"{len(text)}:{text}")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def as_text(values: Mapping[str, Any] | None) -> str:
    """Return the JSON text that is kept and hashed; ``""`` for nothing."""
    if not values:
        return ""
    return json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)


def as_kept(value: object) -> Any:
    """Return one column's value as it comes out of the text again."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple | dict):
        return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    return _ENCODER.default(value)


def split(object_type: str, values: Mapping[str, Any] | None) -> tuple[str, str]:
    """Return the text of what stands in clear, and that of what is sealed."""
    if not values:
        return "", ""
    plain = plain_columns(object_type)
    return (
        as_text({name: value for name, value in values.items() if name in plain}),
        as_text({name: value for name, value in values.items() if name not in plain}),
    )


def joined(plain: str, sealed: str) -> str:
    """Return the text of both parts together."""
    return as_text(values_of(plain, sealed)) if plain and sealed else plain or sealed


def values_of(plain: str, sealed: str) -> Any:
    """Return what both parts say: column values by name; ``{}`` for nothing."""
    values = json.loads(plain) if plain else {}
    return (values | json.loads(sealed) if plain else json.loads(sealed)) if sealed else values


@cache
def plain_columns(object_type: str) -> frozenset[str]:
    """The columns of such a thing that cannot hold personal data; none of what is no model any more."""
    try:
        model: Any = apps.get_model(object_type)
    except (LookupError, ValueError):
        return frozenset()
    declared = getattr(model, "audit_plain", ())
    return frozenset(
        each.name
        for each in model._meta.concrete_fields
        if isinstance(each, _NO_TEXT) or each.choices or each.name in declared
    )
