"""Whose own reports a consolidated version is made of, down through all levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai_site.annual.models import Scope
from gongkai_site.filings.models import Consolidated

_Rows = dict[int, list[tuple[int, int, str]]]


def insides(version_ids: Iterable[int]) -> dict[int, Mapping[int, int]]:
    """Return what each of these consolidated versions holds: by agency, the version of its own that was summed.

    One query per level. An area's version that came as a document holds nothing that could be told apart: it stands
    for its agency alone.
    """
    roots = list(version_ids)
    rows: _Rows = {}
    layer = set(roots)
    while layer:
        found = Consolidated.objects.filter(version__in=layer, member_version__isnull=False).values_list(
            "version_id", "agency_id", "member_version_id", "member_version__report__scope"
        )
        rows.update({version: [] for version in layer})
        for version, agency, member, scope in found:
            rows[version].append((agency, member, scope))
        layer = {member for version in layer for _, member, scope in rows[version] if scope == Scope.AREA} - set(rows)
    return {root: dict(_leaves(root, rows, set())) for root in roots}


def _leaves(version: int, rows: _Rows, through: set[int]) -> Iterable[tuple[int, int]]:
    through.add(version)
    for agency, member, scope in rows[version]:
        if scope != Scope.AREA:
            yield agency, member
        elif member not in through:
            yield from _leaves(member, rows, through) if rows[member] else [(agency, member)]
