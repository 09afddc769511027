"""What a change to a register waits for: the very rows that it touches, never a whole agency and never an import.

That nothing is registered twice side by side is the database's own constraint (``tests/site/records/test_once.py``).
Everything here is called inside an action; SQLite lets only one transaction write anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidRecord
from gongkai_site.records.models import Counter


def held(thing: Any) -> Any:
    """Wait for whoever else changes this row and return it as it is now; None where it is gone."""
    rows = type(thing)._default_manager.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=thing.pk).first()


def insist_standing(records: Iterable[Any]) -> None:
    """Hold the records that are referred to until the action ends. Raises :class:`InvalidRecord` where one was voided.

    Whoever voids one of them holds it first and looks then for what refers to it: one of the two sees the other.
    """
    by_model: dict[type[Any], set[int]] = {}
    for each in records:
        by_model.setdefault(type(each), set()).add(each.pk)
    for model, keys in by_model.items():
        rows = model._default_manager.select_for_update(of=("self",), no_key=True).order_by("pk")
        if len(rows.filter(pk__in=keys, voided=False).values_list("pk", flat=True)) != len(keys):
            raise InvalidRecord("只能关联本单位台账里有效的申请。", advice="所关联的申请可能刚被作废，请核对。")


def kept_once(save: Callable[[], object], refuse: Callable[[], None]) -> None:
    """Save; where the database knows of one registered in this very moment, let ``refuse`` say it in words."""
    try:
        with transaction.atomic():
            save()
    except IntegrityError:
        refuse()
        raise


def next_number(agency: Agency, series: str, year: int) -> int:
    """Take the next number of a series (:class:`Counter`); whoever else takes one of it waits for this action."""
    counters = Counter.objects.filter(agency=agency, series=series, year=year)
    if not counters.update(last=F("last") + 1):
        # Somebody may make the first one in this moment: then it is there once he is done.
        Counter.objects.get_or_create(agency=agency, series=series, year=year)
        counters.update(last=F("last") + 1)
    return counters.values_list("last", flat=True).get()
