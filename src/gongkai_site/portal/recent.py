"""What was newly put on these pages, newest first; and the whole of it, in the order in which it was put there."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from gongkai_site.annual.models import Placement, Version
from gongkai_site.portal.published import versions


def recent(count: int, agency_id: int | None = None) -> list[Version]:
    """The versions published last on these pages, of all agencies or of one."""
    placed = first_placements()
    if agency_id is not None:
        placed = placed.filter(version__report__agency_id=agency_id)
    return in_order(list(placed.order_by("-pk").values_list("version", flat=True)[:count]))


def in_order(keys: list[int]) -> list[Version]:
    """The versions with these ids, in this order, as far as the public may see them."""
    by_key = {each.pk: each for each in versions().filter(pk__in=keys)}
    return [by_key[key] for key in keys if key in by_key]


def first_placements() -> QuerySet[Placement]:
    """Of each version, the first placement on these pages."""
    earlier = Placement.objects.filter(version=OuterRef("version"), own_pages=True, pk__lt=OuterRef("pk"))
    return Placement.objects.filter(~Exists(earlier), own_pages=True)
