"""Destroying the text of events, once later events say that their things were anonymised."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from gongkai_site.audit.models import ANONYMISED, Event, Sealed


@lru_cache(maxsize=1)
def grounds() -> Mapping[str, str]:
    """The legal grounds on which personal data may be anonymised, in words."""
    return tomllib.loads(files("gongkai_site.audit").joinpath("data", "grounds.toml").read_text("utf-8"))


def destroy_texts(object_type: str, ids: Sequence[int], *, before: int) -> int:
    """Destroy salt and text of these things' events with numbers below ``before``; return how many there were.

    Called in the action that anonymises them, once its events, from ``before`` on, are written: the database refuses
    it for any other thing.
    """
    events = Event.objects.filter(
        object_type=object_type, object_id__in=[str(each) for each in ids], number__lt=before
    ).order_by()
    count, _by_model = Sealed.objects.filter(event__in=events.values("number")).delete()
    return count


def still_told(object_type: str, ids: Sequence[int]) -> set[int]:
    """Those of these things of which events, besides those of their anonymising, still hold text."""
    told = Event.objects.filter(
        object_type=object_type, object_id__in=[str(each) for each in ids], sealed__isnull=False
    ).exclude(action=ANONYMISED)
    return {int(each) for each in told.order_by().values_list("object_id", flat=True).distinct()}
